package dev.glassbox.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Gets the vector kernels ready in the background once there is enough work for them to pay.
///
/// Before the just-in-time compiler has translated them, vector instructions are hundreds of times
/// slower than scalar loops, and translating takes most of a second. A short run is over by then; a
/// long one goes on with scalar loops meanwhile.
final class VectorWarmUp {
  /// Multiplications after which the vector kernels are worth their warm-up: so many that a
  /// training of a second or two, which would lose by it, is left alone.
  private static final long ENOUGH_WORK = 10_000_000_000L;

  /// A product whose tiles and edges are of every kind, whatever the width of the vectors.
  private static final int ROWS = 45;

  private static final int COLUMNS = 57;
  private static final int DEPTH = 64;

  private static final int CALLS = 50;

  /// Warm is who takes less than this share of the scalar product's time.
  private static final double WARM_SHARE = 0.7;

  private static final long GIVE_UP_NANOS = 5_000_000_000L;

  /// A machine that has other things to do may let the compiler wait: it is tried again after as
  /// much work as before.
  private static final int ATTEMPTS = 3;

  private static final List<UnaryFunction> FUNCTIONS =
      List.of(UnaryFunction.EXP, UnaryFunction.SIGMOID, UnaryFunction.TANH);

  private static final boolean AT_ONCE =
      System.getProperty("glassbox.kernels", "").equals("vector");

  private enum State {
    COLD,
    WARMING,
    READY,
    UNAVAILABLE
  }

  private final AtomicLong work = new AtomicLong();
  private volatile State state = State.COLD;

  /// Used by one warm-up after the other.
  private int attempts;

  /// Whether the vector kernels may be used for this much work, which is counted.
  boolean isReadyAfter(long more) {
    State now = state;
    if (now == State.COLD) {
      boolean enough = work.addAndGet(more) >= ENOUGH_WORK || AT_ONCE;
      if (enough) {
        start();
      }
    }
    return now == State.READY;
  }

  private synchronized void start() {
    if (state == State.COLD) {
      state = State.WARMING;
      Thread.ofPlatform().daemon().name("glassbox-vector-warm-up").start(this::warmUp);
    }
  }

  private void warmUp() {
    Logger logger = System.getLogger("dev.glassbox.kernel");
    Optional<String> obstacle =
        FusedMultiplyAdd.IS_FAST
            ? VectorModule.load()
            : Optional.of("this processor has no fused multiply-add");
    boolean warm = false;
    try {
      warm = obstacle.isEmpty() && runUntilWarm();
    } catch (LinkageError e) {
      obstacle = Optional.of(e.toString());
    }
    attempts++;
    if (warm) {
      state = State.READY;
      logger.log(Level.DEBUG, "kernels: vectors of {0} bits", VectorTiles.bits());
    } else if (obstacle.isEmpty() && attempts < ATTEMPTS) {
      work.set(0);
      state = State.COLD;
    } else {
      state = State.UNAVAILABLE;
      logger.log(
          Level.DEBUG,
          "kernels: scalar; {0}",
          obstacle.orElse("vector instructions stay slow on this Java"));
    }
  }

  private static boolean runUntilWarm() {
    float[] a = new float[ROWS * DEPTH];
    float[] b = new float[DEPTH * COLUMNS];
    float[] c = new float[ROWS * COLUMNS];
    long begin = System.nanoTime();
    long start = begin;
    while (start - begin < GIVE_UP_NANOS) {
      for (int i = 0; i < CALLS; i++) {
        ScalarMatMul.product(a, 0, false, b, 0, i % 2 == 0, c, 0, ROWS, COLUMNS, DEPTH);
        for (UnaryFunction f : FUNCTIONS) {
          ScalarFloats.unary(f, a, 0, c, 0, ROWS * COLUMNS);
        }
      }
      long middle = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        VectorProduct.product(
            Workers.SHARED,
            a,
            0,
            i % 3 == 0,
            b,
            0,
            i % 2 == 0,
            null,
            0,
            null,
            c,
            0,
            ROWS,
            COLUMNS,
            DEPTH);
        VectorFunctions.exp(a, 0, c, 0, ROWS * COLUMNS);
        VectorFunctions.sigmoid(a, 0, c, 0, ROWS * COLUMNS);
        VectorFunctions.tanh(a, 0, c, 0, ROWS * COLUMNS);
      }
      long end = System.nanoTime();
      if (end - middle < (middle - start) * WARM_SHARE) {
        return true;
      }
      start = end;
    }
    return false;
  }
}
