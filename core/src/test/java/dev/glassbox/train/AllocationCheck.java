package dev.glassbox.train;

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
import java.util.List;

/// Prints how many bytes a step of each kind of model allocates, for [AllocationTest], which starts
/// it in a process of its own: what the compiler made of kernels in other tests is not to matter.
final class AllocationCheck {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int STEPS = 50;

  /// On a busy machine the just-in-time compiler may take long over the last kernel.
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private AllocationCheck() {}

  static void main() {
    models().forEach(AllocationCheck::check);
    checkPrediction();
  }

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

  private record Model(String name, Layer layer, int rows) {}

  private static List<Model> models() {
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
    return List.of(
        new Model("plain", plain, 32),
        new Model("wide", wide, 128),
        new Model("regularised", regularised, 32));
  }

  private static void check(Model model) {
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(model.rows, 13), 0, 1).buffer();
    long[] classes = new long[model.rows];
    for (int i = 0; i < model.rows; i++) {
      classes[i] = i % 3;
    }
    Tensor targets = Tensor.of(Shape.of(model.rows), classes).buffer();
    TrainingStep step = TrainingStep.of(model.layer, new CrossEntropy(), Adam.of(1e-3));
    step.take(inputs, targets);
    step.take(inputs, targets);
    print(model.name, fewestBytes(() -> step.take(inputs, targets)));
  }

  private static void checkPrediction() {
    Linear layer = Linear.of(50, 20, Rng.seed(1));
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(100, 50), 0, 1).buffer();
    Tensor outputs = Tensor.zeros(Shape.of(100, 20)).buffer();
    Program program = Program.of(() -> outputs.assign(layer.apply(inputs).softmax()));
    print("prediction", fewestBytes(program::run));
  }

  private static void print(String name, long bytes) {
    System.out.println(name + ": " + bytes);
  }
}
