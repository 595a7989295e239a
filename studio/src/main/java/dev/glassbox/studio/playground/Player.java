package dev.glassbox.studio.playground;

import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run and where on its timeline one looks. Only playing and stepping move the run on, and
/// nothing moves it back: to scrub is to look, and to rewind is to begin the same run again.
final class Player {
  /// How far an address may ask a run to go on before it is shown.
  static final int FARTHEST = 100_000;

  /// How far one steps.
  enum Unit {
    /// Looks at the next point of the batch; after the last the batch is learnt from.
    SAMPLE,
    /// One batch, one change of the weights.
    BATCH,
    /// All training points once.
    EPOCH
  }

  private static final long SECOND = 1_000_000_000L;

  private Run run;
  private View view;
  private int limit;
  private boolean playing;
  private boolean following = true;
  private int shown;
  private int goal = -1;
  private long played;
  private int startedAt;

  Player(Settings settings) {
    this(settings, 0);
  }

  /// @param limit how many steps a second to take, 0 for as many as possible
  Player(Settings settings, int limit) {
    run = new Run(settings);
    view = new View(run);
    this.limit = limit;
  }

  Run run() {
    return run;
  }

  int limit() {
    return limit;
  }

  boolean isPlaying() {
    return playing;
  }

  void play() {
    playing = run.canGoOn();
    goal = -1;
    following = true;
    restartClock();
  }

  void pause() {
    playing = false;
    goal = -1;
  }

  void limit(int stepsASecond) {
    limit = stepsASecond;
    restartClock();
  }

  private void restartClock() {
    played = System.nanoTime();
    startedAt = run.steps();
  }

  void step(Unit unit) {
    pause();
    following = true;
    switch (unit) {
      case SAMPLE -> run.nextSample();
      case BATCH -> run.next();
      case EPOCH -> run.nextEpoch();
    }
  }

  /// Begins the same run again.
  void rewind() {
    pause();
    following = true;
    run = new Run(run.settings());
    view = new View(run);
  }

  /// Looks at the latest kept step that is not after this one.
  void seek(int step) {
    following = false;
    shown = run.weights().step(run.weights().at(step));
  }

  /// Looks at the latest step, now and from now on.
  void follow() {
    following = true;
  }

  /// Shows a step, after training on until there if need be.
  void goTo(int step) {
    if (step > run.steps()) {
      play();
      goal = step;
    } else if (step < run.steps()) {
      seek(step);
    } else {
      follow();
    }
  }

  /// Takes steps for so long, fewer if that would be too fast.
  void train(long nanos) {
    long end = System.nanoTime() + nanos;
    while (playing && mayStep() && System.nanoTime() < end) {
      run.next();
      if (!run.canGoOn() || run.steps() == goal) {
        pause();
      }
    }
  }

  private boolean mayStep() {
    return limit == 0
        || goal >= 0
        || run.steps() - startedAt < (System.nanoTime() - played) * (double) limit / SECOND;
  }

  /// How long to rest before the next steps.
  int restMillis() {
    return limit == 0 || goal >= 0 ? 0 : 5;
  }

  private int position() {
    return following ? run.weights().size() - 1 : run.weights().at(shown);
  }

  /// What each neuron gives for an input, with the weights that are shown.
  ObjectNode at(double x, double y) {
    ObjectNode answer = Json.object().put("step", run.weights().step(position()));
    ArrayNode layers = answer.putArray("layers");
    for (float[] layer : view.at(run.weights().value(position()), x, y)) {
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
    return SampleText.of(run.settings(), run.weights().value(position()), point);
  }

  /// All that there is to see.
  Frame frame(int number) {
    int position = position();
    ObjectNode header =
        Json.object()
            .put("run", number)
            .put("step", run.weights().step(position))
            .put("head", run.steps())
            .put("epoch", run.epoch())
            .put("batch", run.batches().number())
            .put("batches", run.batches().count())
            .put("playing", playing)
            .put("following", following)
            .put("speed", limit)
            .put("diverged", run.diverged());
    header.set("settings", SettingsJson.write(run.settings()));
    return new FrameMaker(run, view, position).frame(header);
  }
}
