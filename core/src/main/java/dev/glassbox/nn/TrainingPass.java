package dev.glassbox.nn;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells layers that they are being trained, gives them random numbers, and collects what they want
/// to write into their buffers.
///
/// Layers that behave differently in training, such as [Dropout] and [BatchNorm], ask [#current()].
/// Outside of a pass they predict, which changes nothing.
///
/// {@snippet :
/// Sequential model = Sequential.of(new Dropout(0.2), Linear.of(4, 3, Rng.seed(1)));
/// Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(2, 4), 0, 1);
/// Tensor targets = Tensor.of(Shape.of(2), new long[] {0, 2});
/// TrainingPass pass = TrainingPass.with(Rng.seed(7));
/// Tensor loss = pass.run(() -> new CrossEntropy().of(model.apply(inputs), targets));
/// Gradients gradients = loss.gradients();
/// pass.commit(); // running means and variances move only now
/// }
///
/// One pass object serves all steps of a training and belongs to one thread. Two models can be
/// trained at the same time on two threads, each in a pass of its own.
public final class TrainingPass {
  private static final ScopedValue<TrainingPass> CURRENT = ScopedValue.newInstance();

  private final Rng rng;
  private final Map<Tensor, Tensor> recorded = new LinkedHashMap<>();

  private TrainingPass(Rng rng) {
    this.rng = rng;
  }

  /// A training whose layers draw their random numbers from this source.
  public static TrainingPass with(Rng rng) {
    return new TrainingPass(rng);
  }

  /// Runs one forward pass in training. Buffer updates that an earlier run recorded but that were
  /// not committed are dropped.
  public <T> T run(Supplier<T> forward) {
    recorded.clear();
    return ScopedValue.where(CURRENT, this).call(forward::get);
  }

  /// The pass that the calling code runs in, empty when predicting.
  public static Optional<TrainingPass> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Where layers draw random numbers from.
  public Rng rng() {
    return rng;
  }

  /// Records a new value for a buffer, to be written by [#commit()].
  ///
  /// @throws IllegalArgumentException if the tensor is not a buffer
  public void update(Tensor buffer, Tensor value) {
    if (!buffer.isBuffer()) {
      throw new IllegalArgumentException(
          "update: a tensor of shape %s is not a buffer; make it one with buffer()"
              .formatted(buffer.shape()));
    }
    recorded.put(buffer, value.detach());
  }

  /// The buffer's value as of this pass: the one last recorded, if there is one. A layer that is
  /// applied twice in a pass builds on its own first update.
  Tensor latest(Tensor buffer) {
    return recorded.getOrDefault(buffer, buffer);
  }

  /// Takes over what another pass recorded.
  void adopt(TrainingPass other) {
    recorded.putAll(other.recorded);
  }

  /// Puts the recorded values aside, into buffers of their own, for a program that ends before it
  /// is known whether they are to be committed.
  ///
  /// @return what [#commit()] would have done; it may run in another program
  public Runnable setAside() {
    Map<Tensor, Tensor> aside = new LinkedHashMap<>();
    recorded.forEach(
        (buffer, value) -> {
          Tensor own = Tensor.zeros(value.shape(), value.dtype()).buffer();
          own.assign(value);
          aside.put(buffer, own);
        });
    recorded.clear();
    return () -> aside.forEach(Tensor::assign);
  }

  /// Writes the recorded values into their buffers.
  public void commit() {
    recorded.forEach(Tensor::assign);
    recorded.clear();
  }
}
