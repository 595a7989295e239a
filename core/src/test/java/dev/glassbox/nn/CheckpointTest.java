package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private final Tensor x = Tensor.normal(Rng.seed(9), Shape.of(6, 4), 0, 1);

  private static Sequential part() {
    return Sequential.of(
        Linear.of(4, 8, Rng.seed(1)), Activation.TANH, Linear.of(8, 4, Rng.seed(2)));
  }

  @Test
  void gradientsAndNamesAreThoseOfThePart() {
    Sequential plain = part();
    Checkpoint checked = new Checkpoint(plain);
    assertThat(checked.state()).isEqualTo(plain.state());
    Gradients expected = plain.apply(x).square().sum().gradients();
    Gradients actual = checked.apply(x).square().sum().gradients();
    for (Tensor weight : plain.parameters()) {
      assertThat(actual.of(weight).toFloatArray())
          .containsExactly(expected.of(weight).toFloatArray());
    }
  }

  @Test
  void dropoutDrawsTheSameNumbersAgainAndBatchNormRecordsOnce() {
    BatchNorm norm = BatchNorm.of(4);
    BatchNorm alone = BatchNorm.of(4);
    Sequential part = Sequential.of(norm, new Dropout(0.5));
    Tensor in = x.trainable();
    TrainingPass pass = TrainingPass.with(Rng.seed(3));
    Tensor y = pass.run(() -> new Checkpoint(part).apply(in));
    Gradients gradients = y.sum().gradients();
    pass.commit();
    pass.run(() -> alone.apply(x));
    pass.commit();
    assertThat(norm.runningMean().toFloatArray())
        .containsExactly(alone.runningMean().toFloatArray());
    assertThat(norm.runningVar().toFloatArray()).containsExactly(alone.runningVar().toFloatArray());
    // Where an output fell out no gradient comes back to the shift: it counts those that stayed.
    float[] outputs = y.toFloatArray();
    float[] byBias = gradients.of(norm.bias()).toFloatArray();
    for (int column = 0; column < 4; column++) {
      int stayed = 0;
      for (int row = 0; row < 6; row++) {
        stayed += outputs[row * 4 + column] == 0 ? 0 : 1;
      }
      assertThat(byBias[column]).isEqualTo(2f * stayed);
    }
  }

  @Test
  void twoPassesOfOneSeedDrawAlikeAndTheNextStepDrawsAnew() {
    Checkpoint dropout = new Checkpoint(new Dropout(0.5));
    TrainingPass one = TrainingPass.with(Rng.seed(3));
    TrainingPass two = TrainingPass.with(Rng.seed(3));
    float[] first = one.run(() -> dropout.apply(x)).toFloatArray();
    assertThat(two.run(() -> dropout.apply(x)).toFloatArray()).containsExactly(first);
    assertThat(one.run(() -> dropout.apply(x)).toFloatArray()).isNotEqualTo(first);
  }
}
