package dev.glassbox.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Once the compiler has translated them, kernels allocate nothing: neither on the thread that
/// calls them nor on those that help it.
class AllocationCheck {
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final int CALLS = 200;
  private static final int ROWS = 130;
  private static final int COLUMNS = 140;
  private static final int DEPTH = 150;

  private final float[] a = numbers(ROWS * DEPTH);
  private final float[] b = numbers(DEPTH * COLUMNS);
  private final float[] c = new float[ROWS * COLUMNS];
  private final Workers workers = new Workers(2);
  private final List<String> failures = new ArrayList<>();

  /// Prints what allocates, a line each.
  public static void main(String[] arguments) {
    var check = new AllocationCheck();
    if (arguments[0].equals("vectors")) {
      VectorModule.load().ifPresent(check.failures::add);
      check.vectors();
    } else {
      check.scalars();
    }
    check.failures.forEach(System.out::println);
    System.exit(0);
  }

  private static float[] numbers(int n) {
    SplittableRandom random = new SplittableRandom(2);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(0.1, 2);
    }
    return numbers;
  }

  /// What this thread and all workers have allocated so far.
  private static long allocated(ThreadMXBean threads) {
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("glassbox-worker")) {
        bytes += threads.getThreadAllocatedBytes(thread.threadId());
      }
    }
    return bytes;
  }

  /// Runs until a round of calls allocates nothing beyond what asking for the figure costs.
  private static long leastAllocated(Runnable call) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long start = System.nanoTime();
    while (least > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
      long before = allocated(threads);
      long asking = allocated(threads) - before;
      long from = allocated(threads);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, Math.max(0, allocated(threads) - from - asking));
    }
    return least;
  }

  private void check(String what, Runnable call) {
    long bytes = leastAllocated(call);
    // Asking costs a little more or less each time; a single array a call would be far more.
    if (bytes >= CALLS) {
      failures.add("%d calls of %s allocate %d bytes".formatted(CALLS, what, bytes));
    }
  }

  private void vectors() {
    for (boolean transposeB : new boolean[] {false, true}) {
      check(
          "affine by two threads",
          () ->
              VectorProduct.product(
                  workers,
                  a,
                  0,
                  false,
                  b,
                  0,
                  transposeB,
                  b,
                  1,
                  UnaryFunction.TANH,
                  c,
                  0,
                  ROWS,
                  COLUMNS,
                  DEPTH));
    }
    check(
        "binaryRows",
        () -> VectorRows.binaryRows(BinaryFunction.ADD, a, 1, 10, 1, b, 2, 0, 1, c, 3, 32, 10));
    for (UnaryFunction f : List.of(UnaryFunction.EXP, UnaryFunction.TANH, UnaryFunction.SOFTPLUS)) {
      check(f.name(), () -> VectorUnary.unary(f, a, 1, c, 2, 1000));
    }
    for (ReduceFunction f : ReduceFunction.values()) {
      check(f + " of rows", () -> VectorReductions.reduce(f, a, 1, 20, 100, 1, c));
      check(f + " of columns", () -> VectorReductions.reduce(f, a, 1, 1, 20, 100, c));
    }
  }

  private void scalars() {
    Kernels kernels = ScalarKernels.INSTANCE;
    for (boolean transposeB : new boolean[] {false, true}) {
      check(
          "affine",
          () ->
              kernels.affine(
                  a, 0, false, b, 0, transposeB, b, 1, UnaryFunction.TANH, c, 0, 30, 40, 50));
    }
    check("softmax", () -> kernels.softmax(a, 1, c, 32, 10, true));
    check("sum", () -> kernels.reduce(ReduceFunction.SUM, a, 1, 1, 30, 10, c));
    check("exp", () -> kernels.unary(UnaryFunction.EXP, a, 1, c, 2, 100));
    check("binary", () -> kernels.binary(BinaryFunction.ADD, a, 1, 1, b, 2, 1, c, 3, 100));
  }
}
