package dev.glassbox.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BatchNorm;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.TrainingStep;
import org.junit.jupiter.api.Test;

class TwinTest {
  @Test
  void aTwinTakesOnWhatANetworkHasLearntAndStaysApart() {
    Sequential network =
        Sequential.of(
            Linear.of(3, 4, Rng.seed(1)),
            BatchNorm.of(4),
            Activation.TANH,
            Linear.of(4, 2, Rng.seed(2)));
    Tensor x = Tensor.normal(Rng.seed(3), Shape.of(5, 3), 0, 1);
    Tensor y = Tensor.normal(Rng.seed(4), Shape.of(5, 2), 0, 1);
    Twin twin = new Twin(network);
    TrainingStep step = TrainingStep.of(network, new MeanSquaredError(), Sgd.of(0.1));
    for (int i = 0; i < 4; i++) {
      step.take(x, y);
    }
    assertThat(twin.network().apply(x).toFloatArray())
        .isNotEqualTo(network.apply(x).toFloatArray());
    float[] state = Twin.state(network);
    twin.assign(state);
    assertThat(twin.network().apply(x).toFloatArray())
        .containsExactly(network.apply(x).toFloatArray());
    step.take(x, y);
    assertThat(Twin.state(twin.network())).containsExactly(state);
  }
}
