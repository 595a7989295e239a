package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictingTest {
  private final Rng rng = Rng.seed(4);
  private final Sequential model =
      Sequential.of(
          Linear.of(3, 6, rng.split()),
          Activation.SILU,
          new Dropout(0.5),
          Linear.of(6, 2, rng.split()));

  private Tensor inputs(int rows) {
    return Tensor.normal(rng.split(), Shape.of(rows, 3), 0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 1025, 2500})
  void manyRowsGiveWhatOneCallGives(int rows) {
    Tensor inputs = inputs(rows);
    Tensor outputs = Predicting.inBatches(model, inputs);

    assertThat(outputs.shape()).isEqualTo(Shape.of(rows, 2));
    assertThat(outputs.toDoubleArray())
        .containsExactly(model.apply(inputs).toDoubleArray(), within(1e-6));
  }

  @Test
  void nothingIsRememberedForGradients() {
    assertThat(Predicting.inBatches(model, inputs(5)).isTracked()).isFalse();
    assertThat(Predicting.inBatches(model, inputs(1500)).isTracked()).isFalse();
  }

  /// A layer that writes down how many rows it was given at a time.
  private record Counting(List<Integer> rows) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      rows.add(x.shape().length(0));
      return x;
    }
  }

  @Test
  void noMoreThanAThousandAndTwentyFourRowsAreHeldAtOnce() {
    Counting counting = new Counting(new ArrayList<>());
    Tensor inputs = inputs(2500);

    assertThat(Predicting.inBatches(counting, inputs).toFloatArray())
        .isEqualTo(inputs.toFloatArray());
    Predicting.inBatches(counting, inputs.rows(0, 1025));
    assertThat(counting.rows()).containsExactly(1024, 1024, 452, 1024, 1);
  }
}
