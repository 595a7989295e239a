package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The expected figures were computed by scikit-learn 1.7 from the same numbers.
class ClassificationScoresTest {
  private static final int[] ACTUAL = {0, 1, 2, 2, 1, 0, 2, 1, 0, 2};
  private static final double[] PROBABILITIES = {
    0.34, 0.52, 0.14, 0.14, 0.43, 0.43, 0.32, 0.55, 0.13, 0.48, 0.02, 0.5, 0.42, 0.13, 0.45, 0.51,
    0.01, 0.48, 0.26, 0.46, 0.28, 0.61, 0.3, 0.09, 0.29, 0.57, 0.14, 0.07, 0.14, 0.79
  };
  private final ClassificationScores scores =
      ClassificationScores.of(Tensor.of(Shape.of(10, 3), PROBABILITIES), ACTUAL);

  @Test
  void accuracyAndBalancedAccuracyAgreeWithScikitLearn() {
    assertThat(scores.accuracy()).isEqualTo(0.4);
    assertThat(scores.balancedAccuracy()).isCloseTo(0.38888888888888884, within(1e-12));
  }

  @Test
  void logLossAgreesWithScikitLearn() {
    assertThat(scores.logLoss()).isCloseTo(1.1320248292204789, within(1e-12));
  }

  @Test
  void logLossOfASureMistakeIsFinite() {
    var sure =
        ClassificationScores.of(Tensor.of(Shape.of(1, 2), new double[] {1, 0}), new int[] {1});
    assertThat(sure.logLoss()).isCloseTo(36.04365338911715, within(1e-9));
  }

  @Test
  void areaUnderTheCurveOfThreeClassesAgreesWithScikitLearn() {
    assertThat(scores.rocAuc()).isCloseTo(0.5555555555555555, within(1e-12));
  }

  @Test
  void areaUnderTheCurveOfTwoClassesCountsTiesHalf() {
    double[] second = {.1, .4, .35, .8, .8, .3, .9, .4};
    double[] both = new double[16];
    IntStream.range(0, 8)
        .forEach(
            i -> {
              both[2 * i] = 1 - second[i];
              both[2 * i + 1] = second[i];
            });
    var two =
        ClassificationScores.of(
            Tensor.of(Shape.of(8, 2), both), new int[] {0, 1, 1, 0, 1, 0, 1, 0});
    assertThat(two.rocAuc()).isCloseTo(0.75, within(1e-12));
    assertThat(two.logLoss()).isCloseTo(0.6096144898926898, within(1e-12));
    assertThat(two.accuracy()).isEqualTo(0.625);
  }

  @Test
  void areaUnderTheCurveIsUndefinedWhenAllRowsAreOfOneClass() {
    var one =
        ClassificationScores.of(Tensor.of(Shape.of(1, 2), new double[] {0.3, 0.7}), new int[] {1});
    assertThat(one.rocAuc()).isNaN();
  }

  @Test
  void precisionRecallAndF1AgreeWithScikitLearn() {
    double[] precision = {0.5, 0.2, 2.0 / 3};
    double[] recall = {1.0 / 3, 1.0 / 3, 0.5};
    double[] f1 = {0.4, 0.25, 0.5714285714285714};
    for (int c = 0; c < 3; c++) {
      assertThat(scores.precision(c)).isCloseTo(precision[c], within(1e-12));
      assertThat(scores.recall(c)).isCloseTo(recall[c], within(1e-12));
      assertThat(scores.f1(c)).isCloseTo(f1[c], within(1e-12));
    }
  }

  @Test
  void theConfusionMatrixHasTrueClassesAsRows() {
    assertThat(scores.confusion()).isDeepEqualTo(new long[][] {{1, 2, 0}, {1, 1, 1}, {0, 2, 2}});
  }

  @Test
  void scoresOfAClassThatNeverOccursAreZero() {
    var absent =
        ClassificationScores.of(Tensor.of(Shape.of(1, 2), new double[] {1, 0}), new int[] {0});
    assertThat(absent.precision(1)).isZero();
    assertThat(absent.recall(1)).isZero();
    assertThat(absent.f1(1)).isZero();
  }

