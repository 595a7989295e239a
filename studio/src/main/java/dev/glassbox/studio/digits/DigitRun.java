package dev.glassbox.studio.digits;

import dev.glassbox.data.Split;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.studio.run.Batches;
import dev.glassbox.studio.run.Measure;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Stepping;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.studio.run.UpdateRatios;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Examples;
import dev.glassbox.train.TrainingStep;
import java.util.stream.IntStream;

/// A network that learns digits step by step, and all that is kept of it. For one thread at a time.
///
/// It is the training that [dev.glassbox.train.Trainer] does with the same settings, bit for bit.
final class DigitRun implements Stepping {
  /// Steps whose weights are kept, twice as many before they are thinned.
  private static final int KEPT_STEPS = 400;

  private static final int KEPT_LOSSES = 500;
  private static final int MOST_STEPS = 10_000_000;
  private static final int MEASURED_ONE_BY_ONE = 40;

  static final Loss LOSS = new CrossEntropy();

  /// What was measured after a step: the mean losses, and which share of the test is right.
  record Measured(double training, double test, double accuracy) {}

  private final DigitSettings settings;
  private final int[] testRows;
  private final Examples training;
  private final Examples test;
  private final Sequential network;
  private final Layer beginning;
  private final TrainingStep step;
  private final Batches batches;
  private final Measure trainingLoss;
  private final Measure testLoss;
  private final Reading reading;
  private final Timeline<float[]> weights = new Timeline<>(KEPT_STEPS, MOST_STEPS);
  private final Timeline<float[]> updateRatios = new Timeline<>(KEPT_STEPS, MOST_STEPS);
  private final Timeline<Measured> measured = new Timeline<>(KEPT_LOSSES, MOST_STEPS);
  private int epoch;
  private boolean diverged;

  DigitRun(DigitImages images, DigitSettings settings) {
    this.settings = settings;
    Rng rng = Rng.seed(settings.seed());
    Split split = images.split(rng.split());
    testRows = split.test();
    training = images.examples(split.train());
    test = images.examples(testRows);
    network = settings.network(rng.split());
    beginning = Layer.copy(network);
    Rng order = Rng.seed(settings.seed());
    batches = new Batches(training, settings.batch(), order.split());
    step =
        TrainingStep.of(
                network, LOSS, settings.optimiser().create(settings.rate(), settings.decay()))
            .withRng(order.split());
    trainingLoss = new Measure(network, LOSS, training);
    testLoss = new Measure(network, LOSS, test);
    reading = new Reading(network, test);
    weights.add(0, Twin.state(network));
    updateRatios.add(0, new float[0]);
    measure();
  }

  DigitSettings settings() {
    return settings;
  }

  /// The number of each test picture among all pictures.
  int[] testRows() {
    return testRows;
  }

  Examples training() {
    return training;
  }

  Examples test() {
    return test;
  }

  /// The network as it began.
  Layer beginning() {
    return beginning;
  }

  @Override
  public Timeline<float[]> timeline() {
    return weights;
  }

  Timeline<Measured> measured() {
    return measured;
  }

  int steps() {
    return weights.last();
  }

  int epoch() {
    return epoch;
  }

  boolean diverged() {
    return diverged;
  }

  @Override
  public boolean canGoOn() {
    return !diverged && steps() < MOST_STEPS;
  }

  @Override
  public void next() {
    if (!canGoOn()) {
      return;
    }
    Examples batch = batches.pick();
    if (!Double.isFinite(step.take(batch.inputs(), batch.targets()))) {
      diverged = true;
      return;
    }
    boolean epochEnded = batches.advance();
    epoch += epochEnded ? 1 : 0;
    float[] old = weights.value(weights.size() - 1);
    float[] now = Twin.state(network);
    updateRatios.add(steps() + 1, UpdateRatios.of(network.parameters(), old, now));
    weights.add(steps() + 1, now);
    if (epochEnded || steps() <= MEASURED_ONE_BY_ONE) {
      measure();
    }
  }

  /// Takes steps until an epoch is complete.
  void nextEpoch() {
    int before = epoch;
    while (epoch == before && canGoOn()) {
      next();
    }
  }

  private void measure() {
    measured.add(
        steps(),
        new Measured(
            trainingLoss.measure(), testLoss.measure(), reading.read().scores().accuracy()));
  }

  /// What is trained on what.
  Subject subject(int number) {
    return new Subject(number, "digits", beginning, LOSS, training, test);
  }

  int[] keptSteps() {
    return IntStream.range(0, weights.size()).map(weights::step).toArray();
  }

  /// The network at the latest kept step that is not after this one.
  Snapshot at(int wanted) {
    int position = weights.at(wanted);
    return new Snapshot(
        weights.step(position), weights.value(position), updateRatios.value(position));
  }
}
