package dev.glassbox.studio.descent;

import java.util.List;

/// Which learning rate suits each method on a task.
final class Race {
  /// Every method may try these.
  static final List<Double> RATES = List.of(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0);

  private Race() {}

  /// The rate that brings the method home in the fewest steps or, if none does, lowest.
  static double bestRate(Task task, Method method, int steps) {
    double best = RATES.getFirst();
    int fewest = Integer.MAX_VALUE;
    double lowest = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      Walk walk = Walk.of(task, method, rate, Method.MOMENTUM_IN_RACE, steps);
      int needed = walk.stepsToFinish(task.least());
      int counted = needed < 0 ? Integer.MAX_VALUE : needed;
      double end = walk.heights().getLast();
      boolean better = counted < fewest || (counted == fewest && end < lowest);
      if (better && Double.isFinite(end)) {
        best = rate;
        fewest = counted;
        lowest = end;
      }
    }
    return best;
  }
}
