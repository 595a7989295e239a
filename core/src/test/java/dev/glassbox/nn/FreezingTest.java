package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreezingTest {
  private final Tensor x = Tensor.normal(Rng.seed(9), Shape.of(6, 4), 0, 1);

  @Test
  void aFrozenPartKeepsItsWeightsBitForBitWhileTheRestTrains() {
    Sequential learnt =
        Sequential.of(Linear.of(4, 8, Rng.seed(1)), BatchNorm.of(8), Activation.TANH);
    Sequential model = Sequential.of(Layer.frozen(learnt), Linear.of(8, 2, Rng.seed(2)));
    Map<String, Tensor> before = Map.copyOf(model.state());
    Map<String, float[]> numbers =
        before.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().toFloatArray()));
    TrainingPass pass = TrainingPass.with(Rng.seed(3));
    for (int step = 0; step < 5; step++) {
      Gradients gradients = pass.run(() -> model.apply(x).square().sum()).gradients();
      for (Tensor weight : model.parameters()) {
        weight.assign(weight.detach().sub(gradients.of(weight).mul(0.01)));
      }
      pass.commit();
    }
    assertThat(model.parameterCount()).isEqualTo(8 * 2 + 2);
    before.forEach(
        (name, tensor) -> {
          boolean frozen = name.startsWith("0.");
          assertThat(java.util.Arrays.equals(tensor.toFloatArray(), numbers.get(name)))
              .as("%s stays", name)
              .isEqualTo(frozen);
        });
  }

  @Test
  void gradientsPassThroughAFrozenLayerToWhatLiesBefore() {
    Linear first = Linear.of(4, 3, Rng.seed(1));
    Linear second = Linear.of(3, 2, Rng.seed(2));
    Linear frozen = Layer.frozen(second);
    Gradients whole = second.apply(first.apply(x)).square().sum().gradients();
    Gradients part = frozen.apply(first.apply(x)).square().sum().gradients();
    assertThat(part.of(first.weight()).toFloatArray())
        .containsExactly(whole.of(first.weight()).toFloatArray());
    Linear byFirst = Autodiff.gradient(l -> l.apply(x).sum(), first);
    assertThat(byFirst.bias().toFloatArray()).containsExactly(6, 6, 6);
    assertThatThrownBy(() -> Autodiff.gradient(l -> l.apply(x).sum(), frozen))
        .hasMessage("derivative: a Linear holds no floating-point tensor to differentiate by");
  }

  @Test
  void theOriginalStaysTrainableAndItsNumbersApart() {
    Linear layer = Linear.of(2, 1, Rng.seed(1));
    Linear frozen = Layer.frozen(layer);
    layer.bias().assign(Tensor.of(5));
    assertThat(layer.weight().isTrainable()).isTrue();
    assertThat(frozen.weight().isBuffer()).isTrue();
    assertThat(frozen.bias().item()).isNotEqualTo(5);
    assertThat(frozen.state().keySet()).isEqualTo(layer.state().keySet());
  }

  @Test
  void layersWithoutWeightsAreLeftAlone() {
    assertThat(Layer.frozen(Activation.RELU)).isSameAs(Activation.RELU);
    Dropout dropout = new Dropout(0.5);
    assertThat(Layer.frozen(dropout)).isSameAs(dropout);
  }

  @Test
  void aLayerThatIsNoRecordCannotBeFrozen() {
    Linear inner = Linear.of(2, 1, Rng.seed(1));
    Layer own =
        new Layer() {
          @Override
          public Tensor apply(Tensor in) {
            return inner.apply(in);
          }

          @Override
          public Map<String, Tensor> state() {
            return inner.state();
          }
        };
    assertThatThrownBy(() -> Layer.frozen(new Sequential(List.of(own))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("is not a record, so its weights cannot be exchanged; make it one");
  }
}
