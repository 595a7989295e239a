package dev.glassbox.labs.course;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// A network of one number: one hidden layer of sigmoids and a plain sum of them.
record SigmoidSum(Linear hidden, Linear output) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return output.apply(hidden.apply(x).sigmoid());
  }

  /// Its answers to these numbers.
  double[] over(double... xs) {
    return apply(column(xs)).toDoubleArray();
  }

  /// Numbers as (n, 1).
  static Tensor column(double... numbers) {
    return Tensor.of(Shape.of(numbers.length, 1), numbers);
  }

  /// Bumps of these heights side by side, each between two edges and made of two sigmoids: one up
  /// at its left edge, one down at its right.
  static SigmoidSum bumps(double steepness, double[] edges, double[] heights) {
    int n = 2 * heights.length;
    double[] bias = new double[n];
    double[] weight = new double[n];
    Arrays.setAll(bias, i -> -steepness * edges[(i + 1) / 2]);
    Arrays.setAll(weight, i -> i % 2 == 0 ? heights[i / 2] : -heights[i / 2]);
    return new SigmoidSum(
        new Linear(
            Tensor.full(Shape.of(n, 1), steepness, DType.FLOAT64), Tensor.of(DType.FLOAT64, bias)),
        new Linear(Tensor.of(Shape.of(1, n), weight), Tensor.of(DType.FLOAT64, 0)));
  }

  /// One bump of height 1 from 0.4 to 0.6.
  static SigmoidSum bump(double steepness) {
    return bumps(steepness, new double[] {0.4, 0.6}, new double[] {1});
  }
}
