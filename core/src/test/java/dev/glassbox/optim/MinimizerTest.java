package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MinimizerTest {
  static Stream<Minimizer> minimizers() {
    return Stream.of(
        Lbfgs.defaults(),
        Lbfgs.defaults().withMemory(3),
        ConjugateGradient.defaults(),
        ConjugateGradient.defaults().withFormula(ConjugateGradient.Formula.HAGER_ZHANG));
  }

  static Stream<Arguments> everyProblemByEach() {
    return minimizers()
        .flatMap(
            minimizer ->
                Stream.of(ClassicProblem.values())
                    .map(problem -> Arguments.of(minimizer, problem)));
  }

  @ParameterizedTest
  @MethodSource("everyProblemByEach")
  void classicProblemsAreSolved(Minimizer minimizer, ClassicProblem problem) {
    Minimum<Tensor> minimum = minimizer.minimize(problem.sumOfSquares(), problem.start());
    assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT_TOLERANCE);
    assertThat(minimum.value()).isLessThan(1e-11);
    // At Powell's solution the Hessian is singular, so a gradient of 1e-8 is still far from it.
    double tolerance = problem == ClassicProblem.POWELL_SINGULAR ? 2e-3 : 1e-7;
    double[] at = minimum.at().toDoubleArray();
    for (int j = 0; j < at.length; j++) {
      double solution = problem.solution()[j];
      assertThat(at[j]).isCloseTo(solution, within(tolerance * Math.max(1, Math.abs(solution))));
    }
    assertThat(minimum.evaluations()).isLessThan(400);
    assertThat(minimum.history()).hasSize(minimum.iterations() + 1);
  }

  /// Other implementations need 30 to 45 evaluations here.
  @Test
  void rosenbrockTakesLbfgsNoLongerThanOthers() {
    Minimum<Tensor> minimum =
        Lbfgs.defaults()
            .minimize(ClassicProblem.ROSENBROCK.sumOfSquares(), ClassicProblem.ROSENBROCK.start());
    assertThat(minimum.evaluations()).isLessThan(60);
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void aQuadraticInManyVariablesIsSolved(Minimizer minimizer) {
    int n = 200;
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = 1 + i;
    }
    Tensor curvature = Tensor.of(Shape.of(n), weights);
    Tensor goal = Tensor.normal(Rng.seed(1), Shape.of(n), 0, 1, DType.FLOAT64);
    Minimum<Tensor> minimum =
        minimizer.minimize(
            x -> x.sub(goal).square().mul(curvature).sum(),
            Tensor.zeros(Shape.of(n), DType.FLOAT64));
    assertThat(minimum.at().sub(goal).abs().max().item()).isLessThan(1e-8);
    assertThat(minimum.iterations()).isLessThan(200);
  }

  record Line(Tensor slope, Tensor intercept) {}

  @ParameterizedTest
  @MethodSource("minimizers")
  void aModelInFloat32IsFittedAsExactlyAsItsTypeAllows(Minimizer minimizer) {
    Tensor x = Tensor.of(0, 1, 2, 3);
    Tensor y = Tensor.of(1.5, 3, 5.5, 7);
    List<Line> path = new ArrayList<>();
    Minimum<Line> minimum =
        minimizer.minimize(
            line -> x.mul(line.slope()).add(line.intercept()).sub(y).square().sum(),
            new Line(Tensor.of(0.0), Tensor.of(0.0)),
            (step, at) -> path.add(at));
    assertThat(minimum.at().slope().item()).isCloseTo(1.9, within(1e-3));
    assertThat(minimum.at().intercept().item()).isCloseTo(1.4, within(1e-3));
    assertThat(path).hasSize(minimum.history().size());
    assertThat(path.getLast().slope().item()).isEqualTo(minimum.at().slope().item());
  }

  /// The first steps lead to the logarithm of a negative number, and to e⁹⁹⁹.
  @ParameterizedTest
  @MethodSource("minimizers")
  void infinityAndNanOnTheWayShortenTheStep(Minimizer minimizer) {
    Function<Tensor, Tensor> barrier = x -> x.mul(1e-3).sub(x.log()).sum();
    assertThat(
            minimizer.minimize(barrier, Tensor.of(DType.FLOAT64, 1e-4, 1e5)).at().toDoubleArray())
        .containsExactly(new double[] {1000, 1000}, within(0.1));
    Function<Tensor, Tensor> steep = x -> x.exp().sub(x.mul(5)).sum();
    assertThat(minimizer.minimize(steep, Tensor.of(DType.FLOAT64, -300, 20)).at().toDoubleArray())
        .containsExactly(new double[] {Math.log(5), Math.log(5)}, within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void aFunctionWithoutAMinimumIsSaidToHaveNone(Minimizer minimizer) {
    assertThat(minimizer.minimize(Tensor::sum, Tensor.of(DType.FLOAT64, 1, 2)).stop())
        .isEqualTo(Stop.UNBOUNDED);
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void aKinkEndsWithoutProgress(Minimizer minimizer) {
    Minimum<Tensor> minimum = minimizer.minimize(x -> x.abs().sum(), Tensor.of(DType.FLOAT64, 0.7));
    assertThat(Math.abs(minimum.at().at(0))).isLessThan(1e-12);
    assertThat(minimum.stop()).isIn(Stop.NO_PROGRESS, Stop.GRADIENT_TOLERANCE);
  }

  /// The gradient points uphill, so that no step can do.
  @ParameterizedTest
  @MethodSource("minimizers")
  void aWrongGradientEndsWithoutProgress(Minimizer minimizer) {
    Function<Tensor, Tensor> wrong = x -> x.detach().mul(2).sub(x).square().sum().add(1);
    Minimum<Tensor> minimum = minimizer.minimize(wrong, Tensor.of(DType.FLOAT64, 3, 4));
    assertThat(minimum.stop()).isEqualTo(Stop.NO_PROGRESS);
    assertThat(minimum.value()).isCloseTo(26, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void theStartMayBeTheMinimum(Minimizer minimizer) {
    Minimum<Tensor> minimum =
        minimizer.minimize(x -> x.square().sum(), Tensor.of(DType.FLOAT64, 0, 0));
    assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT_TOLERANCE);
    assertThat(minimum.iterations()).isZero();
    assertThat(minimum.evaluations()).isEqualTo(1);
  }

  @Test
  void theLimitOfIterationsHolds() {
    Minimum<Tensor> minimum =
        Lbfgs.defaults()
            .withMaxIterations(3)
            .minimize(ClassicProblem.WOOD.sumOfSquares(), ClassicProblem.WOOD.start());
    assertThat(minimum.stop()).isEqualTo(Stop.ITERATION_LIMIT);
    assertThat(minimum.iterations()).isEqualTo(3);
    assertThat(
            ConjugateGradient.defaults()
                .withMaxIterations(2)
                .minimize(ClassicProblem.WOOD.sumOfSquares(), ClassicProblem.WOOD.start())
                .iterations())
        .isEqualTo(2);
  }

  @Test
  void aLooserToleranceStopsEarlier() {
    Minimum<Tensor> loose =
        Lbfgs.defaults()
            .withGradientTolerance(0.1)
            .minimize(ClassicProblem.WOOD.sumOfSquares(), ClassicProblem.WOOD.start());
    assertThat(loose.gradientNorm()).isBetween(1e-8, 0.1);
    assertThat(
            ConjugateGradient.defaults()
                .withGradientTolerance(0.1)
                .minimize(ClassicProblem.WOOD.sumOfSquares(), ClassicProblem.WOOD.start())
                .gradientNorm())
        .isBetween(1e-8, 0.1);
  }

  @Test
  void aStartThatIsNotFiniteIsRefused() {
    assertThatThrownBy(
            () -> Lbfgs.defaults().minimize(x -> x.log().sum(), Tensor.of(DType.FLOAT64, -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "minimize: the function is NaN at the start; start where it is a finite number");
    assertThatThrownBy(
            () -> Lbfgs.defaults().minimize(x -> x.sqrt().sum(), Tensor.of(DType.FLOAT64, 4, 0)))
        .hasMessageContaining("element 1 of the gradient is Infinity at the start");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Lbfgs.defaults().withMemory(0))
        .hasMessage("L-BFGS: memory must be 1 or more, was 0");
    assertThatThrownBy(() -> Lbfgs.defaults().withGradientTolerance(-1))
        .hasMessageContaining("gradientTolerance");
    assertThatThrownBy(() -> ConjugateGradient.defaults().withMaxIterations(-1))
        .hasMessage("conjugate gradient: maxIterations must be 0 or more, was -1");
  }

  @Test
  void aMinimizedModelCanBeTrainedOn() {
    Linear start = Linear.of(2, 1, Initializer.heNormal(), DType.FLOAT64, Rng.seed(1));
    Tensor x = Tensor.normal(Rng.seed(2), Shape.of(20, 2), 0, 1, DType.FLOAT64);
    Tensor y = x.slice(1, 0, 1).mul(3).sub(x.slice(1, 1, 2)).add(0.5);
    Minimum<Linear> minimum =
        Lbfgs.defaults().minimize(line -> line.apply(x).sub(y).square().mean(), start);
    Linear found = minimum.at();
    assertThat(found.parameters()).hasSize(2);
    assertThat(found.weight().at(0, 0)).isCloseTo(3, within(1e-6));
    assertThat(found.weight().at(0, 1)).isCloseTo(-1, within(1e-6));
    assertThat(found.bias().at(0)).isCloseTo(0.5, within(1e-6));
    assertThat(start.bias().at(0)).as("the start stays").isZero();
  }
}
