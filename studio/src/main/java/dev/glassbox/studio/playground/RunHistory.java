package dev.glassbox.studio.playground;

import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What was measured of a run, in the words that all trainings have in common.
final class RunHistory {
  private RunHistory() {}

  static History of(Run run, int number, boolean playing) {
    return new History(
        plan(run, number),
        progress(run, playing),
        losses(run.losses()),
        new History.Batches(new int[0], new double[0], new double[0]),
        updates(run),
        List.of());
  }

  private static History.Plan plan(Run run, int number) {
    Settings settings = run.settings();
    return new History.Plan(
        number,
        settings.data().title(),
        run.subject(number).loss().name(),
        0,
        run.subject(number).network().parameterCount(),
        run.points().training().size(),
        run.points().test().size(),
        "test",
        run.batches().count(),
        0);
  }

  private static History.Progress progress(Run run, boolean playing) {
    History.State state =
        run.diverged()
            ? History.State.ENDED
            : playing ? History.State.TRAINING : History.State.PAUSED;
    return new History.Progress(
        state,
        run.steps(),
        run.settings().rate(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        run.diverged() ? "the loss became NaN or infinite" : "",
        null);
  }

  private static History.Losses losses(Timeline<Run.Losses> losses) {
    int count = losses.size();
    double[] training = new double[count];
    double[] test = new double[count];
    for (int i = 0; i < count; i++) {
      training[i] = losses.value(i).training();
      test[i] = losses.value(i).test();
    }
    return new History.Losses(
        IntStream.range(0, count).map(losses::step).toArray(), training, test);
  }

  /// Of the weights, the biases left out.
  private static History.Updates updates(Run run) {
    List<String> names = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    int at = 0;
    int number = 0;
    for (var entry : run.subject(0).network().state().entrySet()) {
      Tensor tensor = entry.getValue();
      if (tensor.shape().rank() == 2) {
        names.add(entry.getKey());
        numbers.add(number);
        places.add(new int[] {at, at + tensor.size()});
      }
      number++;
      at += tensor.size();
    }
    int[] steps = run.keptSteps();
    int count = steps.length - 1;
    float[][] ratios = new float[names.size()][count];
    float[][] norms = new float[names.size()][count];
    for (int i = 0; i < count; i++) {
      boolean known = steps[i] == steps[i + 1] - 1;
      Snapshot before = run.at(steps[i]);
      Snapshot after = run.at(steps[i + 1]);
      for (int w = 0; w < names.size(); w++) {
        ratios[w][i] = after.updateRatios()[numbers.get(w)];
        norms[w][i] = known ? norm(before.state(), places.get(w)) : Float.NaN;
      }
    }
    return new History.Updates(names, IntStream.of(steps).skip(1).toArray(), ratios, norms);
  }

  private static float norm(float[] values, int[] place) {
    double squares = 0;
    for (int i = place[0]; i < place[1]; i++) {
      squares += (double) values[i] * values[i];
    }
    return (float) Math.sqrt(squares);
  }
}
