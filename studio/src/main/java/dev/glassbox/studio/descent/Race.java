package dev.glassbox.studio.descent;

import dev.glassbox.optim.Updater;
import java.util.ArrayList;
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
      List<Double> heights = heights(task, method, rate, steps);
      int needed = Walk.stepsToFinish(heights, task.least());
      int counted = needed < 0 ? Integer.MAX_VALUE : needed;
      double end = heights.getLast();
      boolean better = counted < fewest || (counted == fewest && end < lowest);
      if (better && Double.isFinite(end)) {
        best = rate;
        fewest = counted;
        lowest = end;
      }
    }
    return best;
  }

  /// The heights of a run, without what the optimiser has in mind. Where the least height is not
  /// known, the way there does not count and the last height alone is given.
  private static List<Double> heights(Task task, Method method, double rate, int steps) {
    Task.State state = task.start();
    Updater updater = method.at(rate).over(state.parameters());
    boolean wayCounts = !Double.isNaN(task.least());
    List<Double> heights = new ArrayList<>();
    for (int step = 0; step < steps && !state.isLost(); step++) {
      if (wayCounts) {
        heights.add(state.height());
      }
      updater.step(state.nextLoss().gradients());
    }
    heights.add(state.height());
    return heights;
  }
}
