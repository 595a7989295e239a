package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoresTest {
  private static Scores number(double predicted, double... actual) {
    double[] predictions = new double[actual.length];
    Arrays.fill(predictions, predicted);
    return new Scores.OfNumbers(RegressionScores.of(predictions, actual));
  }

  @Test
  void classesHaveFourFiguresAndNumbersThree() {
    Tensor probabilities = Tensor.of(Shape.of(2, 2), new float[] {0.75f, 0.25f, 0.5f, 0.5f});
    Scores classes =
        new Scores.OfClasses(
            List.of("a", "b"), ClassificationScores.of(probabilities, new int[] {0, 1}));

    assertThat(classes.figures().keySet())
        .containsExactly("accuracy", "balancedAccuracy", "logLoss", "rocAuc");
    assertThat(classes.figures()).containsEntry("accuracy", 0.5).containsEntry("rocAuc", 1.0);
    assertThat(number(1, 2, 4).figures().keySet()).containsExactly("rmse", "mae", "r2");
    assertThat(number(1, 2, 4).figures()).containsEntry("mae", 2.0);
  }

  @Test
  void theMeanOverRoundsIsTakenFigureByFigure() {
    List<Scores> rounds = List.of(number(0, 1, 3), number(0, 5, 7));

    assertThat(Scores.mean(rounds).keySet()).containsExactly("rmse", "mae", "r2");
    assertThat(Scores.mean(rounds).get("mae")).isEqualTo((2 + 6) / 2.0);
    assertThat(Scores.spread(rounds, "mae")).containsExactly(new double[] {4, 2}, within(1e-12));
  }

  @Test
  void aRoundThatDoesNotDefineAFigureIsLeftAside() {
    List<Scores> rounds = List.of(number(3, 2, 4), number(0, 1), number(3, 2, 4));

    assertThat(rounds.get(1).figures().get("r2")).isNaN();
    assertThat(Scores.spread(rounds, "r2")).containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(Scores.mean(List.of(number(0, 1))).get("r2")).isNaN();
  }

  @Test
  void thePredictedClassIsTheMostProbableTheFirstOfSeveral() {
    Tensor probabilities =
        Tensor.of(Shape.of(3, 3), new float[] {.2f, .5f, .3f, .4f, .2f, .4f, .1f, .1f, .8f});
    Prediction.Classes prediction = new Prediction.Classes(List.of("a", "b", "c"), probabilities);

    assertThat(prediction.rows()).isEqualTo(3);
    assertThat(List.of(prediction.text(0), prediction.text(1), prediction.text(2)))
        .containsExactly("b", "a", "c");
  }

  @Test
  void aPredictedNumberIsWrittenWithEightDigits() {
    Prediction prediction =
        new Prediction.Quantities(new double[] {0.1, 3749.802941, 18, 1.7e9 + 1});

    assertThat(prediction.text(0)).isEqualTo("0.1");
    assertThat(prediction.text(1)).isEqualTo("3749.8029");
    assertThat(prediction.text(2)).isEqualTo("18");
    assertThat(prediction.text(3)).isEqualTo("1700000000");
  }
}
