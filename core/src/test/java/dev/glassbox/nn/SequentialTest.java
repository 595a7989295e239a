package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
  @Test
  void layersFollowEachOther() {
    Linear doubling = new Linear(Tensor.of(2).reshape(1, 1), Tensor.of(0));
    Linear shifting = new Linear(Tensor.of(1).reshape(1, 1), Tensor.of(-5));

    Sequential model = Sequential.of(doubling, shifting, Activation.RELU);

    assertThat(model.apply(Tensor.of(4)).item()).isEqualTo(3);
    assertThat(model.apply(Tensor.of(2)).item()).isEqualTo(0);
  }

  @Test
  void weightsAreNamedByTheirLayersPosition() {
    Rng rng = Rng.seed(1);
    Sequential model =
        Sequential.of(Linear.of(2, 3, rng), Activation.TANH, Sequential.of(Linear.of(3, 1, rng)));

    assertThat(model.state().keySet())
        .containsExactly("0.weight", "0.bias", "2.0.weight", "2.0.bias");
    assertThat(model.parameterCount()).isEqualTo(2 * 3 + 3 + 3 + 1);
  }

  @Test
  void withoutLayersTheInputComesThrough() {
    Tensor x = Tensor.of(1, 2);

    assertThat(Sequential.of().apply(x)).isSameAs(x);
    assertThat(Sequential.of().state()).isEmpty();
  }

  @Test
  void changingTheListAfterwardsChangesNothing() {
    List<Layer> layers = new ArrayList<>(List.of(Activation.TANH));
    Sequential model = new Sequential(layers);
    layers.clear();

    assertThat(model.layers()).containsExactly(Activation.TANH);
  }
}
