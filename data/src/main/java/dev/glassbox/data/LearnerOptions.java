package dev.glassbox.data;

import dev.glassbox.nn.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What a user may choose about the network and its training. Whatever is left open follows one
/// rule for all tables, see [Regime].
///
/// @param hidden the widths of the hidden layers
/// @param activation the function between the layers
/// @param dropout the share of each hidden layer that falls out in training, in [0, 1)
/// @param epochs the most passes over the training rows
/// @param batch rows a step
/// @param optimizer the way from gradients to steps
/// @param learningRate the step size of the optimiser
/// @param weightDecay how strongly weights are drawn to 0
/// @param schedule how the learning rate changes over the steps
/// @param patience epochs without improvement before training stops
/// @param validation the share of the rows held out to choose by
/// @param test the share of the rows held out to judge the result
/// @param seed from which every random choice follows
public record LearnerOptions(
    Optional<List<Integer>> hidden,
    Optional<Activation> activation,
    OptionalDouble dropout,
    OptionalInt epochs,
    OptionalInt batch,
    Optional<OptimizerChoice> optimizer,
    OptionalDouble learningRate,
    OptionalDouble weightDecay,
    Optional<ScheduleChoice> schedule,
    OptionalInt patience,
    double validation,
    double test,
    long seed) {

  /// Checks every choice.
  ///
  /// @throws DataException if one makes no sense
  public LearnerOptions {
    hidden = hidden.map(List::copyOf);
    hidden.ifPresent(
        widths ->
            widths.forEach(
                width ->
                    require(width > 0 && width <= 65_536, "hidden", "widths from 1 to 65536")));
    hidden.ifPresent(widths -> require(widths.size() <= 64, "hidden", "at most 64 layers"));
    dropout.ifPresent(p -> require(p >= 0 && p < 1, "dropout", "a share in [0, 1)"));
    epochs.ifPresent(n -> require(n > 0, "epochs", "a positive number"));
    batch.ifPresent(n -> require(n > 0, "batch", "a positive number"));
    learningRate.ifPresent(
        rate -> require(rate > 0 && Double.isFinite(rate), "learning-rate", "a positive number"));
    weightDecay.ifPresent(
        decay -> require(decay >= 0 && Double.isFinite(decay), "weight-decay", "0 or more"));
    patience.ifPresent(n -> require(n > 0, "patience", "a positive number"));
    require(validation >= 0 && validation < 1, "validation", "a share in [0, 1)");
    require(test >= 0 && test < 1, "test", "a share in [0, 1)");
    require(validation + test < 1, "validation and test", "shares that leave rows to train on");
  }

  private static void require(boolean holds, String option, String rule) {
    if (!holds) {
      throw new DataException("%s: needs %s".formatted(option, rule));
    }
  }

  /// What was chosen, by the name of the option, for a model's provenance.
  Map<String, String> chosen() {
    Map<String, String> chosen = new LinkedHashMap<>();
    hidden.ifPresent(widths -> chosen.put("hidden", widths.toString()));
    activation.ifPresent(function -> chosen.put("activation", function.title()));
    dropout.ifPresent(p -> chosen.put("dropout", Double.toString(p)));
    epochs.ifPresent(n -> chosen.put("epochs", Integer.toString(n)));
    batch.ifPresent(n -> chosen.put("batch", Integer.toString(n)));
    optimizer.ifPresent(way -> chosen.put("optimizer", JsonFields.name(way)));
    learningRate.ifPresent(rate -> chosen.put("learningRate", Double.toString(rate)));
    weightDecay.ifPresent(decay -> chosen.put("weightDecay", Double.toString(decay)));
    schedule.ifPresent(form -> chosen.put("schedule", JsonFields.name(form)));
    patience.ifPresent(n -> chosen.put("patience", Integer.toString(n)));
    chosen.put("validation", Double.toString(validation));
    chosen.put("test", Double.toString(test));
    return chosen;
  }

  /// Everything by the default rule: a fifth of the rows each for validation and test, seed 42.
  public static LearnerOptions defaults() {
    return new LearnerOptions(
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        0.2,
        0.2,
        42);
  }

  /// These options with another seed.
  public LearnerOptions withSeed(long seed) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with these shares of the rows held out.
  public LearnerOptions withShares(double validation, double test) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with hidden layers of these widths.
  public LearnerOptions withHidden(Integer... widths) {
    return new LearnerOptions(
        Optional.of(List.of(widths)),
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with at most so many passes over the training rows.
  public LearnerOptions withEpochs(int epochs) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        OptionalInt.of(epochs),
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with this learning rate.
  public LearnerOptions withLearningRate(double learningRate) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        OptionalDouble.of(learningRate),
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with this function between the layers.
  public LearnerOptions withActivation(Activation activation) {
    return new LearnerOptions(
        hidden,
        Optional.of(activation),
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with this share of each hidden layer falling out in training.
  public LearnerOptions withDropout(double dropout) {
    return new LearnerOptions(
        hidden,
        activation,
        OptionalDouble.of(dropout),
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with so many rows a step.
  public LearnerOptions withBatch(int batch) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        OptionalInt.of(batch),
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with this optimiser.
  public LearnerOptions withOptimizer(OptimizerChoice optimizer) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        Optional.of(optimizer),
        learningRate,
        weightDecay,
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with weights drawn to 0 so strongly.
  public LearnerOptions withWeightDecay(double weightDecay) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        OptionalDouble.of(weightDecay),
        schedule,
        patience,
        validation,
        test,
        seed);
  }

  /// These options with this schedule of the learning rate.
  public LearnerOptions withSchedule(ScheduleChoice schedule) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        Optional.of(schedule),
        patience,
        validation,
        test,
        seed);
  }

  /// These options with early stopping after so many epochs without improvement.
  public LearnerOptions withPatience(int patience) {
    return new LearnerOptions(
        hidden,
        activation,
        dropout,
        epochs,
        batch,
        optimizer,
        learningRate,
        weightDecay,
        schedule,
        OptionalInt.of(patience),
        validation,
        test,
        seed);
  }
}
