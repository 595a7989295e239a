package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The expected figures were computed by scikit-learn 1.7 from the same numbers.
class RegressionScoresTest {
  private final RegressionScores scores =
      RegressionScores.of(new double[] {2.5, 0, 2, 8}, new double[] {3, -0.5, 2, 7});

  @Test
  void errorsAgreeWithScikitLearn() {
    assertThat(scores.rmse()).isCloseTo(0.6123724356957945, within(1e-12));
    assertThat(scores.mae()).isCloseTo(0.5, within(1e-12));
    assertThat(scores.r2()).isCloseTo(0.9486081370449679, within(1e-12));
  }

  @Test
  void residualsArePredictedMinusTrue() {
    assertThat(scores.bias()).isCloseTo(0.25, within(1e-12));
    assertThat(scores.quantiles())
        .containsExactly(new double[] {-0.5, -0.125, 0.25, 0.625, 1}, within(1e-12));
  }

  @Test
  void theShareExplainedIsUndefinedForAConstantTarget() {
    assertThat(RegressionScores.of(new double[] {1, 2}, new double[] {3, 3}).r2()).isNaN();
  }

  @Test
  void theQuantilesCannotBeChangedFromOutside() {
    scores.quantiles()[0] = 100;
    assertThat(scores.quantiles()[0]).isEqualTo(-0.5);
  }

  @Test
  void withoutRowsTheErrorsAreUndefined() {
    RegressionScores none = RegressionScores.of(new double[0], new double[0]);
    assertThat(none.rmse()).isNaN();
    assertThat(none.mae()).isNaN();
    assertThat(none.r2()).isNaN();
    assertThat(none.quantiles()).containsOnly(Double.NaN);
  }

  @Test
  void arraysOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> RegressionScores.of(new double[2], new double[3]))
        .hasMessage("scores: 2 predictions for 3 values");
  }
}
