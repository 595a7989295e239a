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
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Descent over an input, and where gradients flow and where they stop.
final class QuadraticLab implements Lab {
  @Override
  public String name() {
    return "quadratic";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DERIVATIVES;
  }

  @Override
  public String title() {
    return "Minimising over an input, and where gradients stop";
  }

  /// f(x) = (x₁ − 3)² + 2(x₂ + 1)², also for many points, a row each.
  private static Tensor bowl(Tensor x) {
    Tensor bottom = Tensor.of(DType.FLOAT64, 3, -1);
    return x.sub(bottom).square().mul(Tensor.of(DType.FLOAT64, 1, 2)).sum(-1);
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Nothing in a gradient says that it must be by weights. Any tensor can be the one that moves, an input too: that is how one asks which
        input a network likes best. Here the input is x = (x₁, x₂), the function a bowl with its bottom at (3, −1):
        """);
    lab.formula("f(x) = (x₁ − 3)² + 2(x₂ + 1)²      ∇f = (2(x₁ − 3), 4(x₂ + 1))");
    lab.say(
        "With a learning rate of 0.1 each step leaves 1 − 0.1 · 2 = 0.8 of the first distance and 1"
            + " − 0.1 · 4 = 0.6 of the second:");
    lab.formula("x₁ = 3 − 3 · 0.8ᵏ      x₂ = −1 + 3 · 0.6ᵏ      after k steps from (0, 2)");
    Tensor x = Tensor.of(DType.FLOAT64, 0, 2).trainable();
    Updater updater = Sgd.of(0.1).over(List.of(x));
    List<Tensor> path = new ArrayList<>();
    TableRows table = lab.table("k", "x₁", "x₂", "f(x)");
    double worst = 0;
    for (int k = 0; k <= 25; k++) {
      path.add(x.detach());
      worst = Math.max(worst, Math.abs(x.at(0) - (3 - 3 * Math.pow(0.8, k))));
      worst = Math.max(worst, Math.abs(x.at(1) - (-1 + 3 * Math.pow(0.6, k))));
      if (k < 4 || k % 5 == 0) {
        table.row(k, x, bowl(x));
      }
      updater.step(bowl(x).gradients());
    }
    lab.check("every point of the descent is that of the formula within 10⁻¹⁴", worst < 1e-14);
    Field field = Field.of(new Range(-1, 5), new Range(-3, 3), DType.FLOAT64, QuadraticLab::bowl);
    lab.show(
        Picture.of("path", "The steep direction is done first, the flat one takes its time")
            .inColumns(1, 400, 400)
            .with(
                Panel.of("x₁", "x₂")
                    .heat(field, ColorScale.sequential(0, 48, "f(x)"))
                    .path(
                        "descent over the input",
                        Ink.ORANGE,
                        path.stream().mapToDouble(point -> point.at(0)).toArray(),
                        path.stream().mapToDouble(point -> point.at(1)).toArray())));
    detach(lab);
    freeze(lab);
  }

  private static void detach(LabContext lab) {
    lab.heading("Detach");
    lab.say(
        """
        y = x · x² is x³, with the derivative 3x², which is 12 at x = 2. It comes by two routes: 4 through the first factor, 8 through the square.
        `detach()` keeps a value and cuts the route to where it came from:
        """);
    Tensor x = Tensor.scalar(DType.FLOAT64, 2).trainable();
    double whole = x.mul(x.square()).gradients().of(x).item();
    double cutSquare = x.mul(x.square().detach()).gradients().of(x).item();
    double cutFactor = x.detach().mul(x.square()).gradients().of(x).item();
    lab.table("", "y at x = 2", "dy/dx")
        .row("x · x²", 8, whole)
        .row("x · x².detach()", 8, cutSquare)
        .row("x.detach() · x²", 8, cutFactor);
    lab.check(
        "the whole derivative is 12, and the two parts are 4 and 8",
        whole == 12 && cutSquare == 4 && cutFactor == 8);
  }

  private static void freeze(LabContext lab) {
    lab.heading("Freeze");
    lab.say(
        """
        A frozen layer keeps its weights while others learn. Gradients pass through it to the layers before. Take y = w₂ · w₁ · x without biases,
        with x = 1, w₁ = 2, w₂ = 1, target 6 and L = (y − 6)²: ∂L/∂w₁ = 2(2 − 6)w₂ = −8 and ∂L/∂w₂ = 2(2 − 6)w₁ = −16. One step with a rate of
        0.1 moves w₁ to 2.8 and w₂ to 2.6; with the second layer frozen, only w₁ moves.
        """);
    double[] free = step(layer(2), layer(1));
    double[] frozen = step(layer(2), Layer.frozen(layer(1)));
    lab.table("", "w₁ after a step", "w₂ after a step", "parameters that move")
        .row("both free", free)
        .row("second layer frozen", frozen);
    lab.check("free: w₁ = 2.8", free[0], 2.8, 1e-14);
    lab.check("free: w₂ = 2.6", free[1], 2.6, 1e-14);
    lab.check("frozen: w₁ = 2.8, as the gradient still passes through", frozen[0], 2.8, 1e-14);
    lab.check("frozen: w₂ stays", frozen[1], 1, 0);
  }

  private static Linear layer(double weight) {
    Tensor weights = Tensor.of(new double[][] {{weight}}).trainable();
    return new Linear(weights, Tensor.of(DType.FLOAT64, 0));
  }

  /// Both weights after one step, and how many numbers move.
  private static double[] step(Linear first, Linear second) {
    Layer model = Sequential.of(first, second);
    Tensor loss = model.apply(Tensor.of(DType.FLOAT64, 1)).sub(6).square().sum();
    Sgd.of(0.1).over(model.parameters()).step(loss.gradients());
    return new double[] {first.weight().item(), second.weight().item(), model.parameterCount()};
  }
}
