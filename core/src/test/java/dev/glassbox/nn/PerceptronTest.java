package dev.glassbox.nn;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptronTest {
  private static final Tensor CORNERS =
      Tensor.of(Shape.of(4, 2), new float[] {0, 0, 0, 1, 1, 0, 1, 1});

  @Test
  void orIsLearntByTheCorrectionsWorkedOutByHand() {
    Perceptron.Learnt or = Perceptron.of().learn(CORNERS, Tensor.of(0, 1, 1, 1));

    assertThat(or.updates().stream().map(PerceptronTest::describe))
        .containsExactly(
            "epoch 1 row 0: w [0.0, 0.0] b -1.0",
            "epoch 1 row 1: w [0.0, 1.0] b 0.0",
            "epoch 1 row 2: w [1.0, 1.0] b 1.0",
            "epoch 2 row 0: w [1.0, 1.0] b 0.0",
            "epoch 3 row 0: w [1.0, 1.0] b -1.0",
            "epoch 3 row 1: w [1.0, 2.0] b 0.0",
            "epoch 4 row 0: w [1.0, 2.0] b -1.0",
            "epoch 4 row 2: w [2.0, 2.0] b 0.0",
            "epoch 5 row 0: w [2.0, 2.0] b -1.0");
    assertThat(or.mistakes()).containsExactly(3, 1, 2, 2, 1, 0);
    assertThat(or.weight().toDoubleArray()).containsExactly(2, 2);
    assertThat(or.bias()).isEqualTo(-1);
    assertThat(or.separated()).isTrue();
    assertThat(or.predict(CORNERS).toDoubleArray()).containsExactly(0, 1, 1, 1);
  }

  private static String describe(Perceptron.Update update) {
    return "epoch %d row %d: w %s b %s"
        .formatted(
            update.epoch(),
            update.row(),
            Arrays.toString(update.weight().toDoubleArray()),
            update.bias());
  }

  @Test
  void exclusiveOrIsSaidNotToBeSeparated() {
    Perceptron.Learnt xor = new Perceptron(1, 50).learn(CORNERS, Tensor.of(0, 1, 1, 0));

    assertThat(xor.separated()).isFalse();
    assertThat(xor.mistakes()).hasSize(50).doesNotContain(0);
    assertThat(xor.updateBound()).isNaN();
    assertThat(xor.summary())
        .isEqualTo(
            "not separated within 50 epochs: the last still made 4 mistakes; perhaps no straight"
                + " boundary separates the classes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void novikoffsBoundHoldsForSeparableClasses(long seed) {
    Tensor x = Tensor.normal(Rng.seed(seed), Shape.of(60, 3), 0, 1, DType.FLOAT64);
    Tensor normal = Tensor.of(DType.FLOAT64, 1, -2, 0.5);
    Tensor labels = x.mul(normal).sum(1).add(0.3).sign();

    Perceptron.Learnt learnt = new Perceptron(1, 10_000).learn(x, labels);

    assertThat(learnt.separated()).isTrue();
    assertThat((double) learnt.updates().size()).isLessThanOrEqualTo(learnt.updateBound());
    assertThat(learnt.mistakes().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(learnt.updates().size());
    assertThat(learnt.predict(x).toDoubleArray()).containsExactly(labels.toDoubleArray());
  }

  @Test
  void theLearningRateScalesTheWeightsAndChangesNoDecision() {
    Tensor labels = Tensor.of(-1, 1, 1, 1);
    Perceptron.Learnt one = Perceptron.of().learn(CORNERS, labels);
    Perceptron.Learnt half = new Perceptron(0.5, 1000).learn(CORNERS, labels);

    assertThat(half.mistakes()).isEqualTo(one.mistakes());
    assertThat(half.weight().toDoubleArray())
        .containsExactly(one.weight().mul(0.5).toDoubleArray());
    assertThat(half.updateBound()).isCloseTo(one.updateBound(), within(1e-9));
    assertThat(half.predict(CORNERS).toDoubleArray()).containsExactly(-1, 1, 1, 1);
  }

  @Test
  void theSummaryNamesCorrectionsEpochsAndTheLimit() {
    Perceptron.Learnt and = Perceptron.of().learn(CORNERS, Tensor.of(0, 0, 0, 1));

    // R² = 3, of the row (1, 1) with its constant 1; w and b are (3, 2, −4), whose square is 29,
    // and the
    // least score is 1, so that (R/γ)² = 3 · 29 / 1.
    assertThat(and.summary())
        .isEqualTo(
            "separated after 18 corrections in 9 epochs; with this margin, more than 87 were never"
                + " possible");
  }

  @Test
  void oneClassAloneIsSeparatedAtOnce() {
    Perceptron.Learnt learnt = Perceptron.of().learn(CORNERS, Tensor.of(1, 1, 1, 1));

    assertThat(learnt.mistakes()).containsExactly(1, 0);
    assertThat(learnt.negativeLabel()).isEqualTo(-1);
  }

  @Test
  void otherLabelsAreRefused() {
    assertThatThrownBy(() -> Perceptron.of().learn(CORNERS, Tensor.of(0, 1, 2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perceptron: labels must be 0 and 1, or −1 and 1; found 2.0");
    assertThatThrownBy(() -> Perceptron.of().learn(CORNERS, Tensor.of(-1, 0, 1, 1)))
        .hasMessage("perceptron: labels must be 0 and 1, or −1 and 1; found 0.0");
  }

  @Test
  void gapsInTheInputsAreRefused() {
    assertThatThrownBy(
            () -> Perceptron.of().learn(Tensor.of(1, Double.NaN).reshape(2, 1), Tensor.of(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perceptron: every input must be a finite number; fill or drop the gaps first");
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> Perceptron.of().learn(CORNERS, Tensor.of(0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "perceptron: inputs must be (rows, features) with a row at least, and labels (rows);"
                + " were (4, 2) and (2)");
    assertThatThrownBy(
            () -> Perceptron.of().learn(Tensor.zeros(Shape.of(0, 2)), Tensor.zeros(Shape.of(0))))
        .hasMessageEndingWith("were (0, 2) and (0)");
    Perceptron.Learnt or = Perceptron.of().learn(CORNERS, Tensor.of(0, 1, 1, 1));
    assertThatThrownBy(() -> or.predict(Tensor.zeros(Shape.of(4, 3))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("perceptron: input (4, 3) must be (rows, 2)");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Perceptron(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perceptron: learningRate must be positive, was 0.0");
    assertThatThrownBy(() -> new Perceptron(1, 0))
        .hasMessage("perceptron: epochs must be positive, was 0.0");
  }
}
