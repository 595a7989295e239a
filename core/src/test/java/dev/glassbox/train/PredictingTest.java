package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  @ValueSource(ints = {0, 1, 1024, 1025, 2500, 8192, 9000})
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

  @Test
  void ofVeryManyRowsTheSecondBatchIsRecordedAndTheLayerNotCalledForThoseAfterIt() {
    Counting counting = new Counting(new ArrayList<>());
    Tensor inputs = inputs(9000);
    for (int i = 0; i < 2; i++) {
      Tensor outputs = Predicting.inBatches(counting, inputs);
      assertThat(Arrays.equals(outputs.toFloatArray(), inputs.toFloatArray())).isTrue();
    }
    assertThat(counting.rows()).containsExactly(1024, 1024, 808, 1024, 1024, 808);
  }

  /// A layer that cannot be recorded, as it decides by its numbers.
  private record Deciding() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.sum().item() > 0 ? x : x.neg();
    }
  }

  @Test
  void aLayerThatLooksAtNumbersIsCalledForEachBatch() {
    Tensor inputs = inputs(9000);
    Tensor outputs = Predicting.inBatches(new Deciding(), inputs);
    for (int from = 0; from < 9000; from += 1024) {
      int to = Math.min(9000, from + 1024);
      assertThat(outputs.rows(from, to).toFloatArray())
          .isEqualTo(new Deciding().apply(inputs.rows(from, to)).toFloatArray());
    }
  }

  @Test
  void manyThreadsPredictWithOneModelAtATime() throws Exception {
    Tensor inputs = inputs(9000);
    float[] expected = model.apply(inputs).toFloatArray();
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> outputs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        outputs.add(pool.submit(() -> Predicting.inBatches(model, inputs).toFloatArray()));
      }
      for (Future<float[]> output : outputs) {
        assertThat(output.get()).containsExactly(expected, within(1e-6f));
      }
    }
  }

  @Test
  void aProgramMayPredict() {
    Tensor inputs = inputs(9000);
    Tensor outputs = Tensor.zeros(Shape.of(9000, 2)).buffer();
    Program program = Program.of(() -> outputs.assign(Predicting.inBatches(model, inputs)));
    float[] once = outputs.toFloatArray();
    outputs.assign(0);
    program.run();
    assertThat(outputs.toFloatArray()).isEqualTo(once);
  }
}
