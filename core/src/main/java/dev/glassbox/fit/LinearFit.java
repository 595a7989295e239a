package dev.glassbox.fit;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// The coefficients that [LinearLeastSquares] found, and how well they are known.
///
/// With n points and rank k: s² = Σ r² / (n − k), covariance s² (XᵀX)⁻¹, and R² = 1 − Σ r² / Σ (y −
/// ȳ)²; without an intercept R² = 1 − Σ r² / Σ y².
///
/// Where a column depends on others, it is left out: its coefficient is 0, its standard error NaN,
/// and the others are as if it had not been given.
public final class LinearFit {
  private final LinearLeastSquares method;
  private final PivotedQr qr;
  private final double[] coefficients;
  private final double[] residuals;
  private final double sumOfSquares;
  private final double variation;

  LinearFit(LinearLeastSquares method, double[][] columns, double[] y) {
    this.method = method;
    qr = PivotedQr.of(columns);
    coefficients = qr.solve(y);
    residuals = residuals(columns, y);
    // What rounding left over in the residuals shows as a correction, which is most of the error.
    double[] correction = qr.solve(residuals);
    for (int j = 0; j < coefficients.length; j++) {
      coefficients[j] += correction[j];
    }
    System.arraycopy(residuals(columns, y), 0, residuals, 0, y.length);
    sumOfSquares = Linearized.dot(residuals, residuals);
    double mean = method.intercept() ? Arrays.stream(y).average().orElse(0) : 0;
    variation = Arrays.stream(y).map(value -> (value - mean) * (value - mean)).sum();
  }

  private double[] residuals(double[][] columns, double[] y) {
    double[] left = y.clone();
    for (int i = 0; i < left.length; i++) {
      double fitted = 0;
      for (int j = 0; j < columns.length; j++) {
        fitted = Math.fma(columns[j][i], coefficients[j], fitted);
      }
      left[i] -= fitted;
    }
    return left;
  }

  /// β: the intercept first if there is one, then one for each column.
  public double[] coefficients() {
    return coefficients.clone();
  }

  /// The standard error of each coefficient; NaN for one that was left out, and for all if there
  /// are only as many points as coefficients.
  public double[] standardErrors() {
    return standardErrors(covariance());
  }

  /// The roots of a covariance's diagonal.
  static double[] standardErrors(double[][] covariance) {
    double[] errors = new double[covariance.length];
    for (int j = 0; j < errors.length; j++) {
      errors[j] = Math.sqrt(covariance[j][j]);
    }
    return errors;
  }

  /// s² (XᵀX)⁻¹; NaN in the rows and columns of a coefficient that was left out.
  public double[][] covariance() {
    double variance = residualStandardDeviation() * residualStandardDeviation();
    double[][] covariance = qr.inverseGram();
    for (double[] row : covariance) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= variance;
      }
    }
    return covariance;
  }

  /// How many columns are independent of each other, the intercept's counted.
  public int rank() {
    return qr.rank();
  }

  /// n − rank.
  public int degreesOfFreedom() {
    return residuals.length - rank();
  }

  /// y − X·β at each point.
  public double[] residuals() {
    return residuals.clone();
  }

  /// Σ r².
  public double sumOfSquares() {
    return sumOfSquares;
  }

  /// s; NaN without a degree of freedom.
  public double residualStandardDeviation() {
    return degreesOfFreedom() == 0 ? Double.NaN : Math.sqrt(sumOfSquares / degreesOfFreedom());
  }

  /// The share of the variation that the columns explain; NaN if there is none.
  public double rSquared() {
    return variation == 0 ? Double.NaN : 1 - sumOfSquares / variation;
  }

  /// X·β for points with one predictor.
  public double[] predict(double... x) {
    return predict(Tensor.of(Shape.of(x.length), x)).toDoubleArray();
  }

  /// X·β for other points, a vector or a matrix like that of the fit.
  ///
  /// @throws ShapeException if it has another number of columns
  public Tensor predict(Tensor x) {
    double[][] columns = method.columns(x);
    if (columns.length != coefficients.length) {
      throw new ShapeException(
          "predict: x has shape %s; the fit has %d coefficients, so there must be %d columns"
              .formatted(
                  x.shape(),
                  coefficients.length,
                  coefficients.length - (method.intercept() ? 1 : 0)));
    }
    double[] values = new double[x.shape().length(0)];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        values[i] += columns[j][i] * coefficients[j];
      }
    }
    return Tensor.of(Shape.of(values.length), values);
  }

  /// A table of the coefficients and their standard errors, and how good the fit is.
  @Override
  public String toString() {
    String[] names = new String[coefficients.length];
    int first = method.intercept() ? 1 : 0;
    for (int j = 0; j < names.length; j++) {
      names[j] = j < first ? "intercept" : "x" + (j - first);
    }
    return new ParameterTable(names, coefficients, standardErrors())
        + String.format(
            Locale.ROOT,
            "residual standard deviation %.5g, degrees of freedom %d, R² %.6f",
            residualStandardDeviation(),
            degreesOfFreedom(),
            rSquared());
  }
}
