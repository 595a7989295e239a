package dev.glassbox.nn;

import dev.glassbox.structure.Records;
import dev.glassbox.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Makes a layer like another, with other tensors in the place of its weights and buffers.
final class Exchange {
  private final String purpose;
  private final UnaryOperator<Tensor> change;
  // A tensor that two names lead to stays one.
  private final IdentityHashMap<Tensor, Tensor> changed = new IdentityHashMap<>();

  private Exchange(String purpose, UnaryOperator<Tensor> change) {
    this.purpose = purpose;
    this.change = change;
  }

  /// Turns the weights of a layer into buffers.
  static <L extends Layer> L frozen(L layer) {
    return new Exchange("frozen", t -> t.isTrainable() ? t.buffer() : t).of(layer);
  }

  /// Gives a layer weights and buffers of its own.
  static <L extends Layer> L copy(L layer) {
    return new Exchange("copy", Exchange::copy).of(layer);
  }

  private static Tensor copy(Tensor tensor) {
    return tensor.isTrainable() ? tensor.detach().trainable() : tensor.buffer();
  }

  @SuppressWarnings("unchecked") // map keeps the kind
  private <L extends Layer> L of(L layer) {
    return (L) Objects.requireNonNull(Records.map(purpose, layer, this::exchange));
  }

  private Object exchange(Object part) {
    if (part instanceof Tensor tensor) {
      return tensor.isTrainable() || tensor.isBuffer()
          ? changed.computeIfAbsent(tensor, change)
          : tensor;
    }
    if (part instanceof Layer layer && !layer.state().isEmpty()) {
      throw new IllegalStateException(
          "%s: %s is not a record, so its weights cannot be exchanged; make it one"
              .formatted(purpose, part.getClass().getName()));
    }
    return part;
  }
}
