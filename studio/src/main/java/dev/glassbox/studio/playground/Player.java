package dev.glassbox.studio.playground;

import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run and where on its timeline one looks. To rewind is to begin the same run again.
final class Player {
  /// How far one steps.
  enum Unit {
    /// Looks at the next point of the batch; after the last the batch is learnt from.
    SAMPLE,
    /// One batch, one change of the weights.
    BATCH,
    /// All training points once.
    EPOCH
  }

  private Run run;
  private View view;
  private Playback playback;

  Player(Settings settings) {
    this(settings, 0);
  }

  /// @param limit how many steps a second to take, 0 for as many as possible
  Player(Settings settings, int limit) {
    run = new Run(settings);
    view = new View(run);
    playback = new Playback(run, limit);
  }

  Run run() {
    return run;
  }

  Playback playback() {
    return playback;
  }

  void step(Unit unit) {
    playback.stopAtHead();
    switch (unit) {
      case SAMPLE -> run.nextSample();
      case BATCH -> run.next();
      case EPOCH -> run.nextEpoch();
    }
  }

  /// Begins the same run again.
  void rewind() {
    run = new Run(run.settings());
    view = new View(run);
    playback = new Playback(run, playback.limit());
  }

  /// Changes the rate, the optimiser or the batch from the latest step on.
  void change(String text) {
    run.change(ChangeText.read(run.steps(), text));
    playback.follow();
  }

  /// What each neuron gives for an input, with the weights that are shown.
  ObjectNode at(double x, double y) {
    ObjectNode answer = Json.object().put("step", playback.step());
    ArrayNode layers = answer.putArray("layers");
    for (float[] layer : view.at(run.weights().value(playback.position()), x, y)) {
      ArrayNode values = layers.addArray();
      for (float value : layer) {
        values.add(value);
      }
    }
    return answer;
  }

  /// What the network that is shown computes for a point, for the microscope.
  ///
  /// @param row of the training points, or after them of the test points
  /// @throws MistakeException if there is no such point, or the network is too large
  String sample(int row) {
    PlanePoints points = run.points();
    int training = points.training().size();
    if (row >= training + points.test().size()) {
      throw new MistakeException(
          "row %d: there are %d points; choose another"
              .formatted(row, training + points.test().size()));
    }
    Point point = row < training ? points.training().get(row) : points.test().get(row - training);
    return SampleText.of(run.settings(), run.weights().value(playback.position()), point);
  }

  /// All that there is to see.
  Frame frame(int number) {
    ObjectNode header =
        playback
            .header(number)
            .put("epoch", run.epoch())
            .put("batch", run.batches().number())
            .put("batches", run.batches().count())
            .put("diverged", run.diverged())
            .put("rateNow", run.settings().rateAfter(run.steps()));
    header.set("settings", SettingsJson.write(run.settings()));
    return new FrameMaker(run, view, playback.position()).frame(header);
  }
}
