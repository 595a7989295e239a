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
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.function.IntConsumer;

/// A network finds XOR by itself.
final class XorLab implements Lab {
  private static final int STEPS = 200_000;
  private static final Tensor INPUTS = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  private static final Tensor TARGETS = Tensor.of(new double[][] {{0}, {1}, {1}, {0}});

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

  /// A layer whose weights and biases come from the normal distribution.
  private static Linear layer(int in, int out, Rng rng) {
    Initializer normal = Initializer.normal(0, 1);
    return Linear.of(in, out, normal, normal, DType.FLOAT64, rng);
  }

  /// One row a step, in order; gives the loss before every 50th step.
  ///
  /// @param watcher hears the number of every 50th step
  static double[] train(Layer model, IntConsumer watcher) {
    Updater updater = Sgd.of(0.01).over(model.parameters());
    double[] losses = new double[STEPS / 50];
    for (int step = 0; step < STEPS; step++) {
      int row = step % 4;
      Tensor answer = model.apply(INPUTS.rows(row, row + 1));
      Tensor loss = answer.sub(TARGETS.rows(row, row + 1)).square().mean();
      if (step % 50 == 0) {
        losses[step / 50] = loss.item();
        watcher.accept(step);
      }
      updater.step(loss.gradients());
    }
    return losses;
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
    Rng rng = lab.rng();
    Layer model =
        Sequential.of(layer(2, 3, rng), Activation.SIGMOID, layer(3, 1, rng), Activation.SIGMOID);
    long before = System.nanoTime();
    double[] losses =
        train(model, step -> lab.progress("epoch " + step / 4, (double) step / STEPS));
    double seconds = (System.nanoTime() - before) / 1e9;
    Tensor answers = model.apply(INPUTS);
    Tensor errors = answers.sub(TARGETS);
    TableRows table = lab.table("input", "target", "predicted", "error");
    for (int row = 0; row < 4; row++) {
      String input = "(%.0f, %.0f)".formatted(INPUTS.at(row, 0), INPUTS.at(row, 1));
      table.row(input, TARGETS.at(row, 0), answers.at(row, 0), errors.at(row, 0));
    }
    double worst = errors.abs().max().item();
    lab.check("every answer is on the right side of 0.5", worst < 0.5);
    lab.check("no answer is off by more than 0.15", worst < 0.15);
    lab.sayMeasured("The 200,000 steps took %.1f s, %.1f µs each.", seconds, 1e6 * seconds / STEPS);
    // The mean over 1,000 steps: neighbouring steps see different rows.
    double[] means = Tensor.of(DType.FLOAT64, losses).reshape(-1, 20).mean(1).toDoubleArray();
    double[] epochs = new Range(125, STEPS / 4.0 - 125).spaced(means.length);
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
