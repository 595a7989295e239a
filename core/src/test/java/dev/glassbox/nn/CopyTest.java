package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.TrainingStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyTest {
  private final Tensor x = Tensor.normal(Rng.seed(9), Shape.of(6, 4), 0, 1);
  private final Tensor y = Tensor.normal(Rng.seed(8), Shape.of(6, 2), 0, 1);

  private static Sequential network() {
    return Sequential.of(
        Linear.of(4, 8, Rng.seed(1)),
        BatchNorm.of(8),
        Activation.TANH,
        new Dropout(0.2),
        Linear.of(8, 2, Rng.seed(2)));
  }

  private static List<float[]> numbers(Layer model) {
    return model.state().values().stream().map(Tensor::toFloatArray).toList();
  }

  private TrainingStep steps(Layer model) {
    return TrainingStep.of(model, new MeanSquaredError(), Adam.of(0.01)).withRng(Rng.seed(3));
  }

  @Test
  void aCopyHasTheSameNumbersNamesAndRoles() {
    Sequential network = network();
    Sequential copy = Layer.copy(network);
    assertThat(copy.state().keySet()).isEqualTo(network.state().keySet());
    assertThat(numbers(copy)).containsExactlyElementsOf(numbers(network));
    assertThat(copy.parameterCount()).isEqualTo(network.parameterCount());
    assertThat(copy.apply(x).toFloatArray()).containsExactly(network.apply(x).toFloatArray());
  }

  @Test
  void trainingTheOneLeavesTheOtherAlone() {
    Sequential network = network();
    TrainingStep step = steps(network);
    for (int i = 0; i < 3; i++) {
      step.take(x, y);
    }
    Sequential copy = Layer.copy(network);
    List<float[]> before = numbers(copy);
    for (int i = 0; i < 3; i++) {
      step.take(x, y);
    }
    assertThat(numbers(copy)).containsExactlyElementsOf(before);
    assertThat(numbers(network).getFirst()).isNotEqualTo(before.getFirst());
  }

  @Test
  void aCopyTrainsToTheSameBits() {
    Sequential network = network();
    Sequential copy = Layer.copy(network);
    TrainingStep one = steps(network);
    TrainingStep other = steps(copy);
    for (int i = 0; i < 5; i++) {
      assertThat(other.take(x, y)).isEqualTo(one.take(x, y));
    }
    assertThat(numbers(copy)).containsExactlyElementsOf(numbers(network));
  }

  private record Tied(Tensor in, Tensor out) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.matmul(in).matmul(out.transpose());
    }
  }

  @Test
  void aWeightWithTwoNamesStaysOne() {
    Tensor weight = Tensor.normal(Rng.seed(1), Shape.of(4, 2), 0, 1).trainable();
    Tied copy = Layer.copy(new Tied(weight, weight));
    assertThat(copy.in()).isSameAs(copy.out()).isNotSameAs(weight);
    assertThat(copy.parameterCount()).isEqualTo(8);
  }

  private static final class Closed implements Layer {
    private final Tensor weight = Tensor.of(1).trainable();

    @Override
    public Tensor apply(Tensor x) {
      return x.mul(weight);
    }

    @Override
    public Map<String, Tensor> state() {
      return Map.of("weight", weight);
    }
  }

  @Test
  void aLayerThatIsNoRecordIsRefused() {
    assertThatThrownBy(() -> Layer.copy(Sequential.of(new Closed())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("copy: ")
        .hasMessageEndingWith("is not a record, so its weights cannot be exchanged; make it one");
  }
}
