package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearTest {
  private final Linear layer =
      new Linear(
          Tensor.of(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}).trainable(),
          Tensor.of(10, 20).trainable());

  @Test
  void eachRowIsMultipliedByTheTransposedWeight() {
    Tensor x = Tensor.of(Shape.of(2, 3), new float[] {1, 0, -1, 2, 2, 2});

    Tensor y = layer.apply(x);

    assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(y.toFloatArray()).containsExactly(8, 18, 22, 50);
  }

  @Test
  void aSingleExampleMayBeAVector() {
    Tensor y = layer.apply(Tensor.of(1, 0, -1));

    assertThat(y.shape()).isEqualTo(Shape.of(2));
    assertThat(y.toFloatArray()).containsExactly(8, 18);
  }

  @Test
  void leadingAxesStay() {
    Tensor x = Tensor.normal(Rng.seed(1), Shape.of(4, 5, 3), 0, 1);

    Tensor y = layer.apply(x);

    assertThat(y.shape()).isEqualTo(Shape.of(4, 5, 2));
    assertThat(y.toFloatArray())
        .containsExactly(layer.apply(x.reshape(Shape.of(20, 3))).toFloatArray());
  }

  @Test
  void anEmptyBatchGivesAnEmptyBatch() {
    assertThat(layer.apply(Tensor.zeros(Shape.of(0, 3))).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(layer.apply(Tensor.zeros(Shape.of(0, 4, 3))).shape()).isEqualTo(Shape.of(0, 4, 2));
  }

  @Test
  void weightsAndBiasesStartWithinOneOverTheRootOfTheInputs() {
    Linear fresh = Linear.of(25, 400, Rng.seed(1));

    assertThat(fresh.weight().isTrainable()).isTrue();
    assertThat(fresh.bias().isTrainable()).isTrue();
    assertThat(fresh.weight().abs().max().item()).isBetween(0.199, 0.2);
    assertThat(fresh.bias().abs().max().item()).isBetween(0.19, 0.2);
  }

  @Test
  void anInitialiserSetsTheWeightsAndLeavesTheBiasesAtZero() {
    Linear fresh = Linear.of(3, 2, Initializer.constant(7), DType.FLOAT64, Rng.seed(1));

    assertThat(fresh.weight().toDoubleArray()).containsOnly(7);
    assertThat(fresh.bias().toDoubleArray()).containsOnly(0);
    assertThat(fresh.weight().dtype()).isEqualTo(DType.FLOAT64);
    assertThat(fresh.in()).isEqualTo(3);
    assertThat(fresh.out()).isEqualTo(2);
  }

  @Test
  void sameSeedSameWeights() {
    float[] first = Linear.of(3, 2, Initializer.heNormal(), Rng.seed(5)).weight().toFloatArray();
    float[] second = Linear.of(3, 2, Initializer.heNormal(), Rng.seed(5)).weight().toFloatArray();

    assertThat(second).containsExactly(first);
  }

  @Test
  void anInputOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> layer.apply(Tensor.zeros(Shape.of(32, 4))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "linear: input (32, 4) must have 3 numbers along its last axis, as the weight (2, 3)");
    assertThatThrownBy(() -> layer.apply(Tensor.scalar(DType.FLOAT32, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "linear: input () must have 3 numbers along its last axis, as the weight (2, 3)");
  }

  @Test
  void weightAndBiasMustFitEachOther() {
    assertThatThrownBy(() -> new Linear(Tensor.zeros(Shape.of(2, 3)), Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("linear: weight must be (out, in) and bias (out), were (2, 3) and (3)");
    assertThatThrownBy(() -> new Linear(Tensor.of(1, 2), Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("linear: weight must be (out, in) and bias (out), were (2) and (2)");
  }

  @Test
  void givenNumbersStartALayerThatLearns() {
    Linear given = Linear.of(new double[][] {{1, 2, 3}, {4, 5, 6}}, 10, 20);

    assertThat(given.weight().isTrainable()).isTrue();
    assertThat(given.bias().isTrainable()).isTrue();
    assertThat(given.apply(Tensor.of(DType.FLOAT64, 1, 0, -1)).toDoubleArray())
        .containsExactly(8, 18);
    assertThatThrownBy(() -> Linear.of(new double[][] {{1, 2, 3}}, 10, 20))
        .isInstanceOf(ShapeException.class)
        .hasMessage("linear: weight must be (out, in) and bias (out), were (1, 3) and (2)");
  }

  @Test
  void biasesMayHaveAnInitialiserToo() {
    Initializer normal = Initializer.normal(0, 1);
    Linear fresh = Linear.of(2, 3, normal, Initializer.constant(7), DType.FLOAT64, Rng.seed(1));
    Linear drawn = Linear.of(2, 3, normal, normal, DType.FLOAT64, Rng.seed(1));
    Rng rng = Rng.seed(1);

    assertThat(fresh.bias().toDoubleArray()).containsExactly(7, 7, 7);
    assertThat(drawn.weight().toDoubleArray())
        .containsExactly(Tensor.normal(rng, Shape.of(3, 2), 0, 1, DType.FLOAT64).toDoubleArray());
    assertThat(drawn.bias().toDoubleArray())
        .containsExactly(Tensor.normal(rng, Shape.of(3), 0, 1, DType.FLOAT64).toDoubleArray());
  }
}
