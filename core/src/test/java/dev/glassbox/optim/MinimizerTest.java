package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MinimizerTest {
  private static final ConjugateGradient HAGER_ZHANG =
      ConjugateGradient.defaults().withFormula(ConjugateGradient.Formula.HAGER_ZHANG);

  static Stream<Minimizer> minimizers() {
    return Stream.of(Lbfgs.defaults(), ConjugateGradient.defaults(), HAGER_ZHANG);
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
    System.out.println(
        minimizer.getClass().getSimpleName()
            + " "
            + problem
            + " "
            + minimum.iterations()
            + " "
            + minimum.evaluations()
            + " "
            + minimum.stop()
            + " "
            + minimum.value()
            + " "
            + minimum.at());
  }
}
