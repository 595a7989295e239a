package dev.glassbox.fit;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// Data to fit, found to be sound.
///
/// @param x predictors, FLOAT64, a number or a row for each point
/// @param y responses
/// @param weights of the squares, each 0 or more
record Points(Tensor x, double[] y, double[] weights) {

  /// @throws IllegalArgumentException if numbers of points differ, or a number is not finite
  static Points of(String owner, Tensor x, Tensor y, double[] weights) {
    if (x.shape().rank() < 1 || x.shape().rank() > 2) {
      throw new IllegalArgumentException(
          "%s: x has shape %s; give a vector, or a matrix with a row for each point"
              .formatted(owner, x.shape()));
    }
    if (y.shape().rank() != 1 || y.size() != x.shape().length(0)) {
      throw new IllegalArgumentException(
          "%s: y has shape %s; give a vector with a number for each of the %d points of x"
              .formatted(owner, y.shape(), x.shape().length(0)));
    }
    if (weights.length != y.size()) {
      throw new IllegalArgumentException(
          "%s: %d weights for %d points".formatted(owner, weights.length, y.size()));
    }
    double[] responses = y.toDoubleArray();
    double[] predictors = x.toDoubleArray();
    int each = responses.length == 0 ? 0 : predictors.length / responses.length;
    for (int i = 0; i < responses.length; i++) {
      requireFinite(owner, "y", i, responses[i]);
      for (int j = 0; j < each; j++) {
        requireFinite(owner, "x", i, predictors[i * each + j]);
      }
      if (!(weights[i] >= 0 && Double.isFinite(weights[i]))) {
        throw new IllegalArgumentException(
            "%s: the weight of point %d is %s; it must be finite and 0 or more"
                .formatted(owner, i, weights[i]));
      }
    }
    return new Points(x.to(DType.FLOAT64).detach(), responses, weights.clone());
  }

  static Points of(String owner, Tensor x, Tensor y) {
    double[] weights = new double[y.size()];
    Arrays.fill(weights, 1);
    return of(owner, x, y, weights);
  }

  private static void requireFinite(String owner, String name, int point, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s of point %d is %s; leave that point out (points are counted from 0)"
              .formatted(owner, name, point, value));
    }
  }

  int count() {
    return y.length;
  }

  /// How many points weigh anything.
  int counted() {
    return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
  }

  /// The predictors of a point, as text.
  String describe(int point) {
    return "x = "
        + (x.shape().rank() == 1
            ? String.valueOf(x.at(point))
            : Arrays.toString(x.rows(point, point + 1).toDoubleArray()));
  }

  /// Σ w (y − ȳ)² about the weighted mean ȳ.
  double variation() {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      total += weights[i];
      sum += weights[i] * y[i];
    }
    double mean = sum / total;
    double variation = 0;
    for (int i = 0; i < y.length; i++) {
      variation += weights[i] * (y[i] - mean) * (y[i] - mean);
    }
    return variation;
  }
}
