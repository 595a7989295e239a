package dev.glassbox.train;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Trains and uses the networks whose speed is measured, and prints what became of their weights,
/// for [ThreadsTest].
final class ThreadsCheck {
  private ThreadsCheck() {}

  static void main() {
    learn("xor", 1, 200, new MeanSquaredError(), Sgd.of(0.1), Activation.TANH, 2, 3, 1);
    classify(32, 60, 13, 16, 2);
    classify(32, 60, 64, 100, 10);
    learn("descent", 64, 40, new MeanSquaredError(), Sgd.of(1e-3), Activation.RELU, 1000, 100, 10);
    Layer digits = classify(128, 40, 784, 128, 10);
    classify(128, 30, 784, 256, 128, 10);
    classify(128, 20, 784, 512, 512, 10);
    classify(128, 3, 784, 2500, 2000, 1500, 1000, 500, 10);
    for (int rows : new int[] {1, 10_000}) {
      Tensor inputs = Tensor.normal(Rng.seed(3), Shape.of(rows, 784), 0, 1);
      print("prediction of " + rows, digits.apply(inputs));
    }
    for (int n : new int[] {256, 1024}) {
      Tensor a = Tensor.normal(Rng.seed(4), Shape.of(n, n), 0, 1);
      Tensor b = Tensor.normal(Rng.seed(5), Shape.of(n, n), 0, 1);
      print("product of " + n, a.matmul(b));
    }
  }

  private static Layer classify(int batch, int steps, int... widths) {
    return learn(
        "classes", batch, steps, new CrossEntropy(), Adam.of(1e-3), Activation.RELU, widths);
  }

  private static Layer learn(
      String name,
      int batch,
      int steps,
      Loss loss,
      Optimizer optimizer,
      Layer activation,
      int... widths) {
    Rng rng = Rng.seed(1);
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      if (i > 1) {
        layers.add(activation);
      }
      layers.add(Linear.of(widths[i - 1], widths[i], rng.split()));
    }
    Sequential model = Sequential.of(layers.toArray(Layer[]::new));
    Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(batch, widths[0]), 0, 1).buffer();
    int outputs = widths[widths.length - 1];
    long[] classes = new long[batch];
    Arrays.setAll(classes, i -> i * 7L % outputs);
    Tensor targets =
        loss instanceof CrossEntropy
            ? Tensor.of(Shape.of(batch), classes).buffer()
            : Tensor.normal(Rng.seed(6), Shape.of(batch, outputs), 0, 1).buffer();
    TrainingStep step = TrainingStep.of(model, loss, optimizer);
    double last = 0;
    for (int i = 0; i < steps; i++) {
      last = step.take(inputs, targets);
    }
    System.out.println(name + " " + Arrays.toString(widths) + ": loss " + last);
    model.parameters().forEach(parameter -> print("weights", parameter));
    return model;
  }

  private static void print(String name, Tensor tensor) {
    System.out.println(name + " " + tensor.shape() + " " + Arrays.hashCode(tensor.toFloatArray()));
  }
}
