package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;
import java.util.Map;

/// Finds whether and where a training went to infinity.
final class Divergence {
  private Divergence() {}

  /// Whether every weight and buffer is a finite number.
  ///
  /// A sum is finite only if every term is, and costs one pass without a copy. Where it overflows
  /// though no term does, the weights are beyond use all the same.
  static boolean isFinite(Layer model) {
    return model.state().values().stream()
        .filter(tensor -> tensor.dtype().isFloating())
        .allMatch(tensor -> Double.isFinite(Tensor.untracked(tensor::sum).item()));
  }

  /// The name of the first layer with a weight that is not a finite number; if all are finite, the
  /// one with the largest weight.
  static String layer(Layer model) {
    String worst = "?";
    double largest = -1;
    for (Map.Entry<String, Tensor> entry : model.state().entrySet()) {
      Tensor weight = entry.getValue();
      if (weight.size() == 0 || !weight.dtype().isFloating()) {
        continue;
      }
      double magnitude = Tensor.untracked(() -> weight.abs().max()).item();
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
