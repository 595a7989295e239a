package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BatchNorm;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A step of a program makes no garbage: not one byte, by the thread's own counter.
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int STEPS = 50;

  /// On a busy machine the just-in-time compiler may take long over the last kernel.
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /// The fewest bytes of several rounds: the first ones still load classes and compile.
  private static long fewestBytes(Runnable step) {
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    while (least > 0 && System.nanoTime() - begin < PATIENCE_NANOS) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  static Stream<Arguments> models() {
    Rng rng = Rng.seed(1);
    Layer plain =
        Sequential.of(
            Linear.of(13, 16, rng.split()), Activation.RELU, Linear.of(16, 3, rng.split()));
    Layer wide =
        Sequential.of(
            Linear.of(13, 200, rng.split()),
            Activation.TANH,
            Linear.of(200, 100, rng.split()),
            Activation.SIGMOID,
            Linear.of(100, 3, rng.split()));
    Layer regularised =
        Sequential.of(
            Linear.of(13, 16, rng.split()),
            BatchNorm.of(16),
            Activation.GELU,
            new Dropout(0.3),
            Linear.of(16, 3, rng.split()));
    return Stream.of(
        Arguments.of("plain", plain, 32),
        Arguments.of("wide", wide, 128),
        Arguments.of("regularised", regularised, 32));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aStepOfTrainingAllocatesNothing(String name, Layer model, int rows) {
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(rows, 13), 0, 1).buffer();
    long[] classes = new long[rows];
    for (int i = 0; i < rows; i++) {
      classes[i] = i % 3;
    }
    Tensor targets = Tensor.of(Shape.of(rows), classes).buffer();
    TrainingStep step = TrainingStep.of(model, new CrossEntropy(), Adam.of(1e-3));
    step.take(inputs, targets);
    step.take(inputs, targets);
    assertThat(fewestBytes(() -> step.take(inputs, targets)))
        .as("bytes that %d steps of the %s model allocate", STEPS, name)
        .isZero();
  }

  @Test
  void aPredictionAllocatesNothing() {
    Linear layer = Linear.of(50, 20, Rng.seed(1));
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(100, 50), 0, 1).buffer();
    Tensor outputs = Tensor.zeros(Shape.of(100, 20)).buffer();
    Program program = Program.of(() -> outputs.assign(layer.apply(inputs).softmax()));
    assertThat(fewestBytes(program::run)).isZero();
  }
}
