package dev.glassbox.nn;

import dev.glassbox.structure.Records;
import dev.glassbox.tensor.Tensor;
import java.util.Objects;

/// Turns the weights of a layer into buffers.
final class Freezing {
  private Freezing() {}

  @SuppressWarnings("unchecked") // map keeps the kind
  static <L extends Layer> L of(L layer) {
    return (L) Objects.requireNonNull(Records.map("frozen", layer, Freezing::freeze));
  }

  private static Object freeze(Object part) {
    if (part instanceof Tensor tensor) {
      return tensor.isTrainable() ? tensor.buffer() : tensor;
    }
    if (part instanceof Layer layer && !layer.state().isEmpty()) {
      throw new IllegalStateException(
          "frozen: %s is not a record, so its weights cannot be exchanged; make it one"
              .formatted(part.getClass().getName()));
    }
    return part;
  }
}