  @Test
  void areaUnderTheCurveIsTheShareOfPairsInOrder() {
    Rng rng = Rng.seed(11);
    int rows = 60;
    double[] probabilities = new double[3 * rows];
    int[] actual = new int[rows];
    for (int row = 0; row < rows; row++) {
      actual[row] = rng.nextInt(3);
      for (int c = 0; c < 3; c++) {
        probabilities[3 * row + c] = rng.nextInt(10) / 10.0; // few values, so that many tie
      }
    }
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double inOrder = 0;
      int pairs = 0;
      for (int in = 0; in < rows; in++) {
        for (int out = 0; out < rows; out++) {
          if (actual[in] == c && actual[out] != c) {
            double apart = probabilities[3 * in + c] - probabilities[3 * out + c];
            inOrder += apart > 0 ? 1 : apart == 0 ? 0.5 : 0;
            pairs++;
          }
        }
      }
      sum += inOrder / pairs;
    }

    var random = ClassificationScores.of(Tensor.of(Shape.of(rows, 3), probabilities), actual);
    assertThat(random.rocAuc()).isCloseTo(sum / 3, within(1e-12));
  }

  @Test
  void thousandsOfClassesNeedNoTableOfAllPairs() {
    int classes = 50_000;
    var many = ClassificationScores.of(Tensor.zeros(Shape.of(2, classes)), new int[] {0, 7});

    assertThat(many.accuracy()).isEqualTo(0.5);
    assertThat(many.balancedAccuracy()).isEqualTo(0.5);
    assertThat(many.recall(7)).isZero();
    assertThat(many.precision(0)).isEqualTo(0.5);
    assertThat(many.rocAuc()).isEqualTo(0.5);
  }

  @Test
  void withoutRowsTheScoresAreUndefined() {
    var none = ClassificationScores.of(Tensor.zeros(Shape.of(0, 2)), new int[0]);

    assertThat(none.accuracy()).isNaN();
    assertThat(none.balancedAccuracy()).isNaN();
    assertThat(none.logLoss()).isNaN();
    assertThat(none.rocAuc()).isNaN();
  }

  @Test
  void classesThatAreNotThereAreRefused() {
    Tensor probabilities = Tensor.zeros(Shape.of(2, 3));
    assertThatThrownBy(() -> ClassificationScores.of(probabilities, new int[] {0, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores: class 3 in row 1, but there are 3 classes, counted from 0");
    assertThatThrownBy(() -> ClassificationScores.of(probabilities, new int[] {-1, 0}))
        .hasMessage("scores: class -1 in row 0, but there are 3 classes, counted from 0");
  }

  @Test
  void probabilitiesOfAnotherNumberOfRowsAreRefused() {
    assertThatThrownBy(() -> ClassificationScores.of(Tensor.zeros(Shape.of(2, 3)), new int[] {1}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("scores: probabilities (2, 3) must be (rows, classes) for 1 rows");
  }

  @Test
  void theTargetsOfExamplesMayBeTheClasses() {
    var same =
        ClassificationScores.of(Tensor.of(Shape.of(10, 3), PROBABILITIES), Tensor.indices(ACTUAL));
    assertThat(same.confusion()).isDeepEqualTo(scores.confusion());
    assertThat(same.logLoss()).isEqualTo(scores.logLoss());
    assertThatThrownBy(() -> ClassificationScores.of(Tensor.zeros(Shape.of(2, 3)), Tensor.of(0, 1)))
        .isInstanceOf(DTypeException.class);
  }

  @Test
  void aClassHasAsManyRowsAsItOccurs() {
    assertThat(scores.rows(0)).isEqualTo(3);
    assertThat(scores.rows(1)).isEqualTo(3);
    assertThat(scores.rows(2)).isEqualTo(4);
  }
}
