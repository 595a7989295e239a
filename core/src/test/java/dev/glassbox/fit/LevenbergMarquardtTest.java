package dev.glassbox.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.glassbox.optim.ClassicProblem;
import dev.glassbox.optim.Step;
import dev.glassbox.optim.Stop;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevenbergMarquardtTest {
  private static final LevenbergMarquardt METHOD = LevenbergMarquardt.defaults();

  @ParameterizedTest
  @EnumSource
  void classicProblemsAreSolvedToTheLastDigits(ClassicProblem problem) {
    SquaresMinimum<Tensor> minimum = METHOD.minimize(problem.residuals(), problem.start());
    double[] at = minimum.at().toDoubleArray();
    for (int j = 0; j < at.length; j++) {
      assertThat(at[j]).isCloseTo(problem.solution()[j], within(1e-12 * (1 + Math.abs(at[j]))));
    }
    assertThat(minimum.sumOfSquares()).isLessThan(1e-24);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POWELL_SINGULAR")
  void classicProblemsAreSolvedWithoutAccelerationToo(ClassicProblem problem) {
    SquaresMinimum<Tensor> minimum =
        METHOD.withAcceleration(0).minimize(problem.residuals(), problem.start());
    assertThat(minimum.sumOfSquares()).isLessThan(1e-20);
    assertThat(minimum.rank()).isEqualTo(problem.solution().length);
  }

  @Test
  void accelerationFollowsABentValleyInFewerSteps() {
    int bent = steps(METHOD);
    int straight = steps(METHOD.withAcceleration(0));
    assertThat(bent).isLessThan(straight);
  }

  /// From the first start of Bennett5, whose valley is long and bent.
  private static int steps(LevenbergMarquardt method) {
    NistProblem problem = NistProblem.BENNETT5;
    return CurveFit.of(problem.curve(), problem.start(0))
        .withMethod(method)
        .fit(problem.x(), problem.y())
        .minimum()
        .iterations();
  }

  /// Without acceleration the first step from (1, 1) makes the rate so large that the curve no
  /// longer depends on it.
  @Test
  void aParameterThatRanOffIsTriedAgainWithShorterSteps() {
    NistProblem problem = NistProblem.BOX_BOD;
    FittedCurve fitted =
        CurveFit.of(problem.curve(), problem.start(0))
            .withMethod(METHOD.withAcceleration(0))
            .fit(problem.x(), problem.y());
    assertThat(NistFitTest.digits(fitted.parameters(), problem.certified())).isGreaterThan(10);
  }

  /// From here the second and the third exponential become one, which is a saddle.
  @Test
  void termsThatBecameOneArePartedBySecondThoughts() {
    NistProblem problem = NistProblem.LANCZOS3;
    CurveFit fit = CurveFit.of(problem.curve(), 1.5, 0.5, 6.5, 7, 4, 8.5);
    FittedCurve once = fit.withMethod(METHOD.withRetries(0)).fit(problem.x(), problem.y());
    assertThat(once.undetermined()).hasSize(2);
    assertThat(once.sumOfSquares()).isGreaterThan(100 * problem.certifiedSumOfSquares());
    FittedCurve parted = fit.fit(problem.x(), problem.y());
    assertThat(parted.undetermined()).isEmpty();
    assertThat(parted.sumOfSquares())
        .isCloseTo(problem.certifiedSumOfSquares(), withinPercentage(1e-8));
  }

  /// The first full step overflows e¹⁰⁰⁰.
  @Test
  void anOverflowOnTheWayIsARefusedStep() {
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(p -> p.exp().sub(2), Tensor.of(DType.FLOAT64, -7));
    assertThat(minimum.at().at(0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(minimum.history())
        .extracting(Step::value)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void aLogarithmThatTurnsNanOnTheWayIsARefusedStep() {
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(p -> p.log().add(3), Tensor.of(DType.FLOAT64, 8));
    assertThat(minimum.at().at(0)).isCloseTo(Math.exp(-3), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-150, 1e-12, 1, 1e12, 1e100})
  void theScaleOfAParameterDoesNotMatter(double scale) {
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(
            p -> {
              Tensor a = p.slice(0, 0, 1);
              Tensor b = p.slice(0, 1, 2).div(scale);
              return Tensor.concat(0, b.sub(a.square()).mul(10), a.neg().add(1), b.sub(1));
            },
            Tensor.of(DType.FLOAT64, -1.2, scale));
    assertThat(minimum.at().at(0)).isCloseTo(1, within(1e-14));
    assertThat(minimum.at().at(1) / scale).isCloseTo(1, within(1e-14));
  }

  private static Tensor at(Tensor x, int i) {
    return x.slice(0, i, i + 1);
  }

  /// Jennrich and Sampson 1968: residuals of 124.36 squares, far from 0, so that Gauss and Newton's
  /// steps alone would not converge.
  @Test
  void largeResidualsDoNotHinder() {
    Tensor i = Tensor.of(DType.FLOAT64, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(
            p -> i.mul(2).add(2).sub(i.mul(at(p, 0)).exp()).sub(i.mul(at(p, 1)).exp()),
            Tensor.of(DType.FLOAT64, 0.3, 0.4));
    assertThat(minimum.sumOfSquares()).isCloseTo(124.36218235561, within(1e-10));
    assertThat(minimum.at().at(0)).isCloseTo(0.2578252136, within(1e-9));
    assertThat(minimum.at().at(1)).isCloseTo(0.2578252136, within(1e-9));
  }

  /// Brown and Dennis 1971: squares of 85822.2 at the minimum.
  @Test
  void veryLargeResidualsDoNotHinder() {
    double[] t = new double[20];
    Arrays.setAll(t, k -> (k + 1) / 5.0);
    Tensor time = Tensor.of(DType.FLOAT64, t);
    Tensor sine = time.sin();
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(
            p ->
                time.mul(at(p, 1))
                    .add(at(p, 0))
                    .sub(time.exp())
                    .square()
                    .add(sine.mul(at(p, 3)).add(at(p, 2)).sub(time.cos()).square()),
            Tensor.of(DType.FLOAT64, 25, 5, -5, -1));
    assertThat(minimum.sumOfSquares()).isCloseTo(85822.2016263563, within(1e-7));
    assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT_TOLERANCE);
    assertThat(minimum.history().getLast().gradientNorm()).isLessThan(1e-6);
  }

  /// The sum p³ + (p − 1)² is smallest where 3p² + 2p = 2. At the start the second derivative of
  /// p^1.5 is infinite.
  @Test
  void aCurvatureThatIsNotFiniteDoesNotHinder() {
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(p -> Tensor.concat(0, p.pow(1.5), p.sub(1)), Tensor.of(DType.FLOAT64, 0));
    assertThat(minimum.at().at(0)).isCloseTo((Math.sqrt(7) - 1) / 3, within(1e-14));
  }

  @Test
  void parametersThatWorkAlikeLeaveARankThatIsTooSmall() {
    Tensor x = Tensor.of(DType.FLOAT64, 0, 1, 2, 3);
    Tensor y = Tensor.of(DType.FLOAT64, 1, 2.9, 5.2, 6.9);
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(
            p -> {
              Tensor slope = p.slice(0, 0, 1).add(p.slice(0, 1, 2));
              return x.mul(slope).add(p.slice(0, 2, 3)).sub(y);
            },
            Tensor.of(DType.FLOAT64, 1, 5, 0));
    SimpleRegression line = SimpleRegression.of(x.toDoubleArray(), y.toDoubleArray());
    assertThat(minimum.rank()).isEqualTo(2);
    assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT_TOLERANCE);
    assertThat(minimum.at().at(0) + minimum.at().at(1)).isCloseTo(line.slope(), within(1e-12));
    assertThat(minimum.at().at(2)).isCloseTo(line.intercept(), within(1e-12));
  }

  @Test
  void fewerResidualsThanParametersAreMadeZero() {
    SquaresMinimum<Tensor> minimum =
        METHOD.minimize(p -> p.square().sum().sub(4), Tensor.of(DType.FLOAT64, 1, 2, -1));
    assertThat(minimum.sumOfSquares()).isLessThan(1e-28);
    assertThat(minimum.rank()).isEqualTo(1);
  }

  record Line(Tensor slope, Tensor intercept) {}

  @Test
  void aRecordIsAPointToo() {
    Tensor x = Tensor.of(0, 1, 2, 3);
    Line start = new Line(Tensor.of(0.0), Tensor.of(0.0));
    List<Line> path = new ArrayList<>();
    SquaresMinimum<Line> minimum =
        METHOD.minimize(
            line -> x.mul(line.slope()).add(line.intercept()).sub(Tensor.of(1, 3, 5, 7)),
            start,
            (step, at) -> path.add(at));
    assertThat(minimum.at().slope().item()).isCloseTo(2, within(1e-6));
    assertThat(minimum.at().intercept().item()).isCloseTo(1, within(1e-6));
    assertThat(minimum.at().slope().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(path).hasSize(minimum.history().size());
    assertThat(path.getFirst().slope().item()).isZero();
  }

  @Test
  void theLimitOfIterationsHolds() {
    SquaresMinimum<Tensor> minimum =
        METHOD
            .withMaxIterations(2)
            .minimize(ClassicProblem.ROSENBROCK.residuals(), ClassicProblem.ROSENBROCK.start());
    assertThat(minimum.stop()).isEqualTo(Stop.ITERATION_LIMIT);
    assertThat(minimum.iterations()).isLessThanOrEqualTo(2);
  }

  @Test
  void aResidualThatIsNotFiniteAtTheStartIsNamed() {
    assertThatThrownBy(() -> METHOD.minimize(Tensor::log, Tensor.of(DType.FLOAT64, 1, -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("least squares: residual 1 is NaN at the start; start where all are finite");
  }

  @Test
  void aDerivativeThatIsNotFiniteAtTheStartIsNamed() {
    assertThatThrownBy(() -> METHOD.minimize(Tensor::sqrt, Tensor.of(DType.FLOAT64, 4, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the derivative of residual 1 by parameter 1 is Infinity");
  }

  @Test
  void squaresThatOverflowAtTheStartAreSaid() {
    assertThatThrownBy(() -> METHOD.minimize(p -> p.mul(1e100), Tensor.of(DType.FLOAT64, 1e100)))
        .hasMessageContaining("the squares overflow at the start");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> METHOD.withDamping(0))
        .hasMessage("Levenberg–Marquardt: damping must be positive, was 0.0");
    assertThatThrownBy(() -> METHOD.withAcceleration(-1)).hasMessageContaining("acceleration");
    assertThatThrownBy(() -> METHOD.withRetries(-1)).hasMessageContaining("retries");
    assertThatThrownBy(() -> METHOD.withMaxIterations(-1)).hasMessageContaining("maxIterations");
  }
}
