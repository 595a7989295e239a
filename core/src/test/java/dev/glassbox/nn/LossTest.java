package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
  static Stream<Arguments> paired() {
    return Stream.of(
        Arguments.of(new MeanSquaredError(), "mean squared error"),
        Arguments.of(new MeanAbsoluteError(), "mean absolute error"),
        Arguments.of(new Huber(1), "Huber loss"),
        Arguments.of(new BinaryCrossEntropy(), "binary cross-entropy"),
        Arguments.of(new BinaryCrossEntropy(2, 0.1), "binary cross-entropy"));
  }

  @ParameterizedTest
  @MethodSource("paired")
  void aColumnOfOutputsMeetsAVectorOfTargetsRowByRow(Loss loss) {
    Tensor outputs = Tensor.of(3, -1, 0.5, 4);
    Tensor targets = Tensor.of(1, 0, 0.25, 1);
    double expected = loss.of(outputs, targets).item();

    assertThat(loss.of(outputs.reshape(4, 1), targets).item()).isEqualTo(expected);
    assertThat(loss.of(outputs, targets.reshape(4, 1)).item()).isEqualTo(expected);
    assertThat(loss.of(outputs.reshape(4, 1), targets.reshape(4, 1)).item()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("paired")
  void shapesThatWouldBroadcastAreRefused(Loss loss, String name) {
    Tensor targets = Tensor.of(1, 0, 1, 1);
    assertThatThrownBy(() -> loss.of(Tensor.zeros(Shape.of(1, 4)), targets))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            name + ": outputs (1, 4) and targets (4) must have one shape, or (rows, 1) and (rows)");
    assertThatThrownBy(() -> loss.of(Tensor.zeros(Shape.of(4, 2)), targets))
        .hasMessage(
            name + ": outputs (4, 2) and targets (4) must have one shape, or (rows, 1) and (rows)");
    assertThatThrownBy(() -> loss.of(Tensor.zeros(Shape.of(3, 1)), targets))
        .hasMessage(
            name + ": outputs (3, 1) and targets (4) must have one shape, or (rows, 1) and (rows)");
    assertThatThrownBy(() -> loss.of(Tensor.scalar(DType.FLOAT32, 1), targets))
        .hasMessage(
            name + ": outputs () and targets (4) must have one shape, or (rows, 1) and (rows)");
  }

  @ParameterizedTest
  @MethodSource("paired")
  void wholeNumbersAndMasksAreTakenAsTargets(Loss loss) {
    Tensor outputs = Tensor.of(0.5, -0.5);
    double expected = loss.of(outputs, Tensor.of(1, 0)).item();

    assertThat(loss.of(outputs, Tensor.of(Shape.of(2), new long[] {1, 0})).item())
        .isEqualTo(expected);
    assertThat(loss.of(outputs, Tensor.of(Shape.of(2), new boolean[] {true, false})).item())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("paired")
  void floatsOfAnotherPrecisionAreRefused(Loss loss, String name) {
    assertThatThrownBy(() -> loss.of(Tensor.of(1), Tensor.of(DType.FLOAT64, 1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            name
                + ": outputs FLOAT32 and targets FLOAT64 do not mix; cast the targets with"
                + " to(DType.FLOAT32)");
  }

  @ParameterizedTest
  @MethodSource("paired")
  void everyLossHasAName(Loss loss, String name) {
    assertThat(loss.name()).isEqualTo(name);
  }

  @Test
  void binaryTargetsOutsideZeroToOneAreRefused() {
    BinaryCrossEntropy loss = new BinaryCrossEntropy();
    assertThatThrownBy(() -> loss.of(Tensor.of(1, 2), Tensor.of(-1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("binary cross-entropy: targets must lie in [0.0, 1.0], but number 0 was -1.0");
    assertThatThrownBy(() -> loss.of(Tensor.of(1, 2), Tensor.of(1, 2)))
        .hasMessage("binary cross-entropy: targets must lie in [0.0, 1.0], but number 1 was 2.0");
    assertThatThrownBy(() -> loss.of(Tensor.of(1, 2), Tensor.of(1, Double.NaN)))
        .hasMessage("binary cross-entropy: targets must lie in [0.0, 1.0], but number 1 was NaN");
  }

  @Test
  void anEmptyBatchHasNoMean() {
    Tensor none = Tensor.zeros(Shape.of(0));
    assertThat(new BinaryCrossEntropy().of(none, none).item()).isNaN();
    assertThat(new MeanSquaredError().of(none, none).item()).isNaN();
  }

  @Test
  void classesAreIndicesOrProbabilities() {
    CrossEntropy loss = new CrossEntropy();
    Tensor logits = Tensor.of(Shape.of(2, 3), new float[] {1, 2, 3, 3, 1, 0});
    double expected = loss.of(logits, Tensor.of(Shape.of(2), new long[] {2, 0})).item();

    assertThat(loss.of(logits, Tensor.of(Shape.of(2, 3), new float[] {0, 0, 1, 1, 0, 0})).item())
        .isEqualTo(expected);
    assertThat(loss.name()).isEqualTo("cross-entropy");
    assertThat(loss.withLabelSmoothing(0.1)).isEqualTo(CrossEntropy.smoothed(0.1));
  }

  @Test
  void logitsAndClassesMustFit() {
    CrossEntropy loss = new CrossEntropy();
    Tensor logits = Tensor.zeros(Shape.of(2, 3));
    String rule =
        "cross-entropy: logits must be (rows, classes), and targets INT64 (rows) or probabilities"
            + " (rows, classes); were ";
    assertThatThrownBy(() -> loss.of(logits, Tensor.of(0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(rule + "(2, 3), and FLOAT32 (2)");
    assertThatThrownBy(() -> loss.of(logits, Tensor.of(Shape.of(2, 1), new long[] {0, 1})))
        .hasMessage(rule + "(2, 3), and INT64 (2, 1)");
    assertThatThrownBy(() -> loss.of(Tensor.of(1, 2), Tensor.of(Shape.of(2), new long[] {0, 1})))
        .hasMessage(rule + "(2), and INT64 (2)");
    assertThatThrownBy(() -> loss.of(logits, Tensor.zeros(Shape.of(2, 3), DType.FLOAT64)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "cross-entropy: outputs FLOAT32 and targets FLOAT64 do not mix; cast the targets with"
                + " to(DType.FLOAT32)");
  }

  @ParameterizedTest
  @ValueSource(longs = {3, -1, Long.MAX_VALUE})
  void aClassThatTheLogitsDoNotHaveIsRefused(long wrong) {
    Tensor logits = Tensor.zeros(Shape.of(2, 3));
    Tensor classes = Tensor.of(Shape.of(2), new long[] {2, wrong});

    assertThatThrownBy(() -> new CrossEntropy().of(logits, classes))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("oneHot: class %d at place 1, but there are 3 classes, counted from 0", wrong);
  }

  @Test
  void thereIsOneWeightAClass() {
    assertThatThrownBy(
            () ->
                new CrossEntropy()
                    .withClassWeights(1, 2)
                    .of(Tensor.zeros(Shape.of(1, 3)), Tensor.of(Shape.of(1), new long[] {0})))
        .isInstanceOf(ShapeException.class)
        .hasMessage("cross-entropy: 2 class weights for the 3 classes of logits (1, 3)");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Huber(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Huber loss: delta must be positive, was 0.0");
    assertThatThrownBy(() -> new BinaryCrossEntropy(0, 0))
        .hasMessage("binary cross-entropy: positiveWeight must be positive, was 0.0");
    assertThatThrownBy(() -> new BinaryCrossEntropy(1, 1))
        .hasMessage("binary cross-entropy: labelSmoothing must lie in [0, 1), was 1.0");
    assertThatThrownBy(() -> CrossEntropy.smoothed(-0.1))
        .hasMessage("cross-entropy: labelSmoothing must lie in [0, 1), was -0.1");
    assertThatThrownBy(() -> new CrossEntropy().withClassWeights(1, -2))
        .hasMessage("cross-entropy: classWeights[1] must be 0 or more, was -2.0");
  }
}
