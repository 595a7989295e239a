package dev.glassbox.fit;

import dev.glassbox.tensor.Tensor;

/// A function of parameters and predictors, to be fitted by [CurveFit].
///
/// It is written for all points at once, in operations of [Tensor], which broadcast:
///
/// {@snippet :
/// Curve decay = (p, x) -> p.get(0).mul(x.mul(p.get(1)).neg().exp()); // a · e^(−b·x)
/// Curve plane =
///     (p, x) -> Curve.column(x, 0).mul(p.get(0)).add(Curve.column(x, 1).mul(p.get(1)));
/// }
@FunctionalInterface
public interface Curve {
  /// The curve at every point.
  ///
  /// @param parameters single numbers, FLOAT64
  /// @param x the predictors, FLOAT64: a vector with a number for each point, or a matrix with a
  ///   row for each point
  /// @return a number for each point, or a single number if it is the same at all
  Tensor at(Parameters parameters, Tensor x);

  /// Predictor `j` of a matrix with a row for each point, as a vector.
  static Tensor column(Tensor x, int j) {
    return x.slice(1, j, j + 1).reshape(-1);
  }
}
