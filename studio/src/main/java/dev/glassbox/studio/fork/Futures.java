package dev.glassbox.studio.fork;

import dev.glassbox.studio.playground.Run;
import dev.glassbox.studio.run.Stepping;
import dev.glassbox.studio.run.Timeline;
import java.util.List;
import java.util.stream.IntStream;

/// The futures of a run, which take their steps together. For one thread at a time.
///
/// Each is a run of its own, trained from the very beginning: what they have in common follows from
/// what their settings have in common, bit for bit.
final class Futures implements Stepping {
  /// As many as a run keeps, so that for each kept step the weights are there.
  private static final int KEPT_STEPS = 1500;

  private static final int MOST_STEPS = 10_000_000;

  private final List<Run> runs;
  private final Timeline<float[]> distances = new Timeline<>(KEPT_STEPS, MOST_STEPS);

  Futures(Fork fork) {
    runs =
        IntStream.range(0, fork.branches().size())
            .mapToObj(i -> new Run(fork.settings(i)))
            .toList();
    measure(0);
  }

  List<Run> runs() {
    return runs;
  }

  /// For each step and future ‖w − w₀‖, how far its weights are from those of the first future; NaN
  /// where one of the two has no such step.
  @Override
  public Timeline<float[]> timeline() {
    return distances;
  }

  @Override
  public boolean canGoOn() {
    return runs.stream().anyMatch(Run::canGoOn);
  }

  /// One step in each of the futures that has not diverged.
  @Override
  public void next() {
    if (canGoOn()) {
      int before = distances.last();
      runs.forEach(Run::next);
      if (runs.stream().anyMatch(run -> run.steps() > before)) {
        measure(before + 1);
      }
    }
  }

  /// Steps until the first future that goes on has visited all points once.
  void nextEpoch() {
    Run first = runs.stream().filter(Run::canGoOn).findFirst().orElse(runs.getFirst());
    int before = first.epoch();
    while (first.epoch() == before && first.canGoOn()) {
      next();
    }
  }

  private void measure(int step) {
    float[] all = new float[runs.size()];
    for (int i = 1; i < all.length; i++) {
      all[i] =
          isAt(runs.getFirst(), step) && isAt(runs.get(i), step)
              ? distance(latest(runs.getFirst()), latest(runs.get(i)))
              : Float.NaN;
    }
    distances.add(step, all);
  }

  private static boolean isAt(Run run, int step) {
    return run.steps() == step;
  }

  private static float[] latest(Run run) {
    return run.weights().value(run.weights().size() - 1);
  }

  /// ‖b − a‖ = √Σ(bᵢ − aᵢ)².
  static float distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) b[i] - a[i];
      sum += difference * difference;
    }
    return (float) Math.sqrt(sum);
  }
}
