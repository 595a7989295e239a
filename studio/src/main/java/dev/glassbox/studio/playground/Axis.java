package dev.glassbox.studio.playground;

import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/// What one number of the network means: `middle + scale · number`, in the unit of a column.
///
/// @param name of the column
/// @param middle what 0 stands for
/// @param scale what 1 more stands for
record Axis(String name, double middle, double scale) {
  /// A number that means itself.
  static Axis plain(String name) {
    return new Axis(name, 0, 1);
  }

  /// The axis on which these values have the mean 0 and the standard deviation 1.
  static Axis standard(String name, double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    return new Axis(name, mean, Math.sqrt(variance));
  }

  /// Whether the values differ, and none is too large to compute with.
  boolean isUsable() {
    return scale > 0 && Double.isFinite(scale);
  }

  /// The number that stands for a value.
  double number(double value) {
    return (value - middle) / scale;
  }

  /// What a number stands for.
  double value(double number) {
    return middle + scale * number;
  }

  void write(ObjectNode json) {
    json.put("name", name).put("middle", middle).put("scale", scale);
  }
}
