package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {
  @Test
  void inPredictionNothingFallsOut() {
    Tensor x = Tensor.of(1, 2, 3);

    assertThat(new Dropout(0.9).apply(x)).isSameAs(x);
  }

  @Test
  void inTrainingTheShareFallsOutAndTheMeanStays() {
    Tensor ones = Tensor.full(Shape.of(100_000), 1, DType.FLOAT64);

    Tensor kept = TrainingPass.with(Rng.seed(1)).run(() -> new Dropout(0.2).apply(ones));

    // 20,000 are expected to fall out, with a standard deviation of 126.
    double zeros = kept.equal(0).to(DType.FLOAT64).sum().item();
    assertThat(zeros).isCloseTo(20_000, within(500.0));
    assertThat(kept.max().item()).isEqualTo(1.25);
    assertThat(kept.mean().item()).isCloseTo(1, within(0.01));
  }

  @Test
  void eachUseDrawsAnotherMask() {
    Dropout dropout = new Dropout(0.5);
    Tensor ones = Tensor.full(Shape.of(50), 1, DType.FLOAT32);
    TrainingPass pass = TrainingPass.with(Rng.seed(1));

    assertThat(pass.run(() -> dropout.apply(ones)).toFloatArray())
        .isNotEqualTo(pass.run(() -> dropout.apply(ones)).toFloatArray());
  }

  @Test
  void aRateOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Dropout(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dropout: rate must lie in [0, 1), was 1.0");
    assertThatThrownBy(() -> new Dropout(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dropout: rate must lie in [0, 1), was NaN");
  }
}
