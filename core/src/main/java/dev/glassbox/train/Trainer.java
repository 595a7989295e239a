package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.optim.GradientClip;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Schedule;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Trains a model on examples in shuffled mini-batches, and keeps the weights of its best epoch.
///
/// {@snippet :
/// Linear model = Linear.of(4, 1, Rng.seed(1));
/// Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(100, 4), 0, 1);
/// Examples all = new Examples(inputs, inputs.sum(1).reshape(100, 1));
/// Outcome outcome =
///     Trainer.of(new MeanSquaredError(), Adam.of(1e-2))
///         .withEpochs(50)
///         .withPatience(10)
///         .fit(
///             model,
///             all.rows(IntStream.range(0, 80).toArray()),
///             all.rows(IntStream.range(80, 100).toArray()));
/// }
///
/// Each epoch visits every training row once, in an order drawn from the seed, without replacement.
/// After each epoch the loss on the validation rows is measured; the epoch where it is least is the
/// best, and after `patience` epochs without a better one training stops. The model is given back
/// the best epoch's weights. Without validation rows there is no early stopping and the last
/// weights stay, or those after the last full epoch if training ends before its time.
///
/// The same seed gives the same weights, bit for bit. Steps are those of [TrainingStep]: recorded
/// as programs where model and loss allow it, which changes no bit.
///
/// @param loss what is minimised: the mean over a batch
/// @param optimizer how gradients become steps
/// @param schedule how the learning rate changes over the steps
/// @param clip how gradients are limited before a step
/// @param epochs the most passes over the training rows
/// @param batchSize rows a step
/// @param dropLast whether to leave out an epoch's last batch if it is not full
/// @param patience epochs without improvement before training stops; 0 never stops early
/// @param seed from which orders and dropout masks follow
/// @param validationLoss what is measured on the validation rows, null for `loss` itself
/// @param listener hears of every batch and epoch
/// @param stopRequested asked after each batch; training stops once it is true
/// @param rate asked before each step: given the schedule's learning rate, what the step takes
public record Trainer(
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    GradientClip clip,
    int epochs,
    int batchSize,
    boolean dropLast,
    int patience,
    long seed,
    @Nullable Loss validationLoss,
    TrainingListener listener,
    BooleanSupplier stopRequested,
    DoubleUnaryOperator rate) {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if a number is too small
  public Trainer {
    require(epochs > 0, "epochs", "be positive", epochs);
    require(batchSize > 0, "batchSize", "be positive", batchSize);
    require(patience >= 0, "patience", "be 0 or more", patience);
  }

  private static void require(boolean holds, String setting, String rule, int value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "trainer: %s must %s, was %d".formatted(setting, rule, value));
    }
  }

  /// A trainer with 100 epochs, batches of 32, a constant learning rate and no early stopping.
  public static Trainer of(Loss loss, Optimizer optimizer) {
    return new Trainer(
        loss,
        optimizer,
        Schedule.constant(),
        GradientClip.none(),
        100,
        32,
        false,
        0,
        42,
        null,
        TrainingListener.NONE,
        () -> false,
        DoubleUnaryOperator.identity());
  }

  /// Trains without validation rows; the model keeps its last weights.
  ///
  /// @throws IllegalArgumentException if there are no training rows
  /// @throws DivergedException if the loss or a weight became NaN or infinite in the very first
  ///   epoch
  public Outcome fit(Layer model, Examples training) {
    return new Fitting(this, model, training, null).run();
  }

  /// Trains, choosing the epoch by the validation rows; the model is left with that epoch's
  /// weights. No validation rows are as if none were given.
  ///
  /// @throws IllegalArgumentException if there are no training rows
  /// @throws DivergedException if the loss or a weight became NaN or infinite in the very first
  ///   epoch
  public Outcome fit(Layer model, Examples training, Examples validation) {
    return new Fitting(this, model, training, validation.rows() == 0 ? null : validation).run();
  }

  /// The same trainer with this schedule of the learning rate.
  public Trainer withSchedule(Schedule schedule) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with gradients limited like this.
  public Trainer withClip(GradientClip clip) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with this many epochs at most.
  public Trainer withEpochs(int epochs) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with this many rows a step.
  public Trainer withBatchSize(int batchSize) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with or without an incomplete last batch.
  public Trainer withDropLast(boolean dropLast) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with early stopping after this many epochs without improvement.
  public Trainer withPatience(int patience) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with this seed.
  public Trainer withSeed(long seed) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with another measure on the validation rows.
  public Trainer withValidationLoss(Loss validationLoss) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with this listener.
  public Trainer withListener(TrainingListener listener) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with a way to stop: asked after each batch.
  public Trainer withStopRequested(BooleanSupplier stopRequested) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }

  /// The same trainer with a way to change the learning rate as it goes: asked before each step, on
  /// the training thread.
  ///
  /// {@snippet :
  /// double[] factor = {1}; // or an AtomicReference, to set it from another thread
  /// Trainer steered =
  ///     Trainer.of(new MeanSquaredError(), Adam.of(1e-2)).withRate(rate -> rate * factor[0]);
  /// }
  ///
  /// @param rate given the schedule's learning rate of a step, the one that the step takes: a
  ///   finite number, 0 or more
  public Trainer withRate(DoubleUnaryOperator rate) {
    return new Trainer(
        loss,
        optimizer,
        schedule,
        clip,
        epochs,
        batchSize,
        dropLast,
        patience,
        seed,
        validationLoss,
        listener,
        stopRequested,
        rate);
  }
}
