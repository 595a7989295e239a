package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Layers one after the other, each given the output of the one before.
///
/// Weights are named after their layer's position: `0.weight`, `0.bias`, `2.weight`. Without any
/// layer the output is the input.
///
/// {@snippet :
/// Rng rng = Rng.seed(1);
/// Sequential model =
///     Sequential.of(
///         Linear.of(4, 16, rng.split()), Activation.TANH, Linear.of(16, 3, rng.split()));
/// }
///
/// @param layers from the input to the output
public record Sequential(List<Layer> layers) implements Layer {
  /// Copies the list.
  public Sequential {
    layers = List.copyOf(layers);
  }

  /// These layers in this order.
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      String prefix = i + ".";
      layers.get(i).state().forEach((name, tensor) -> state.put(prefix + name, tensor));
    }
    return Collections.unmodifiableMap(state);
  }
}
