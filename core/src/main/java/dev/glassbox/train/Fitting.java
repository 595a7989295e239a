package dev.glassbox.train;

import static java.util.Objects.requireNonNull;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.optim.Schedule;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One training as it runs: the state that [Trainer], a value, does not have.
final class Fitting {
  private final Trainer settings;
  private final Layer model;
  private final Examples training;
  private final Batches batches;
  private final @Nullable Examples validation;
  private final @Nullable Evaluation evaluation;

  private final Rng orders;
  private final TrainingStep step;
  private final Schedule.Run rates;
  private final long began = System.nanoTime();

  private final List<Epoch> history = new ArrayList<>();
  private @Nullable Epoch best;
  private Map<String, Tensor> bestState = Map.of();
  private double lastRate;

  Fitting(Trainer settings, Layer model, Examples training, @Nullable Examples validation) {
    if (training.rows() == 0) {
      throw new IllegalArgumentException("trainer: there are no training rows");
    }
    this.settings = settings;
    this.model = model;
    this.training = training;
    this.validation = validation;
    Loss measure = settings.validationLoss() == null ? settings.loss() : settings.validationLoss();
    evaluation = validation == null ? null : new Evaluation(model, measure, validation);
    Rng rng = Rng.seed(settings.seed());
    orders = rng.split();
    step =
        TrainingStep.of(model, settings.loss(), settings.optimizer())
            .withClip(settings.clip())
            .withRng(rng.split());
    batches = new Batches(training, settings.batchSize(), settings.dropLast());
    long steps = (long) batches.count() * settings.epochs();
    rates = settings.schedule().start(settings.optimizer().learningRate(), steps, batches.count());
  }

  Outcome run() {
    tell(new TrainingEvent.Started(model, settings, training, validation, batches.count()));
    Outcome outcome;
    try {
      outcome = finish(epochs());
    } catch (RuntimeException failure) {
      tell(new TrainingEvent.Failed(failure));
      throw failure;
    }
    tell(new TrainingEvent.Finished(outcome));
    return outcome;
  }

  private Outcome finish(Outcome.Ending ending) {
    restore();
    return new Outcome(history, requireBest(), ending, seconds(began));
  }

  private Outcome.Ending epochs() {
    for (int number = 1; number <= settings.epochs(); number++) {
      Optional<Outcome.Ending> ending = epoch(number);
      if (ending.isPresent()) {
        return ending.get();
      }
    }
    return new Outcome.Ending.Completed();
  }

  /// One pass over the training rows, and what is measured after it.
  ///
  /// @return why training ends here, empty if it goes on
  private Optional<Outcome.Ending> epoch(int number) {
    long start = System.nanoTime();
    batches.shuffle(orders);
    double sum = 0;
    int seen = 0;
    for (int batch = 0; batch < batches.count(); batch++) {
      Examples rows = batches.pick(batch);
      double rate = settings.rate().applyAsDouble(rates.rate(step.steps()));
      double loss = step.take(rows.inputs(), rows.targets(), rate);
      if (!Double.isFinite(loss)) {
        return Optional.of(diverged(number));
      }
      lastRate = rate;
      sum += loss * rows.rows();
      seen += rows.rows();
      tell(
          new TrainingEvent.BatchEnded(
              number, batch + 1, batches.count(), rows.rows(), loss, rate));
      if (settings.stopRequested().getAsBoolean()) {
        return Optional.of(stopped(number));
      }
    }
    return measured(new Epoch(number, sum / seen, validate(), lastRate, seconds(start)));
  }

  private Optional<Outcome.Ending> measured(Epoch epoch) {
    double loss = validation == null ? epoch.trainingLoss() : epoch.validationLoss();
    if (!Double.isFinite(loss) || !Divergence.isFinite(model)) {
      return Optional.of(diverged(epoch.number()));
    }
    history.add(epoch);
    rates.validated(loss);
    if (validation == null || best == null || loss < best.score()) {
      keep(epoch);
    }
    tell(new TrainingEvent.EpochEnded(epoch, requireBest()));
    boolean tired =
        validation != null
            && settings.patience() > 0
            && epoch.number() - requireBest().number() >= settings.patience();
    return tired
        ? Optional.of(new Outcome.Ending.NoImprovement(settings.patience()))
        : Optional.empty();
  }

  private double validate() {
    return evaluation == null ? Double.NaN : evaluation.measure();
  }

  private void keep(Epoch epoch) {
    best = epoch;
    bestState =
        model.state().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().detach()));
  }

  private void restore() {
    model.state().forEach((name, tensor) -> tensor.assign(requireNonNull(bestState.get(name))));
  }

  private Outcome.Ending stopped(int number) {
    if (best != null) {
      return new Outcome.Ending.Interrupted();
    }
    // Stopped within the first epoch: what was learnt so far is the best there is.
    if (!Divergence.isFinite(model)) {
      return diverged(number);
    }
    keep(new Epoch(0, Double.NaN, validate(), lastRate, seconds(began)));
    return new Outcome.Ending.Interrupted();
  }

  private Outcome.Ending diverged(int number) {
    var where = new Outcome.Ending.Diverged(number, Divergence.layer(model));
    if (best == null) {
      throw new DivergedException(where);
    }
    return where;
  }

  private Epoch requireBest() {
    return requireNonNull(best);
  }

  private void tell(TrainingEvent event) {
    settings.listener().on(event);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
