package dev.glassbox.fit;

/// The straight line y ≈ intercept + slope · x through points with one predictor, by the closed form
/// of least squares (Legendre 1805; Gauss 1809).
///
/// Setting both derivatives of Σ (y − a − b·x)² to 0 gives
///
///     slope = Sxy / Sxx                 Sxy = Σ (x − x̄)(y − ȳ),  Sxx = Σ (x − x̄)²
///     intercept = ȳ − slope · x̄
///
/// and with s² = Σ r² / (n − 2) the standard errors
///
///     of the slope: s / √Sxx            of the intercept: s √(1/n + x̄²/Sxx)
///
/// {@snippet :
/// double[] hours = {1, 2, 3, 4, 5};
/// double[] points = {52, 55, 61, 64, 68};
/// SimpleRegression line = SimpleRegression.of(hours, points);
/// double slope = line.slope(); // 4.1
/// double intercept = line.intercept(); // 47.7
/// double expected = line.predict(6); // 72.3
/// }
///
/// [LinearLeastSquares] gives the same by QR factors, for any number of predictors.
///
/// @param slope by how much y rises where x rises by 1
/// @param intercept y at x = 0
/// @param slopeError the standard error of the slope; NaN with two points
/// @param interceptError the standard error of the intercept; NaN with two points
/// @param residualStandardDeviation s; NaN with two points
/// @param rSquared the share of the variation of y that the line explains, the squared correlation;
///   NaN if all y are equal
public record SimpleRegression(
    double slope,
    double intercept,
    double slopeError,
    double interceptError,
    double residualStandardDeviation,
    double rSquared) {

  /// The line through these points.
  ///
  /// @throws IllegalArgumentException if the arrays differ in length, there are fewer than two
  ///   points, a number is not finite, or all x are equal
  public static SimpleRegression of(double[] x, double[] y) {
    requireSound(x, y);
    int n = x.length;
    double xMean = mean(x);
    double yMean = mean(y);
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < n; i++) {
      sxx += (x[i] - xMean) * (x[i] - xMean);
      sxy += (x[i] - xMean) * (y[i] - yMean);
      syy += (y[i] - yMean) * (y[i] - yMean);
    }
    if (sxx == 0) {
      throw new IllegalArgumentException(
          "simple regression: all x are %s, so no slope can be told".formatted(x[0]));
    }
    double slope = sxy / sxx;
    double intercept = yMean - slope * xMean;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double residual = (y[i] - yMean) - slope * (x[i] - xMean);
      squares += residual * residual;
    }
    double s = n == 2 ? Double.NaN : Math.sqrt(squares / (n - 2));
    return new SimpleRegression(
        slope,
        intercept,
        s / Math.sqrt(sxx),
        s * Math.sqrt(1.0 / n + xMean * xMean / sxx),
        s,
        syy == 0 ? Double.NaN : 1 - squares / syy);
  }

  private static void requireSound(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "simple regression: %d x and %d y; give as many, two at least"
              .formatted(x.length, y.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        throw new IllegalArgumentException(
            "simple regression: point %d is (%s, %s); leave it out (points are counted from 0)"
                .formatted(i, x[i], y[i]));
      }
    }
  }

  /// The mean, as if numbers were first moved close to 0, which keeps digits where they all lie far
  /// from it.
  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number - numbers[0];
    }
    return numbers[0] + sum / numbers.length;
  }

  /// y on the line.
  public double predict(double x) {
    return intercept + slope * x;
  }
}
