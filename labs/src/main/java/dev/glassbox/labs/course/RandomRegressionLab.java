package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.function.IntConsumer;

/// A network learns noise by heart.
final class RandomRegressionLab implements Lab {
  private static final int STEPS = 500;

  @Override
  public String name() {
    return "random-regression";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "A network learns noise by heart";
  }

  /// relu(X W₁) W₂ against Y, 500 steps of descent on the sum of squared errors at 10⁻⁶.
  ///
  /// @param x (rows, in)
  /// @param y (rows, out)
  /// @param w1 W₁, (in, hidden), trainable
  /// @param w2 W₂, (hidden, out), trainable
  /// @return the loss before each step and after the last
  static double[] train(Tensor x, Tensor y, Tensor w1, Tensor w2, IntConsumer watcher) {
    Updater updater = Sgd.of(1e-6).over(List.of(w1, w2));
    double[] losses = new double[STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      Tensor loss = loss(x, y, w1, w2);
      losses[step] = loss.item();
      watcher.accept(step);
      if (step < STEPS) {
        updater.step(loss.gradients());
      }
    }
    return losses;
  }

  private static Tensor loss(Tensor x, Tensor y, Tensor w1, Tensor w2) {
    return x.matmul(w1).relu().matmul(w2).sub(y).square().sum();
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        64 rows of 1,000 random numbers each, and for each row 10 random numbers to be answered. There is nothing to understand. A network with 100 rectifiers in
        between has 1000 · 100 + 100 · 10 = 101,000 weights for 640 answers; it can learn them by heart.
        """);
    lab.formula("L = Σ (relu(X W₁) W₂ − Y)²      W ← W − 10⁻⁶ ∂L/∂W");
    Rng rng = lab.rng();
    Tensor x = normal(rng, 64, 1000);
    Tensor y = normal(rng, 64, 10);
    Tensor w1 = normal(rng, 1000, 100).trainable();
    Tensor w2 = normal(rng, 100, 10).trainable();
    long before = System.nanoTime();
    double[] losses =
        train(x, y, w1, w2, step -> lab.progress("step " + step, (double) step / STEPS));
    double seconds = (System.nanoTime() - before) / 1e9;
    TableRows table = lab.table("step", "loss", "root mean square error of an answer");
    for (int step : new int[] {0, 10, 50, 100, 200, 300, 400, 500}) {
      table.row(
          step,
          Course.text(losses[step] < 0.1 ? "%.2e" : "%,.2f", losses[step]),
          Course.text("%.4f", Math.sqrt(losses[step] / 640)));
    }
    lab.say(
        """
        The learning rate is tiny because the loss is a sum, not a mean, and the weights are large: the first answers are off by hundreds.
        """);
    lab.check(
        "the loss falls to less than a hundred-thousandth of what it was",
        losses[STEPS] < 1e-5 * losses[0]);
    lab.check("in the end an answer is off by less than 0.1", Math.sqrt(losses[STEPS] / 640) < 0.1);
    lab.sayMeasured("The 500 steps took %.1f s.", seconds);
    double[] steps = new Range(0, STEPS).spaced(STEPS + 1);
    lab.show(
        Picture.of("loss", "The loss falls by nine orders of magnitude")
            .inColumns(1, 560, 280)
            .with(
                Panel.of("step", "sum of squared errors")
                    .withLogarithmicY()
                    .line("", Ink.BLUE, steps, losses)));
    lab.say(
        """
        That a loss goes to 0 says nothing about what was understood: only rows that were held back can tell.
        """);
    Tensor fresh = normal(rng, 64, 1000);
    Tensor freshTargets = normal(rng, 64, 10);
    double error = Math.sqrt(loss(fresh, freshTargets, w1, w2).item() / 640);
    lab.say("On 64 fresh rows an answer is off by %.1f.", error);
    lab.check(
        "on fresh rows the error is more than 100 times as large as on those learnt",
        error > 100 * Math.sqrt(losses[STEPS] / 640));
  }

  private static Tensor normal(Rng rng, int rows, int columns) {
    return Tensor.normal(rng, Shape.of(rows, columns), 0, 1, DType.FLOAT64);
  }
}
