package dev.glassbox.program;

import dev.glassbox.trace.Recording;
import dev.glassbox.trace.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a piece of code does to weights and buffers, recorded while it ran once, to be done again
/// as often as one likes: fast, and without allocating.
///
/// {@snippet :
/// Linear layer = Linear.of(3, 2, Rng.seed(1));
/// Tensor input = Tensor.zeros(Shape.of(1, 3)).buffer();
/// Tensor output = Tensor.zeros(Shape.of(1, 2)).buffer();
/// Program forward = Program.of(() -> output.assign(layer.apply(input).relu()));
/// input.assign(Tensor.of(1, 2, 3).reshape(1, 3));
/// forward.run();
/// double first = output.at(0, 0);
/// }
///
/// What goes in and what comes out are leaves: tensors made
/// [trainable][dev.glassbox.tensor.Tensor#trainable()] or a
/// [buffer][dev.glassbox.tensor.Tensor#buffer()], which the code reads or assigns. Whatever else it
/// uses is taken as it was when the program was recorded. So the code must not look at a number
/// that may be another the next time, and not decide by it; dropout is the one source of chance
/// that is drawn anew each time.
///
/// A program gives the same bits as the code itself. It belongs to one thread at a time, and only
/// what the recording thread itself does is recorded.
public final class Program {
  private final List<Step> plan;
  private final Runnable[] steps;
  private final Runnable[] changes;
  private final boolean isStraight;

  private Program(Recording recording) {
    Calls calls = new Calls(recording);
    Simplification.of(calls);
    plan = Buffers.of(Fusion.of(calls), recording::lasts);
    Runnable straight = StraightCode.of(calls);
    isStraight = straight != null;
    steps =
        straight == null
            ? plan.stream().map(Step::compiled).toArray(Runnable[]::new)
            : new Runnable[] {straight};
    changes =
        plan.stream()
            .flatMap(step -> step.writes().stream())
            .map(Slice::array)
            .filter(recording::lasts)
            .distinct()
            .map(recording::changed)
            .toArray(Runnable[]::new);
  }

  /// Runs this code once and records what it does.
  ///
  /// @throws IllegalStateException if the code does something that cannot be done again by
  ///   operations alone, such as looking at a number that may be another the next time; weights and
  ///   buffers then hold what they held before
  public static Program of(Runnable code) {
    return new Program(Recording.of(code));
  }

  /// Does again what the code did, to the numbers that weights and buffers hold now.
  public void run() {
    for (Runnable step : steps) {
      step.run();
    }
    changed();
  }

  /// Runs the program several times with a clock at each step, to see where the time goes. Whatever
  /// the program does to weights and buffers, it does so many times.
  ///
  /// {@snippet :
  /// Tensor weights = Tensor.normal(Rng.seed(1), Shape.of(64, 64), 0, 1).buffer();
  /// Program square = Program.of(() -> weights.assign(weights.matmul(weights).tanh()));
  /// square.times(100).forEach(step -> IO.println(step.micros() + " µs  " + step.description()));
  /// }
  ///
  /// @param runs how often, 1 or more; the first thousands are slow as long as Java still compiles
  /// @return each step with the median of its times, in the order in which they run; a program of a
  ///   few dozen numbers is one step
  public List<StepTime> times(int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("runs must be 1 or more, got " + runs);
    }
    long[][] nanos = new long[steps.length][runs];
    for (int r = 0; r < runs; r++) {
      for (int i = 0; i < steps.length; i++) {
        long start = System.nanoTime();
        steps[i].run();
        nanos[i][r] = System.nanoTime() - start;
      }
      changed();
    }
    return IntStream.range(0, steps.length)
        .mapToObj(
            i -> new StepTime(isStraight ? toString() : plan.get(i).describe(), median(nanos[i])))
        .toList();
  }

  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e3;
  }

  private void changed() {
    for (Runnable change : changes) {
      change.run();
    }
  }

  /// Whether the program is so small that it runs as straight-line code.
  boolean isStraight() {
    return isStraight;
  }

  /// What the program does, a line a step.
  @Override
  public String toString() {
    return plan.stream().map(Step::describe).collect(Collectors.joining("\n"));
  }
}
