package dev.glassbox.studio.layers;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A layer that learns, found by the names of its weights: what `0.weight` and `0.bias` have in
/// common is the layer `0`.
///
/// @param name the names' common part, empty if the whole network is one layer
/// @param parameters its weights
/// @param numbers the position of each among [Layer#parameters()] of the network
record NamedLayer(String name, List<Tensor> parameters, List<Integer> numbers) {
  /// The layers of a network in the order of its weights.
  static List<NamedLayer> of(Layer network) {
    List<Tensor> all = network.parameters();
    Map<String, NamedLayer> layers = new LinkedHashMap<>();
    network
        .state()
        .forEach(
            (name, tensor) -> {
              int number = position(all, tensor);
              if (number >= 0) {
                String layer = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                NamedLayer found =
                    layers.computeIfAbsent(
                        layer, _ -> new NamedLayer(layer, new ArrayList<>(), new ArrayList<>()));
                found.parameters.add(tensor);
                found.numbers.add(number);
              }
            });
    return List.copyOf(layers.values());
  }

  private static int position(List<Tensor> all, Tensor tensor) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == tensor) {
        return i;
      }
    }
    return -1;
  }

  /// Which of its tensors is the weight proper: the first matrix, or else the first of all.
  int main() {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).shape().rank() >= 2) {
        return i;
      }
    }
    return 0;
  }

  /// The weight proper.
  Tensor weight() {
    return parameters.get(main());
  }

  /// What it is called and how large it is, such as `0: 8 → 4`.
  String title() {
    Tensor weight = weight();
    String size =
        weight.shape().rank() == 2
            ? "%d → %d".formatted(weight.shape().length(1), weight.shape().length(0))
            : weight.shape().toString();
    return name.isEmpty() ? size : "%s: %s".formatted(name, size);
  }
}
