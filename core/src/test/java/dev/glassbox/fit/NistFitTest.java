package dev.glassbox.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Certified results are the oracle. The certified numbers have 11 digits, so no more can be seen.
class NistFitTest {

  static Stream<Arguments> bothStartsOfEach() {
    return Arrays.stream(NistProblem.values())
        .flatMap(problem -> Stream.of(Arguments.of(problem, 1), Arguments.of(problem, 2)));
  }

  @ParameterizedTest(name = "{0} from start {1}")
  @MethodSource("bothStartsOfEach")
  void certifiedValuesAreReached(NistProblem problem, int start) {
    FittedCurve fitted =
        CurveFit.of(problem.curve(), problem.start(start - 1)).fit(problem.x(), problem.y());
    assertThat(digits(fitted.parameters(), problem.certified()))
        .as("digits of the worst parameter among %s", Arrays.toString(fitted.parameters()))
        .isGreaterThan(10.3);
    if (problem != NistProblem.LANCZOS1) {
      assertThat(digits(fitted.standardErrors(), problem.certifiedErrors()))
          .as("digits of the worst among %s", Arrays.toString(fitted.standardErrors()))
          .isGreaterThan(10.3);
      assertThat(
              digits(
                  new double[] {fitted.sumOfSquares()},
                  new double[] {problem.certifiedSumOfSquares()}))
          .as("digits of the sum of squares %s", fitted.sumOfSquares())
          .isGreaterThan(10.3);
    }
  }

  /// The residuals of Lanczos1 are 10⁻¹³ of responses up to 2.5, whose very decimals are rounded to
  /// 10⁻¹⁶ when they become doubles. Exact arithmetic on those doubles, done once with 60 digits,
  /// gives standard errors 4.32e-4 below the certified ones, which were computed from the decimals.
  /// So 3.4 digits are all that doubles hold.
  @Test
  void theErrorsOfLanczos1AreAsGoodAsDoublesAllow() {
    NistProblem problem = NistProblem.LANCZOS1;
    double[] exactOnDoubles = {
      5.33242725825e-11,
      2.74611772342e-10,
      1.35702010264e-10,
      3.32938728844e-10,
      1.88076081248e-10,
      1.10527266794e-10
    };
    for (int start = 0; start < 2; start++) {
      FittedCurve fitted =
          CurveFit.of(problem.curve(), problem.start(start)).fit(problem.x(), problem.y());
      assertThat(digits(fitted.standardErrors(), exactOnDoubles)).isGreaterThan(2.5);
      assertThat(digits(fitted.standardErrors(), problem.certifiedErrors())).isGreaterThan(2.5);
    }
  }

  /// −log₁₀ of the largest relative error.
  static double digits(double[] values, double[] certified) {
    return IntStream.range(0, certified.length)
        .mapToDouble(j -> -Math.log10(Math.abs(values[j] / certified[j] - 1) + 1e-17))
        .min()
        .orElseThrow();
  }
}
