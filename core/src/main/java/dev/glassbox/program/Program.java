package dev.glassbox.program;

import dev.glassbox.trace.Recording;
import dev.glassbox.trace.Slice;
import java.util.List;
import java.util.stream.Collectors;

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
/// A program gives the same bits as the code itself. It belongs to one thread at a time.
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
