package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainingPassTest {
  private final TrainingPass pass = TrainingPass.with(Rng.seed(1));
  private final Tensor buffer = Tensor.of(1, 2).buffer();

  @Test
  void aPassIsCurrentOnlyWhileItRuns() {
    assertThat(TrainingPass.current()).isEmpty();
    assertThat(pass.run(TrainingPass::current)).containsSame(pass);
    assertThat(TrainingPass.current()).isEmpty();
  }

  @Test
  void aBufferIsWrittenByCommitAndNotBefore() {
    pass.run(
        () -> {
          pass.update(buffer, Tensor.of(3, 4));
          return buffer;
        });
    assertThat(buffer.toDoubleArray()).containsExactly(1, 2);

    pass.commit();
    assertThat(buffer.toDoubleArray()).containsExactly(3, 4);
  }

  @Test
  void whatIsPutAsideIsWrittenWhenAskedForAndNotByCommit() {
    pass.update(buffer, Tensor.of(3, 4));
    Runnable commit = pass.setAside();
    pass.update(buffer, Tensor.of(7, 8));
    pass.run(() -> buffer);
    pass.commit();
    assertThat(buffer.toDoubleArray()).containsExactly(1, 2);

    commit.run();
    assertThat(buffer.toDoubleArray()).containsExactly(3, 4);
  }

  @Test
  void theNextRunDropsWhatWasNotCommitted() {
    pass.update(buffer, Tensor.of(3, 4));
    pass.run(() -> buffer);
    pass.commit();

    assertThat(buffer.toDoubleArray()).containsExactly(1, 2);
  }

  @Test
  void committingTwiceWritesOnce() {
    pass.update(buffer, Tensor.of(3, 4));
    pass.commit();
    buffer.assign(Tensor.of(5, 6));
    pass.commit();

    assertThat(buffer.toDoubleArray()).containsExactly(5, 6);
  }

  @Test
  void onlyBuffersAreUpdated() {
    assertThatThrownBy(() -> pass.update(Tensor.of(1, 2).trainable(), Tensor.of(3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("update: a tensor of shape (2) is not a buffer; make it one with buffer()");
  }

  @Test
  void aBatchNormAppliedTwiceInAPassBuildsOnItsOwnFirstUpdate() {
    BatchNorm once = BatchNorm.of(1, DType.FLOAT64);
    BatchNorm twice = BatchNorm.of(1, DType.FLOAT64);
    Tensor x = Tensor.of(Shape.of(3, 1), new double[] {1, 2, 6});
    for (int i = 0; i < 2; i++) {
      pass.run(() -> once.apply(x));
      pass.commit();
    }
    pass.run(
        () -> {
          twice.apply(x);
          return twice.apply(x);
        });
    pass.commit();

    assertThat(twice.runningMean().item()).isEqualTo(once.runningMean().item()).isNotZero();
    assertThat(twice.runningVar().item()).isEqualTo(once.runningVar().item()).isNotEqualTo(1);
  }

  @Test
  void othersPredictInPeaceWhileOneTrains() throws Exception {
    Layer model = Sequential.of(Linear.of(3, 8, Rng.seed(2)), BatchNorm.of(8), new Dropout(0.5));
    Tensor x = Tensor.normal(Rng.seed(3), Shape.of(20, 3), 0, 1);
    float[] expected = model.apply(x).toFloatArray();

    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<float[]> predicting = () -> model.apply(x).toFloatArray();
      List<Future<float[]>> predictions =
          pass.run(() -> Stream.generate(() -> threads.submit(predicting)).limit(40).toList());
      pass.run(() -> model.apply(x));
      for (Future<float[]> prediction : predictions) {
        assertThat(prediction.get()).containsExactly(expected);
      }
    }
    assertThat(model.apply(x).toFloatArray()).containsExactly(expected);
  }

  @Test
  void sameSeedSameDropout() {
    Dropout dropout = new Dropout(0.5);
    Tensor x = Tensor.full(Shape.of(50), 1, DType.FLOAT32);

    float[] first = TrainingPass.with(Rng.seed(9)).run(() -> dropout.apply(x)).toFloatArray();
    float[] second = TrainingPass.with(Rng.seed(9)).run(() -> dropout.apply(x)).toFloatArray();
    float[] other = TrainingPass.with(Rng.seed(10)).run(() -> dropout.apply(x)).toFloatArray();

    assertThat(second).containsExactly(first).isNotEqualTo(other);
  }
}
