package dev.glassbox.train;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// Trains a network whose products and updates are large enough to be shared among threads, and
/// prints what became of its weights, for [ThreadsTest].
final class ThreadsCheck {
  private static final int ROWS = 256;
  private static final int STEPS = 60;

  private ThreadsCheck() {}

  static void main() {
    Rng rng = Rng.seed(1);
    Sequential model =
        Sequential.of(
            Linear.of(300, 512, rng.split()),
            Activation.RELU,
            Linear.of(512, 300, rng.split()),
            Activation.TANH,
            Linear.of(300, 10, rng.split()));
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(ROWS, 300), 0, 1).buffer();
    long[] classes = new long[ROWS];
    Arrays.setAll(classes, i -> i * 7 % 10);
    Tensor targets = Tensor.of(Shape.of(ROWS), classes).buffer();
    TrainingStep step = TrainingStep.of(model, new CrossEntropy(), Adam.of(1e-3));
    double loss = 0;
    for (int i = 0; i < STEPS; i++) {
      loss = step.take(inputs, targets);
    }
    System.out.println("loss " + loss);
    for (Tensor parameter : model.parameters()) {
      System.out.println(parameter.shape() + " " + Arrays.hashCode(parameter.toFloatArray()));
    }
  }
}
