package dev.glassbox.train;

import static java.util.Objects.requireNonNull;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.TrainingPass;
import dev.glassbox.optim.Schedule;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final @Nullable Examples validation;

  private final Rng orders;
  private final TrainingPass pass;
  private final Updater updater;
  private final Schedule.Run rates;
  private final int batches;
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
    Rng rng = Rng.seed(settings.seed());
    orders = rng.split();
    pass = TrainingPass.with(rng.split());
    updater = settings.optimizer().over(model.parameters(), settings.clip());
    int full = training.rows() / settings.batchSize();
    boolean partial = training.rows() % settings.batchSize() > 0;
    batches = Math.max(1, full + (partial && !settings.dropLast() ? 1 : 0));
    rates =
        settings
            .schedule()
            .start(
                settings.optimizer().learningRate(), (long) batches * settings.epochs(), batches);
  }

  Outcome run() {
    tell(
        new TrainingEvent.Started(
            model.parameterCount(),
            training.rows(),
            validation == null ? 0 : validation.rows(),
            settings.epochs(),
            batches));
    Outcome.Ending ending = epochs();
    restore();
    Outcome outcome = new Outcome(history, requireBest(), ending, seconds(began));
    tell(new TrainingEvent.Finished(outcome));
    return outcome;
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
    int[] order = orders.permutation(training.rows());
    double sum = 0;
    int seen = 0;
    for (int batch = 0; batch < batches; batch++) {
      int from = batch * settings.batchSize();
      int to = from + Math.min(settings.batchSize(), order.length - from);
      Examples rows = training.rows(Arrays.copyOfRange(order, from, to));
      double loss = step(rows);
      if (!Double.isFinite(loss)) {
        return Optional.of(diverged(number));
      }
      sum += loss * rows.rows();
      seen += rows.rows();
      tell(new TrainingEvent.BatchEnded(number, batch + 1, batches, rows.rows(), loss, lastRate));
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

  /// One optimiser step on one batch; the loss is the one before the step. A loss that is not
  /// finite moves nothing.
  private double step(Examples rows) {
    Tensor loss = pass.run(() -> settings.loss().of(model.apply(rows.inputs()), rows.targets()));
    double value = loss.item();
    if (!Double.isFinite(value)) {
      return value;
    }
    Gradients gradients = loss.gradients();
    lastRate = rates.rate(updater.steps());
    updater.step(gradients, lastRate);
    pass.commit();
    return value;
  }

  private double validate() {
    if (validation == null) {
      return Double.NaN;
    }
    Loss measure = settings.validationLoss() == null ? settings.loss() : settings.validationLoss();
    Tensor outputs = Predicting.inBatches(model, validation.inputs());
    return Tensor.untracked(() -> measure.of(outputs, validation.targets()).item());
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
