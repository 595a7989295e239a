package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormTest {
  private static final double CLOSE = 1e-13;
  private static final Goldens GOLDENS = Goldens.read("optim-layers.txt");

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(Goldens.deviation(actual, expected)).isLessThan(CLOSE);
  }

  @Test
  void batchNormTrainsAndPredictsAsInPyTorch() {
    Goldens.Section golden = GOLDENS.section("batch norm");
    BatchNorm fresh = BatchNorm.of(3, DType.FLOAT64);
    BatchNorm layer =
        new BatchNorm(
            golden.tensor("weight").trainable(),
            golden.tensor("bias").trainable(),
            fresh.runningMean(),
            fresh.runningVar(),
            fresh.momentum(),
            fresh.epsilon());
    TrainingPass pass = TrainingPass.with(Rng.seed(1));
    for (int batch = 0; batch < 3; batch++) {
      Tensor x = golden.tensor("x " + batch).trainable();
      Tensor y = pass.run(() -> layer.apply(x));
      Gradients gradients = y.vjp(golden.tensor("upstream " + batch));
      pass.commit();

      assertClose(y, golden.tensor("y " + batch));
      assertClose(gradients.of(x), golden.tensor("dx " + batch));
      assertClose(gradients.of(layer.weight()), golden.tensor("dweight " + batch));
      assertClose(gradients.of(layer.bias()), golden.tensor("dbias " + batch));
      assertClose(layer.runningMean(), golden.tensor("running_mean " + batch));
      assertClose(layer.runningVar(), golden.tensor("running_var " + batch));
    }

    Tensor x = golden.tensor("predicted x").trainable();
    Tensor y = layer.apply(x);
    Gradients gradients = y.vjp(golden.tensor("predicted upstream"));
    assertClose(y, golden.tensor("predicted y"));
    assertClose(gradients.of(x), golden.tensor("predicted dx"));
    assertClose(gradients.of(layer.weight()), golden.tensor("predicted dweight"));
    assertClose(gradients.of(layer.bias()), golden.tensor("predicted dbias"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer norm", "layer norm of three axes"})
  void layerNormIsThatOfPyTorch(String section) {
    Goldens.Section golden = GOLDENS.section(section);
    LayerNorm layer =
        new LayerNorm(golden.tensor("weight").trainable(), golden.tensor("bias").trainable(), 1e-5);
    Tensor x = golden.tensor("x").trainable();

    Tensor y = layer.apply(x);
    Gradients gradients = y.vjp(golden.tensor("upstream"));

    assertClose(y, golden.tensor("y"));
    assertClose(gradients.of(x), golden.tensor("dx"));
    assertClose(gradients.of(layer.weight()), golden.tensor("dweight"));
    assertClose(gradients.of(layer.bias()), golden.tensor("dbias"));
  }

  @Test
  void predictingMovesNoRunningStatistics() {
    BatchNorm layer = BatchNorm.of(1);

    layer.apply(Tensor.of(5, 6, 7).reshape(3, 1));

    assertThat(layer.runningMean().item()).isEqualTo(0);
    assertThat(layer.runningVar().item()).isEqualTo(1);
  }

  @Test
  void aBatchOfOneRowCannotTrainABatchNorm() {
    BatchNorm layer = BatchNorm.of(2);
    Tensor row = Tensor.of(1, 2).reshape(1, 2);

    assertThatThrownBy(() -> TrainingPass.with(Rng.seed(1)).run(() -> layer.apply(row)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "batch norm: a batch of 1 row has no variance to train with; drop an incomplete last"
                + " batch or choose another batch size");
    assertThat(layer.apply(row).shape()).isEqualTo(Shape.of(1, 2));
  }

  @Test
  void anInputOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> BatchNorm.of(3).apply(Tensor.zeros(Shape.of(2, 4))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("batch norm: input (2, 4) must be (rows, 3)");
    assertThatThrownBy(() -> BatchNorm.of(3).apply(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("batch norm: input (3) must be (rows, 3)");
    assertThatThrownBy(() -> LayerNorm.of(3).apply(Tensor.zeros(Shape.of(2, 4))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer norm: input (2, 4) must have 3 numbers along its last axis");
    assertThatThrownBy(() -> LayerNorm.of(3).apply(Tensor.scalar(DType.FLOAT32, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer norm: input () must have 3 numbers along its last axis");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Tensor one = Tensor.of(1);
    assertThatThrownBy(() -> new BatchNorm(one, one, one, one, 1.1, 1e-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch norm: momentum must lie in [0, 1], was 1.1");
    assertThatThrownBy(() -> new BatchNorm(one, one, one, one, 0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch norm: epsilon must be positive, was 0.0");
    assertThatThrownBy(() -> new LayerNorm(one, one, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer norm: epsilon must be positive, was -1.0");
  }

  @Test
  void tensorsOfDifferentWidthsAreRefused() {
    Tensor one = Tensor.of(1);
    Tensor two = Tensor.of(1, 2);
    assertThatThrownBy(() -> new BatchNorm(one, one, two, one, 0.1, 1e-5))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "batch norm: weight, bias and running statistics must all be (features), were (1), (1),"
                + " (2), (1)");
    assertThatThrownBy(() -> new LayerNorm(one, two, 1e-5))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer norm: weight and bias must both be (features), were (1) and (2)");
  }
}
