package dev.glassbox.studio.playground;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.studio.run.Batches;
import dev.glassbox.studio.run.Measure;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Stepping;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.studio.run.UpdateRatios;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Examples;
import dev.glassbox.train.TrainingStep;
import java.util.List;
import java.util.stream.IntStream;

/// One training, step by step, and all that is kept of it. For one thread at a time.
///
/// It is the training that [dev.glassbox.train.Trainer] does with the same settings, bit for bit.
/// To look at it changes nothing.
public final class Run implements Stepping {
  /// Steps whose weights are kept, twice as many before they are thinned.
  private static final int KEPT_STEPS = 1500;

  private static final int KEPT_LOSSES = 500;
  private static final int MOST_STEPS = 10_000_000;
  private static final int MEASURED_ONE_BY_ONE = 20;

  /// The mean losses after a step.
  public record Losses(double training, double test) {}

  private Settings settings;
  private final PlanePoints points;
  private final Network network;
  private final Layer beginning;
  private final Loss loss;
  private TrainingStep step;
  private double rate;
  private final Batches batches;
  private final Measure training;
  private final Measure test;
  private final Timeline<float[]> weights = new Timeline<>(KEPT_STEPS, MOST_STEPS);
  private final Timeline<float[]> updateRatios = new Timeline<>(KEPT_STEPS, MOST_STEPS);
  private final Rng masks;
  private final Timeline<Losses> losses = new Timeline<>(KEPT_LOSSES, MOST_STEPS);
  private int epoch;
  private int sample = -1;
  private boolean diverged;

  /// Begins a run.
  ///
  /// @throws MistakeException if there is nothing to train on, or an edit's weight does not exist
  public Run(Settings settings) {
    this.settings = settings;
    Rng rng = Rng.seed(settings.seed());
    points = PlanePoints.of(settings, rng);
    if (points.training().isEmpty()) {
      throw new MistakeException("there is no point to train on; add one by a click");
    }
    network = Network.of(settings, rng.split());
    for (Edit edit : settings.edits()) {
      if (edit.step() < 0 || edit.index() < 0 || edit.index() >= network.size()) {
        throw new MistakeException(
            "edits: parameter %d after step %d does not exist; there are %d, counted from 0"
                .formatted(edit.index(), edit.step(), network.size()));
      }
    }
    int classes = settings.data().classes();
    Examples examples = points.trainingExamples(classes);
    loss = settings.loss().create(classes);
    Rng order = Rng.seed(settings.seed());
    Rng shuffling = order.split();
    masks = order.split();
    rate = settings.rate();
    step = steps(settings.optimiser());
    batches = new Batches(examples, settings.batch(), shuffling);
    training = new Measure(network.model(), loss, examples);
    test = new Measure(network.model(), loss, points.testExamples(classes));
    edit(0);
    settings.changes().stream().filter(change -> change.step() == 0).forEach(this::apply);
    beginning = Layer.copy(network.model());
    weights.add(0, network.parameters());
    updateRatios.add(0, new float[0]);
    measure();
  }

  private TrainingStep steps(OptimiserKind optimiser) {
    return TrainingStep.of(network.model(), loss, optimiser.create(rate, settings.decay()))
        .withRng(masks);
  }

  /// Changes something from now on. It is as if the settings had said so from the start.
  ///
  /// @throws IllegalArgumentException if the change is for another step than the latest
  public void change(Change change) {
    if (change.step() != steps()) {
      throw new IllegalArgumentException(
          "run: a change after step %d, but there are %d".formatted(change.step(), steps()));
    }
    settings = settings.and(List.of(), List.of(change));
    apply(change);
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Rate(int _, double to) -> rate = to;
      case Change.Optimiser(int _, OptimiserKind to) -> step = steps(to);
      case Change.Batch(int _, int to) -> batches.resize(to);
    }
  }

  /// What it follows from.
  public Settings settings() {
    return settings;
  }

  /// The points to train and to test on.
  public PlanePoints points() {
    return points;
  }

  /// All weights and biases after each kept step.
  public Timeline<float[]> weights() {
    return weights;
  }

  /// What is trained on what.
  Subject subject(int number) {
    int classes = settings.data().classes();
    return new Subject(
        number,
        settings.data().title(),
        beginning,
        loss,
        points.trainingExamples(classes),
        points.testExamples(classes));
  }

  /// How it is trained.
  Recipe recipe() {
    return new Recipe(
        settings.optimiser().create(settings.rate(), settings.decay()),
        settings.batch(),
        settings.seed());
  }

  int[] keptSteps() {
    return IntStream.range(0, weights.size()).map(weights::step).toArray();
  }

  /// The network at the latest kept step that is not after this one.
  Snapshot at(int step) {
    int position = weights.at(step);
    return new Snapshot(
        weights.step(position), weights.value(position), updateRatios.value(position));
  }

  @Override
  public Timeline<float[]> timeline() {
    return weights;
  }

  /// The losses after those steps after which they were measured.
  public Timeline<Losses> losses() {
    return losses;
  }

  /// How many steps were taken.
  public int steps() {
    return weights.last();
  }

  /// How many epochs are complete.
  public int epoch() {
    return epoch;
  }

  Batches batches() {
    return batches;
  }

  /// Whether the loss became NaN or infinite, so that no further step can be taken.
  public boolean diverged() {
    return diverged;
  }

  @Override
  public boolean canGoOn() {
    return !diverged && steps() < MOST_STEPS;
  }

  /// Which sample of the next batch is looked at, −1 for none.
  int sample() {
    return sample;
  }

  /// Looks at the next sample of the batch; after the last of them the step is taken.
  void nextSample() {
    sample++;
    if (sample >= batches.rows()) {
      next();
    }
  }

  /// Takes a step with the next batch.
  @Override
  public void next() {
    sample = -1;
    if (!canGoOn()) {
      return;
    }
    Examples batch = batches.pick();
    double before = step.take(batch.inputs(), batch.targets(), rate);
    if (!Double.isFinite(before)) {
      diverged = true;
      return;
    }
    boolean epochEnded = batches.advance();
    epoch += epochEnded ? 1 : 0;
    float[] old = weights.value(weights.size() - 1);
    edit(steps() + 1);
    float[] now = network.parameters();
    updateRatios.add(steps() + 1, UpdateRatios.of(network.model().parameters(), old, now));
    weights.add(steps() + 1, now);
    settings.changes().stream().filter(change -> change.step() == steps()).forEach(this::apply);
    if (epochEnded || steps() <= MEASURED_ONE_BY_ONE || wasChanged()) {
      measure();
    }
  }

  private boolean wasChanged() {
    return settings.edits().stream().anyMatch(edit -> edit.step() == steps())
        || settings.changes().stream().anyMatch(change -> change.step() == steps());
  }

  /// Takes steps until an epoch is complete.
  public void nextEpoch() {
    int before = epoch;
    while (epoch == before && canGoOn()) {
      next();
    }
  }

  /// Sets what the user set after a step.
  private void edit(int at) {
    for (Edit edit : settings.edits()) {
      if (edit.step() == at) {
        network.set(edit.index(), edit.value());
      }
    }
  }

  private void measure() {
    losses.add(steps(), new Losses(training.measure(), test.measure()));
  }
}
