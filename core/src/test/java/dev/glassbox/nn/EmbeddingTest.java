package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private final Embedding embedding =
      new Embedding(Tensor.of(Shape.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}).trainable());

  private static Tensor codes(long... codes) {
    return Tensor.of(Shape.of(codes.length), codes);
  }

  @Test
  void aCodeBecomesItsRow() {
    Tensor vectors = embedding.apply(codes(2, 0, 2));

    assertThat(vectors.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(vectors.toFloatArray()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(embedding.apply(codes(0, 1, 1, 0).reshape(2, 2)).shape())
        .isEqualTo(Shape.of(2, 2, 2));
  }

  @Test
  void aRowUsedTwiceGathersBothGradients() {
    Gradients gradients = embedding.apply(codes(2, 0, 2)).sum().gradients();

    assertThat(gradients.of(embedding.weight()).toFloatArray()).containsExactly(1, 1, 0, 0, 2, 2);
  }

  @Test
  void vectorsStartFromTheStandardNormalDistribution() {
    Embedding fresh = Embedding.of(1000, 10, Rng.seed(1));

    double mean = fresh.weight().mean().item();
    assertThat(mean).isCloseTo(0, within(0.04));
    assertThat(fresh.weight().sub(mean).square().mean().item()).isCloseTo(1, within(0.06));
    assertThat(Embedding.of(2, 2, Initializer.zeros(), Rng.seed(1)).weight().toFloatArray())
        .containsOnly(0);
  }

  @Test
  void aCodeWithoutAVectorIsRefused() {
    assertThatThrownBy(() -> embedding.apply(codes(3)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("row 3")
        .hasMessageContaining("0 to 2");
  }

  @Test
  void theWeightMustBeAMatrix() {
    assertThatThrownBy(() -> new Embedding(Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("embedding: weight must be (count, width), was (2)");
  }
}
