package dev.glassbox.train;

import java.util.Arrays;

/// How well predicted numbers fit the true ones, in the target's own unit.
///
/// @param rows the number of rows scored
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 the share of the variance explained, 1 − Σ(y − ŷ)² / Σ(y − ȳ)²; 0 for always guessing
///   the mean, NaN if all true values are equal
/// @param bias the mean of ŷ − y
/// @param quantiles the residuals ŷ − y at 0, 25, 50, 75 and 100 %
public record RegressionScores(
    int rows, double rmse, double mae, double r2, double bias, double[] quantiles) {

  /// A copy of the quantiles.
  @Override
  public double[] quantiles() {
    return quantiles.clone();
  }

  /// Scores of predictions against true values.
  ///
  /// @throws IllegalArgumentException if the arrays differ in length
  public static RegressionScores of(double[] predicted, double[] actual) {
    if (predicted.length != actual.length) {
      throw new IllegalArgumentException(
          "scores: %d predictions for %d values".formatted(predicted.length, actual.length));
    }
    int n = actual.length;
    double mean = Arrays.stream(actual).average().orElse(Double.NaN);
    double[] residuals = new double[n];
    double squares = 0;
    double absolutes = 0;
    double sum = 0;
    double variation = 0;
    for (int i = 0; i < n; i++) {
      double residual = predicted[i] - actual[i];
      residuals[i] = residual;
      squares += residual * residual;
      absolutes += Math.abs(residual);
      sum += residual;
      variation += (actual[i] - mean) * (actual[i] - mean);
    }
    Arrays.sort(residuals);
    double[] quantiles = new double[5];
    for (int q = 0; q < quantiles.length; q++) {
      quantiles[q] = quantile(residuals, q / 4.0);
    }
    double r2 = variation == 0 ? Double.NaN : 1 - squares / variation;
    return new RegressionScores(n, Math.sqrt(squares / n), absolutes / n, r2, sum / n, quantiles);
  }

  /// The quantile by linear interpolation between neighbours.
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
