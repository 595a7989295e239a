package dev.glassbox.fit;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Mode;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A curve with the parameters that fit best, and how well they are known; from [CurveFit#fit].
///
/// With the residuals r, the weights w, n points and k parameters:
///
///     s² = Σ w r² / (n − k)          the residual variance
///     C = s² (JᵀWJ)⁻¹                 the covariance of the parameters, J = ∂f/∂p
///     R² = 1 − Σ w r² / Σ w (y − ȳ)²  the share of the variation that the curve explains
///
/// C is the usual linear approximation: right if errors are independent, of the same size up to
/// their weights, and small enough for the curve to be straight in its parameters across them (Bates
/// and Watts 1988, "Nonlinear Regression Analysis and Its Applications").
public final class FittedCurve {
  private final Curve curve;
  private final List<String> names;
  private final Points points;
  private final SquaresMinimum<Tensor> minimum;
  private final PivotedQr qr;
  private final int starts;
  private final int reached;

  FittedCurve(
      Curve curve,
      List<String> names,
      Points points,
      SquaresMinimum<Tensor> minimum,
      PivotedQr qr,
      int starts,
      int reached) {
    this.curve = curve;
    this.names = names;
    this.points = points;
    this.minimum = minimum;
    this.qr = qr;
    this.starts = starts;
    this.reached = reached;
  }

  /// The parameters.
  public double[] parameters() {
    return minimum.at().toDoubleArray();
  }

  /// The parameter with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public double parameter(String name) {
    return parameters()[Parameters.place(names, name)];
  }

  /// The names of the parameters.
  public List<String> names() {
    return names;
  }

  /// The standard error of each parameter: the roots of the covariance's diagonal. NaN if there are
  /// only as many points as parameters.
  ///
  /// @throws IllegalStateException if parameters are [undetermined][#undetermined()]
  public double[] standardErrors() {
    return LinearFit.standardErrors(covariance());
  }

  /// The standard error of the parameter with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  /// @throws IllegalStateException if parameters are [undetermined][#undetermined()]
  public double standardError(String name) {
    return standardErrors()[Parameters.place(names, name)];
  }

  /// The covariance of the parameters, C = s² (JᵀWJ)⁻¹.
  ///
  /// @throws IllegalStateException if parameters are [undetermined][#undetermined()]
  public double[][] covariance() {
    List<String> undetermined = undetermined();
    if (!undetermined.isEmpty()) {
      throw new IllegalStateException(
          "covariance: these points do not determine all parameters: %s; hold one of them fixed"
              .formatted(String.join("; ", undetermined)));
    }
    double variance = minimum.sumOfSquares() / degreesOfFreedom();
    double[][] covariance = qr.inverseGram();
    for (double[] row : covariance) {
      for (int j = 0; j < row.length; j++) {
        row[j] = degreesOfFreedom() == 0 ? Double.NaN : row[j] * variance;
      }
    }
    return covariance;
  }

  /// What the points leave open, in words such as "a and c cannot be told apart" or "b does not
  /// change the curve"; empty if all parameters are determined.
  public List<String> undetermined() {
    List<String> open = new ArrayList<>();
    int[] order = qr.order();
    for (int k = qr.rank(); k < order.length; k++) {
      double[] factors = qr.dependence(k);
      List<String> together = new ArrayList<>();
      for (int j = 0; j < factors.length; j++) {
        if (j == order[k] || Math.abs(factors[j]) > 1e-6) {
          together.add(names.get(j));
        }
      }
      String last = together.removeLast();
      open.add(
          together.isEmpty()
              ? last + " does not change the curve"
              : String.join(", ", together) + " and " + last + " cannot be told apart");
    }
    return open;
  }

  /// The weighted sum of squares, Σ w r².
  public double sumOfSquares() {
    return minimum.sumOfSquares();
  }

  /// How many more points with weight there are than parameters.
  public int degreesOfFreedom() {
    return points.counted() - names.size();
  }

  /// s = √(Σ w r² / degrees of freedom), the standard deviation of a response of weight 1 about the
  /// curve; NaN without a degree of freedom.
  public double residualStandardDeviation() {
    return degreesOfFreedom() == 0
        ? Double.NaN
        : Math.sqrt(minimum.sumOfSquares() / degreesOfFreedom());
  }

  /// The share of the variation about the weighted mean that the curve explains; NaN if all
  /// responses are equal. Below 0, the mean would fit better.
  public double rSquared() {
    double variation = points.variation();
    return variation == 0 ? Double.NaN : 1 - minimum.sumOfSquares() / variation;
  }

  /// y − f(p, x) at each point, without weights.
  public double[] residuals() {
    double[] residuals = predict(points.x()).toDoubleArray();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = points.y()[i] - residuals[i];
    }
    return residuals;
  }

  /// The curve at these predictors.
  public double[] predict(double... x) {
    return predict(Tensor.of(Shape.of(x.length), x)).toDoubleArray();
  }

  /// The curve at these predictors, a vector or a matrix like that of the fit.
  public Tensor predict(Tensor x) {
    return CurveFit.values(curve, names, x.to(DType.FLOAT64), minimum.at()).detach();
  }

  /// The standard error of the curve at these predictors, √(g·C·g) with g = ∂f/∂p: how far the
  /// curve itself is uncertain there. A new response scatters about it by √(this² + s²).
  ///
  /// @throws IllegalStateException if parameters are [undetermined][#undetermined()]
  public double[] predictionErrors(double... x) {
    return predictionErrors(Tensor.of(Shape.of(x.length), x));
  }

  /// The standard error of the curve at these predictors, a vector or a matrix like that of the
  /// fit.
  ///
  /// @throws IllegalStateException if parameters are [undetermined][#undetermined()]
  public double[] predictionErrors(Tensor x) {
    double[][] covariance = covariance();
    int n = names.size();
    Tensor predictors = x.to(DType.FLOAT64);
    double[] jacobian =
        Autodiff.jacobian(
                Mode.FORWARD, p -> CurveFit.values(curve, names, predictors, p), minimum.at())
            .toDoubleArray();
    double[] errors = new double[jacobian.length / n];
    for (int i = 0; i < errors.length; i++) {
      double variance = 0;
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          variance += jacobian[i * n + j] * covariance[j][k] * jacobian[i * n + k];
        }
      }
      errors[i] = Math.sqrt(variance);
    }
    return errors;
  }

  /// How the method came here, from the start that led lowest.
  public SquaresMinimum<Tensor> minimum() {
    return minimum;
  }

  /// From how many starts the curve was finite and so was fitted.
  public int starts() {
    return starts;
  }

  /// How many of the [#starts()] led to this sum of squares, up to a millionth; few of many tell of
  /// local minima, and that a lower one may have been missed.
  public int reached() {
    return reached;
  }

  /// A table of the parameters and their standard errors, and how good the fit is.
  @Override
  public String toString() {
    double[] unknown = new double[names.size()];
    Arrays.fill(unknown, Double.NaN);
    double[] errors = undetermined().isEmpty() ? standardErrors() : unknown;
    StringBuilder table = new StringBuilder();
    table.append(new ParameterTable(names.toArray(String[]::new), parameters(), errors));
    for (String open : undetermined()) {
      table.append(open).append('\n');
    }
    table.append(
        String.format(
            Locale.ROOT,
            "residual standard deviation %.5g, degrees of freedom %d, R² %.6f",
            residualStandardDeviation(),
            degreesOfFreedom(),
            rSquared()));
    if (starts > 1) {
      table.append("\nreached from %d of %d starts".formatted(reached, starts));
    }
    return table.toString();
  }
}
