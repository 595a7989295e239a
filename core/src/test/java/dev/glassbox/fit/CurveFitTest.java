package dev.glassbox.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveFitTest {
  private static final Curve DECAY = (p, x) -> p.get(0).mul(x.mul(p.get(1)).neg().exp());
  private static final Curve LINE = (p, x) -> x.mul(p.get("slope")).add(p.get("intercept"));
  private static final double[] X = {1, 2, 3, 4, 6};
  private static final double[] Y = {2.1, 2.9, 4.2, 4.8, 7.3};

  private static CurveFit line() {
    return CurveFit.of(LINE, 0, 0).withNames("intercept", "slope");
  }

  @Test
  void aStraightLineComesOutAsByTheClosedForm() {
    FittedCurve fitted = line().fit(X, Y);
    SimpleRegression closed = SimpleRegression.of(X, Y);
    assertThat(fitted.parameter("slope")).isCloseTo(closed.slope(), within(1e-14));
    assertThat(fitted.parameter("intercept")).isCloseTo(closed.intercept(), within(1e-14));
    assertThat(fitted.standardError("slope")).isCloseTo(closed.slopeError(), within(1e-14));
    assertThat(fitted.standardError("intercept")).isCloseTo(closed.interceptError(), within(1e-14));
    assertThat(fitted.residualStandardDeviation())
        .isCloseTo(closed.residualStandardDeviation(), within(1e-14));
    assertThat(fitted.rSquared()).isCloseTo(closed.rSquared(), within(1e-14));
    assertThat(fitted.degreesOfFreedom()).isEqualTo(3);
    assertThat(fitted.predict(5, 10))
        .containsExactly(new double[] {closed.predict(5), closed.predict(10)}, within(1e-13));
    assertThat(Arrays.stream(fitted.residuals()).sum()).isCloseTo(0, within(1e-13));
    assertThat(fitted.names()).containsExactly("intercept", "slope");
  }

  /// The textbook's s · √(1/n + (x − x̄)²/Sxx).
  @Test
  void theErrorOfTheCurveIsThatOfTheTextbook() {
    FittedCurve fitted = line().fit(X, Y);
    double sxx = Arrays.stream(X).map(x -> (x - 3.2) * (x - 3.2)).sum();
    double expected =
        fitted.residualStandardDeviation() * Math.sqrt(1.0 / 5 + (10 - 3.2) * (10 - 3.2) / sxx);
    assertThat(fitted.predictionErrors(10)[0]).isCloseTo(expected, within(1e-13));
  }

  /// A whole weight is as good as the point given so often, but for the degrees of freedom.
  @Test
  void aWeightOfTwoIsThePointTwice() {
    FittedCurve weighted = line().fit(X, Y, new double[] {1, 2, 1, 0, 1});
    FittedCurve repeated =
        line().fit(new double[] {1, 2, 2, 3, 6}, new double[] {2.1, 2.9, 2.9, 4.2, 7.3});
    assertThat(weighted.parameters()).containsExactly(repeated.parameters(), within(1e-13));
    assertThat(weighted.sumOfSquares()).isCloseTo(repeated.sumOfSquares(), within(1e-14));
    assertThat(weighted.rSquared()).isCloseTo(repeated.rSquared(), within(1e-13));
    assertThat(weighted.degreesOfFreedom()).isEqualTo(2);
    assertThat(weighted.residuals()).hasSize(5);
  }

  @Test
  void aPlaneOverTwoPredictorsIsFound() {
    Tensor x = Tensor.of(Shape.of(4, 2), new double[] {0, 0, 1, 0, 0, 1, 2, 3});
    Tensor y = Tensor.of(DType.FLOAT64, 1, 3, 0, 2);
    FittedCurve fitted =
        CurveFit.of(
                (p, at) ->
                    Curve.column(at, 0)
                        .mul(p.get(0))
                        .add(Curve.column(at, 1).mul(p.get(1)))
                        .add(p.get(2)),
                0,
                0,
                0)
            .fit(x, y);
    assertThat(fitted.parameters()).containsExactly(new double[] {2, -1, 1}, within(1e-14));
    assertThat(fitted.predict(Tensor.of(Shape.of(1, 2), new double[] {10, 1})).at(0))
        .isCloseTo(20, within(1e-13));
  }

  @Test
  void aConstantIsACurve() {
    FittedCurve fitted = CurveFit.of((p, x) -> p.get(0), 0).fit(X, Y);
    assertThat(fitted.parameters()[0]).isCloseTo(4.26, within(1e-14));
    assertThat(fitted.rSquared()).isCloseTo(0, within(1e-14));
    assertThat(fitted.predict(1, 2, 3)).hasSize(3);
  }

  @Test
  void noErrorIsKnownWithAsManyPointsAsParameters() {
    FittedCurve fitted = line().fit(new double[] {0, 1}, new double[] {1, 3});
    assertThat(fitted.parameters()).containsExactly(new double[] {1, 2}, within(1e-15));
    assertThat(fitted.standardErrors()).containsOnly(Double.NaN);
    assertThat(fitted.residualStandardDeviation()).isNaN();
    assertThat(fitted.toString()).contains("unknown");
  }

  @Test
  void theTableHasALineForEachParameter() {
    assertThat(line().fit(X, Y).toString())
        .isEqualTo(
            """
            parameter            value   standard error
            intercept       0.94324324            0.213
            slope            1.0364865           0.0586
            residual standard deviation 0.22531, degrees of freedom 3, R² 0.990512\
            """);
  }

  @Test
  void manyStartsFindTheLowestOfManyMinima() {
    Rng rng = Rng.seed(3);
    double[] x = new double[60];
    double[] y = new double[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 10.0;
      y[i] = 2 * Math.sin(3.7 * x[i] + 0.4) + 0.1 * rng.nextGaussian();
    }
    CurveFit wave =
        CurveFit.of((p, t) -> p.get(0).mul(t.mul(p.get(1)).add(p.get(2)).sin()), 1, 1, 0);
    FittedCurve once = wave.fit(x, y);
    CurveFit often =
        wave.withStarts(
            30, 11, Range.uniform(0.5, 3), Range.logarithmic(0.3, 12), Range.uniform(-1, 1));
    FittedCurve best = often.fit(x, y);
    assertThat(once.rSquared()).isLessThan(0.5);
    assertThat(best.rSquared()).isGreaterThan(0.99);
    assertThat(Math.abs(best.parameters()[1])).isCloseTo(3.7, within(0.02));
    assertThat(best.starts()).isEqualTo(31);
    assertThat(best.reached()).isBetween(2, 30);
    assertThat(best.toString()).endsWith("reached from %d of 31 starts".formatted(best.reached()));
    assertThat(often.fit(x, y).parameters()).isEqualTo(best.parameters());
  }

  @Test
  void startsWhereTheCurveIsNotFiniteArePassedOver() {
    CurveFit root =
        CurveFit.of((p, x) -> x.sub(p.get(0)).log().mul(p.get(1)), 5, 1)
            .withStarts(20, 1, Range.uniform(-3, 3), Range.uniform(0, 2));
    double[] y = Arrays.stream(X).map(x -> 1.5 * Math.log(x + 1)).toArray();
    FittedCurve fitted = root.fit(X, y);
    assertThat(fitted.parameters()).containsExactly(new double[] {-1, 1.5}, within(1e-9));
    assertThat(fitted.starts()).isBetween(1, 19);
  }

  @Test
  void parametersThatCannotBeToldApartAreNamed() {
    FittedCurve fitted =
        CurveFit.of(
                (p, x) -> p.get("a").mul(p.get("b")).mul(x).add(p.get("c")).add(p.get("d").mul(0)),
                1,
                1,
                1,
                1)
            .withNames("a", "b", "c", "d")
            .fit(X, Y);
    assertThat(fitted.undetermined())
        .containsExactlyInAnyOrder("a and b cannot be told apart", "d does not change the curve");
    assertThat(fitted.parameter("a") * fitted.parameter("b"))
        .isCloseTo(SimpleRegression.of(X, Y).slope(), within(1e-12));
    assertThat(fitted.toString()).contains("a and b cannot be told apart").contains("unknown");
    assertThatThrownBy(fitted::standardErrors)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("these points do not determine all parameters")
        .hasMessageContaining("a and b cannot be told apart");
  }

  @Test
  void tooFewPointsAreRefused() {
    assertThatThrownBy(() -> line().fit(new double[] {1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "curve fit: 1 points cannot determine 2 parameters (intercept, slope)");
    assertThatThrownBy(() -> line().fit(X, Y, new double[] {1, 0, 0, 0, 0}))
        .hasMessageContaining("1 points cannot determine 2 parameters");
    assertThatThrownBy(() -> line().fit(new double[0], new double[0]))
        .hasMessageContaining("0 points cannot determine 2 parameters");
  }

  @Test
  void dataThatAreNotFiniteAreRefused() {
    assertThatThrownBy(() -> line().fit(X, new double[] {1, 2, Double.NaN, 3, 4}))
        .hasMessage(
            "curve fit: y of point 2 is NaN; leave that point out (points are counted from 0)");
    double[] x = X.clone();
    x[4] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> line().fit(x, Y)).hasMessageContaining("x of point 4 is Infinity");
    assertThatThrownBy(() -> line().fit(X, Y, new double[] {1, 1, -1, 1, 1}))
        .hasMessageContaining("the weight of point 2 is -1.0");
  }

  @Test
  void dataThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(() -> line().fit(X, new double[] {1, 2}))
        .hasMessageContaining("y has shape (2); give a vector with a number for each of the 5");
    assertThatThrownBy(() -> line().fit(X, Y, new double[] {1}))
        .hasMessageContaining("1 weights for 5 points");
    assertThatThrownBy(() -> line().fit(Tensor.zeros(Shape.of(2, 2, 2)), Tensor.zeros(Shape.of(2))))
        .hasMessageContaining("x has shape (2, 2, 2)");
  }

  @Test
  void aCurveThatIsNotFiniteAtTheStartIsSaidWithThePoint() {
    assertThatThrownBy(
            () -> CurveFit.of((p, x) -> x.sub(p.get(0)).log(), 2.5).withNames("shift").fit(X, Y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "curve fit: at point 0 (x = 1.0) the curve is NaN with the start values shift = 2.5;"
                + " start elsewhere");
  }

  @Test
  void aDerivativeThatIsNotFiniteAtTheStartIsSaidWithThePoint() {
    assertThatThrownBy(() -> CurveFit.of((p, x) -> x.sub(p.get(0)).sqrt(), 1).fit(X, Y))
        .hasMessageContaining(
            "at point 0 (x = 1.0) the derivative of the curve by p0 is -Infinity");
  }

  @Test
  void aCurveThatOverflowsWhenSquaredIsSaid() {
    assertThatThrownBy(() -> CurveFit.of((p, x) -> x.mul(p.get(0)), 1e200).fit(X, Y))
        .hasMessageContaining("the squares overflow with the start values p0 = 1.0E200");
  }

  @Test
  void aCurveWithAnotherNumberOfValuesIsRefused() {
    assertThatThrownBy(() -> CurveFit.of((p, x) -> p.vector(), 1, 2).fit(X, Y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the curve gave (2) for x of (5)");
  }

  @Test
  void parametersThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> CurveFit.of((p, x) -> p.get(1), 1).fit(X, Y))
        .hasMessageContaining("there is no parameter 1; the fit was given 1 start values");
    assertThatThrownBy(() -> CurveFit.of(LINE, 1, 2).fit(X, Y))
        .hasMessageContaining("none is named slope; there are p0, p1");
  }

  @Test
  void settingsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> CurveFit.of(LINE)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> CurveFit.of(LINE, 1, Double.NaN))
        .hasMessageContaining("start value 1 is NaN");
    assertThatThrownBy(() -> CurveFit.of(LINE, 1, 2).withNames("a", "a"))
        .hasMessageContaining("names must be 2 different ones");
    assertThatThrownBy(() -> CurveFit.of(LINE, 1, 2).withStarts(3, 1, Range.uniform(0, 1)))
        .hasMessageContaining("3 starts from 1 ranges");
    assertThatThrownBy(() -> Range.uniform(2, 1)).hasMessageContaining("low must be high at most");
    assertThatThrownBy(() -> Range.logarithmic(0, 1)).hasMessageContaining("must not reach 0");
  }

  @Test
  void floatsAreFittedInDoublePrecision() {
    FittedCurve fitted = CurveFit.of(DECAY, 1, 1).fit(Tensor.of(0, 1, 2, 3), Tensor.of(8, 4, 2, 1));
    assertThat(fitted.parameters()).containsExactly(new double[] {8, Math.log(2)}, within(1e-15));
  }
}
