package dev.glassbox.fit;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;

/// Linear least squares, y ≈ X·β: the coefficients β with the smallest Σ (y − X·β)², by QR factors
/// with column pivoting, in FLOAT64.
///
/// {@snippet :
/// Tensor x = Tensor.of(Shape.of(5, 2), new double[] {1, 1, 2, 1, 3, 2, 4, 4, 5, 3});
/// Tensor y = Tensor.of(DType.FLOAT64, 3.1, 4.9, 6.2, 6.1, 8.8);
/// LinearFit plane = LinearLeastSquares.withIntercept().fit(x, y);
/// double[] coefficients = plane.coefficients(); // intercept first, then one for each column
/// String table = plane.toString();
/// }
///
/// With one predictor see also [SimpleRegression], which has a closed form. A polynomial is linear
/// in its coefficients: give x, x², … as columns, about the mean of x if it is far from 0.
///
/// @param intercept whether a constant is fitted before the columns
public record LinearLeastSquares(boolean intercept) {
  private static final String OWNER = "linear least squares";

  /// y ≈ β₀ + β₁x₁ + β₂x₂ + …
  public static LinearLeastSquares withIntercept() {
    return new LinearLeastSquares(true);
  }

  /// y ≈ β₀x₀ + β₁x₁ + …, with the matrix just as it is given.
  public static LinearLeastSquares withoutIntercept() {
    return new LinearLeastSquares(false);
  }

  /// Fits to points with one predictor.
  ///
  /// @throws IllegalArgumentException as [#fit(Tensor, Tensor)]
  public LinearFit fit(double[] x, double[] y) {
    return fit(Tensor.of(Shape.of(x.length), x), Tensor.of(Shape.of(y.length), y));
  }

  /// Fits to points.
  ///
  /// @param x a vector with a number for each point, or a matrix with a row for each
  /// @param y a vector with a number for each point
  /// @throws IllegalArgumentException if there are fewer points than coefficients or a number is
  ///   not finite; the message says which
  public LinearFit fit(Tensor x, Tensor y) {
    Points points = Points.of(OWNER, x, y);
    double[][] columns = columns(points.x());
    if (points.count() < columns.length || columns.length == 0) {
      throw new IllegalArgumentException(
          "linear least squares: %d points cannot determine %d coefficients"
              .formatted(points.count(), columns.length));
    }
    return new LinearFit(this, columns, points.y());
  }

  /// The columns of the matrix, the intercept's ones first.
  double[][] columns(Tensor x) {
    double[] rows = x.toDoubleArray();
    int m = x.shape().length(0);
    int given = x.shape().rank() == 1 ? 1 : x.shape().length(1);
    int first = intercept ? 1 : 0;
    double[][] columns = new double[first + given][m];
    for (int i = 0; i < m; i++) {
      if (intercept) {
        columns[0][i] = 1;
      }
      for (int j = 0; j < given; j++) {
        columns[first + j][i] = rows[i * given + j];
      }
    }
    return columns;
  }
}
