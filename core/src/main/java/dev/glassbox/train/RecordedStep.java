package dev.glassbox.train;

import static java.util.Objects.requireNonNull;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.TrainingPass;
import dev.glassbox.optim.Updater;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Training steps on batches of one shape, by two programs: one computes the loss and the
/// gradients, the other moves the weights. Between the two the loss is looked at, as one that is
/// not finite is to move nothing.
final class RecordedStep {
  private final Layer model;
  private final Loss loss;
  private final Updater updater;
  private final TrainingPass pass;
  private final Place inputs;
  private final Place targets;

  private @Nullable Sensing sensing;
  private @Nullable Program moving;

  /// The first half of a step, and what it leaves behind.
  ///
  /// @param gradients a buffer for each parameter that the loss depends on
  /// @param commit writes what layers wanted to write into their buffers
  private record Sensing(
      Program program, Tensor loss, Updater.Part part, List<Tensor> gradients, Runnable commit) {}

  /// What the first half makes while it is recorded.
  private static final class Draft {
    private @Nullable Tensor loss;
    private Updater.@Nullable Part part;
    private List<Tensor> gradients = List.of();
    private Runnable commit = () -> {};
  }

  RecordedStep(
      Layer model, Loss loss, Updater updater, TrainingPass pass, Tensor inputs, Tensor targets) {
    this.model = model;
    this.loss = loss;
    this.updater = updater;
    this.pass = pass;
    this.inputs = Place.of(inputs);
    this.targets = Place.of(targets);
  }

  /// Whether this can take a step on such a batch.
  boolean fits(Tensor inputs, Tensor targets) {
    return this.inputs.fits(inputs) && this.targets.fits(targets);
  }

  /// Takes a step; the first one is recorded.
  ///
  /// @return the loss before the step
  /// @throws dev.glassbox.trace.NotRecordableException if the step cannot be recorded; nothing is
  ///   moved then
  double take(Tensor inputs, Tensor targets, double learningRate) {
    this.inputs.fill(inputs);
    this.targets.fill(targets);
    Sensing senses = sensing;
    if (senses == null) {
      senses = record();
      sensing = senses;
    } else {
      senses.program.run();
    }
    double before = senses.loss.item();
    if (Double.isFinite(before)) {
      senses.part.advance(learningRate);
      move(senses);
    }
    return before;
  }

  private Sensing record() {
    Draft draft = new Draft();
    Program program = Program.of(() -> sense(draft));
    return new Sensing(
        program,
        requireNonNull(draft.loss),
        requireNonNull(draft.part),
        draft.gradients,
        draft.commit);
  }

  private void sense(Draft draft) {
    Tensor value = pass.run(() -> loss.of(model.apply(inputs.buffer), targets.buffer));
    Gradients gradients = value.gradients();
    Updater.Part part = updater.part(gradients);
    draft.part = part;
    draft.loss = kept(value.detach());
    draft.gradients = part.parameters().stream().map(p -> kept(gradients.of(p))).toList();
    draft.commit = pass.setAside();
  }

  /// A buffer with these numbers, for after the program.
  private static Tensor kept(Tensor value) {
    Tensor buffer = Place.like(value);
    buffer.assign(value);
    return buffer;
  }

  private void move(Sensing senses) {
    if (moving == null) {
      moving =
          Program.of(
              () -> {
                senses.part.move(senses.gradients);
                senses.commit.run();
              });
    } else {
      moving.run();
    }
  }

  /// Where the numbers of a batch are read from: a buffer of the caller's, or one of our own.
  private record Place(Tensor buffer, boolean own) {
    static Place of(Tensor batch) {
      return batch.isBuffer() ? new Place(batch, false) : new Place(like(batch), true);
    }

    static Tensor like(Tensor batch) {
      return Tensor.zeros(batch.shape(), batch.dtype()).buffer();
    }

    @SuppressWarnings("ReferenceEquality") // another buffer lies elsewhere
    boolean fits(Tensor batch) {
      return own
          ? !batch.isBuffer()
              && buffer.dtype() == batch.dtype()
              && buffer.shape().equals(batch.shape())
          : buffer == batch;
    }

    void fill(Tensor batch) {
      if (own) {
        buffer.assign(batch);
      }
    }
  }
}
