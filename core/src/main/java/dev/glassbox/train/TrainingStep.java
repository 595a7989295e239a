package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.TrainingPass;
import dev.glassbox.optim.GradientClip;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.trace.NotRecordableException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Trains a model one batch at a time: what a training loop of one's own is made of.
///
/// {@snippet :
/// Linear model = Linear.of(4, 3, Rng.seed(1));
/// Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(8, 4), 0, 1);
/// Tensor classes = Tensor.of(Shape.of(8), new long[] {0, 1, 2, 0, 1, 2, 0, 1});
/// TrainingStep step = TrainingStep.of(model, new CrossEntropy(), Adam.of(1e-2));
/// for (int i = 0; i < 100; i++) {
///   double loss = step.take(inputs, classes);
/// }
/// }
///
/// The first batch of a shape is computed operation by operation. With the second the step is
/// recorded as a [dev.glassbox.program.Program], which takes all later ones: the same bits, but
/// faster, and without allocating. A model or loss that looks at numbers cannot be recorded; its
/// steps go on as they began, which is told once to the system logger `dev.glassbox.program` at
/// debug level.
///
/// So a layer or a loss must not keep a state of its own that changes from step to step, such as a
/// counter: a program repeats what was computed when it was recorded. What does change belongs in a
/// [Tensor#buffer()]. [#withoutPrograms()], or the system property `glassbox.programs` set to
/// `off`, computes every step operation by operation.
///
/// Between steps the model can be looked at, used, and given other weights. A training step is for
/// one thread.
public final class TrainingStep {
  /// Each program has buffers of its own, so batches of ever other shapes must not go on to make
  /// new ones.
  private static final int MOST_PROGRAMS = 8;

  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final GradientClip clip;
  private final TrainingPass pass;
  private final Updater updater;
  private final List<RecordedStep> recorded = new ArrayList<>();
  private boolean records;

  private TrainingStep(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      GradientClip clip,
      TrainingPass pass,
      boolean records) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.clip = clip;
    this.pass = pass;
    this.records = records;
    updater = optimizer.over(model.parameters(), clip);
  }

  /// Steps of this optimiser, with a fresh state, down this loss of the model.
  public static TrainingStep of(Layer model, Loss loss, Optimizer optimizer) {
    return new TrainingStep(
        model,
        loss,
        optimizer,
        GradientClip.none(),
        TrainingPass.with(Rng.seed(42)),
        Programs.areOn());
  }

  /// The same with gradients limited like this, and a fresh state.
  public TrainingStep withClip(GradientClip clip) {
    return new TrainingStep(model, loss, optimizer, clip, pass, records);
  }

  /// The same with layers that draw their random numbers from this source, and a fresh state.
  public TrainingStep withRng(Rng rng) {
    return new TrainingStep(model, loss, optimizer, clip, TrainingPass.with(rng), records);
  }

  /// The same with every step computed operation by operation, and a fresh state.
  public TrainingStep withoutPrograms() {
    return new TrainingStep(model, loss, optimizer, clip, pass, false);
  }

  /// Takes one step at the optimiser's own learning rate.
  ///
  /// @return the loss before the step
  public double take(Tensor inputs, Tensor targets) {
    return take(inputs, targets, optimizer.learningRate());
  }

  /// Takes one step. If the loss is not a finite number, nothing moves.
  ///
  /// Inputs and targets that are [buffers][Tensor#buffer()] are read where they lie, and others are
  /// copied: give the same two buffers each time, filled anew, and a step makes nothing.
  ///
  /// @param inputs the batch, one example a row
  /// @param targets what the model should answer
  /// @param learningRate the learning rate of this step alone, 0 or more
  /// @return the loss before the step
  /// @throws IllegalArgumentException if the learning rate is negative, infinite or NaN
  public double take(Tensor inputs, Tensor targets, double learningRate) {
    RecordedStep known = known(inputs, targets);
    if (known == null) {
      return eagerly(inputs.detach(), targets.detach(), learningRate);
    }
    try {
      return known.take(inputs, targets, learningRate);
    } catch (NotRecordableException e) {
      records = false;
      recorded.clear();
      Programs.didNotFit("training goes on", e);
      return eagerly(inputs.detach(), targets.detach(), learningRate);
    }
  }

  /// What takes steps on batches like this one, null if this is the first.
  private @Nullable RecordedStep known(Tensor inputs, Tensor targets) {
    for (RecordedStep step : recorded) {
      if (step.fits(inputs, targets)) {
        return step;
      }
    }
    if (records && recorded.size() < MOST_PROGRAMS) {
      recorded.add(new RecordedStep(model, loss, updater, pass, inputs, targets));
    }
    return null;
  }

  private double eagerly(Tensor inputs, Tensor targets, double learningRate) {
    Tensor value = pass.run(() -> loss.of(model.apply(inputs), targets));
    double before = value.item();
    if (Double.isFinite(before)) {
      updater.step(value.gradients(), learningRate);
      pass.commit();
    }
    return before;
  }

  /// How many steps were taken.
  public long steps() {
    return updater.steps();
  }

  /// The global norm of the last step's gradients before they were limited; see
  /// [Updater#gradientNorm()].
  public OptionalDouble gradientNorm() {
    return updater.gradientNorm();
  }
}
