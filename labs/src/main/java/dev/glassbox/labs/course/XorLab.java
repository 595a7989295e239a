package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// A network finds XOR by itself.
final class XorLab implements Lab {
  private static final int EPOCHS = 50_000;
  private static final double RATE = 0.01;
  private static final Tensor INPUTS =
      Tensor.of(Shape.of(4, 2), new double[] {0, 0, 0, 1, 1, 0, 1, 1});
  private static final double[] TARGETS = {0, 1, 1, 0};

  @Override
  public String name() {
    return "xor";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "A network finds XOR by itself";
  }

  /// 2-3-1 with sigmoids, from these 13 numbers: weights and biases of the hidden layer, then of
  /// the output.
  static Sequential network(double... start) {
    Linear hidden = layer(3, 2, Arrays.copyOfRange(start, 0, 9));
    Linear output = layer(1, 3, Arrays.copyOfRange(start, 9, 13));
    return Sequential.of(hidden, Activation.SIGMOID, output, Activation.SIGMOID);
  }

  private static Linear layer(int out, int in, double[] numbers) {
    return new Linear(
        Tensor.of(Shape.of(out, in), Arrays.copyOf(numbers, out * in)).trainable(),
        Tensor.of(DType.FLOAT64, Arrays.copyOfRange(numbers, out * in, out * in + out))
            .trainable());
  }

  /// One row a step, in order; gives the loss before every 50th step.
  ///
  /// @param watcher hears the number of every 1,000th step
  static double[] train(Sequential model, int steps, IntConsumer watcher) {
    Updater updater = Sgd.of(RATE).over(model.parameters());
    double[] losses = new double[(steps + 49) / 50];
    for (int step = 0; step < steps; step++) {
      int row = step % 4;
      Tensor loss = model.apply(INPUTS.rows(row, row + 1)).sub(TARGETS[row]).square().mean();
      if (step % 50 == 0) {
        losses[step / 50] = loss.item();
      }
      if (step % 1000 == 0) {
        watcher.accept(step);
      }
      updater.step(loss.gradients());
    }
    return losses;
  }

  private static double[] start(Rng rng) {
    double[] numbers = new double[13];
    Arrays.setAll(numbers, _ -> rng.nextGaussian());
    return numbers;
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        The lab `gates` composed XOR by hand, from weights of 20 and 30. Here nobody tells the network anything but the four rows of the truth table. It has 2 inputs,
        3 hidden neurons and 1 output, all with sigmoids, and 13 parameters, drawn from the normal distribution. The loss of a row is the square of its error;
        each step takes one row and a learning rate of 0.01, and there are 50,000 epochs of four steps.
        """);
    lab.formula("w ← w − 0.01 · ∂(a − t)²/∂w");
    Sequential model = network(start(lab.rng()));
    int steps = 4 * EPOCHS;
    long before = System.nanoTime();
    double[] losses =
        train(model, steps, step -> lab.progress("epoch " + step / 4, (double) step / steps));
    double seconds = (System.nanoTime() - before) / 1e9;
    Tensor answers = model.apply(INPUTS);
    TableRows table = lab.table("input", "target", "predicted", "error");
    double worst = 0;
    for (int row = 0; row < 4; row++) {
      double error = answers.at(row, 0) - TARGETS[row];
      worst = Math.max(worst, Math.abs(error));
      table.row(
          "(%.0f, %.0f)".formatted(INPUTS.at(row, 0), INPUTS.at(row, 1)),
          (int) TARGETS[row],
          Course.text("%.4f", answers.at(row, 0)),
          Course.text("%.4f", error));
    }
    lab.check("every answer is on the right side of 0.5", worst < 0.5);
    lab.check("no answer is off by more than 0.15", worst < 0.15);
    lab.sayMeasured("The 200,000 steps took %.1f s, %.1f µs each.", seconds, 1e6 * seconds / steps);
    // The mean over 1,000 steps: neighbouring steps see different rows.
    double[] epochs = new double[losses.length / 20];
    double[] means = new double[epochs.length];
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] = (i + 0.5) * 250;
      means[i] = Arrays.stream(losses, 20 * i, 20 * (i + 1)).average().orElseThrow();
    }
    lab.show(
        Picture.of("loss", "Nothing seems to happen for a long time, then the loss falls at once")
            .inColumns(1, 560, 240)
            .with(
                Panel.of("epoch", "squared error")
                    .withY(0, 0.35)
                    .line("", Ink.BLUE, epochs, means)));
    Range side = new Range(-0.5, 1.5);
    Field field = Field.of(side, side, DType.FLOAT64, model::apply);
    lab.show(
        Picture.of("map", "Two of the hidden neurons have drawn the two lines of the gates")
            .inColumns(1, 340, 340)
            .with(
                Panel.of("x₁", "x₂")
                    .over(side, side)
                    .heat(field, ColorScale.diverging(0, 1, "output"))
                    .decision("output 0.5", Ink.BLACK, field, 0.5)
                    .points("must be 1", Ink.BLUE, new double[] {0, 1}, new double[] {1, 0})
                    .points(
                        "must be 0", Ink.VERMILLION, new double[] {0, 1}, new double[] {0, 1})));
    lab.say(
        """
        The long plain at the beginning is a saddle: all four answers are near a half, which is the best for a network that does not tell the rows apart, and only
        slowly the hidden neurons come to differ. It is the wait for symmetry to break.
        """);
  }
}
