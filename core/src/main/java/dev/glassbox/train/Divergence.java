package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// Finds where a training that went to infinity went wrong.
final class Divergence {
  private Divergence() {}

  /// The name of the first layer with a weight that is not a finite number; if all are finite, the
  /// one with the largest weight.
  static String layer(Layer model) {
    String worst = "?";
    double largest = -1;
    for (Map.Entry<String, Tensor> entry : model.state().entrySet()) {
      double magnitude = entry.getValue().detach().abs().max().item();
      if (!Double.isFinite(magnitude)) {
        return layerOf(entry.getKey());
      }
      if (magnitude > largest) {
        largest = magnitude;
        worst = layerOf(entry.getKey());
      }
    }
    return worst;
  }

  private static String layerOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
