package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Autodiff;
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
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How far a step may go.
final class LearningRateLab implements Lab {
  static final int STEPS = 25;
  private static final double[] RATES = {0.02, 0.03, 0.04, 0.05, 0.06, 0.07};
  private static final Range INTERCEPT = new Range(-8, 22);
  private static final Range SLOPE = new Range(-9, 5);

  @Override
  public String name() {
    return "learning-rate";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "How long a step may be";
  }

  /// The weights after each of 25 steps from (−3, 2).
  static List<double[]> path(Optimizer optimizer) {
    return path(optimizer, STEPS);
  }

  /// Whether a thousand steps lead farther up than the start; close to the limit 25 do not show it.
  static boolean diverges(Optimizer optimizer) {
    return !(loss(path(optimizer, 1000).getLast()) < loss(new double[] {-3, 2}));
  }

  private static List<double[]> path(Optimizer optimizer, int steps) {
    Tensor w = Tensor.of(DType.FLOAT64, -3, 2).trainable();
    Updater updater = optimizer.over(List.of(w));
    List<double[]> path = new ArrayList<>(List.of(w.toDoubleArray()));
    for (int step = 0; step < steps; step++) {
      updater.step(LinearRegressionLab.loss(w).gradients());
      path.add(w.toDoubleArray());
    }
    return path;
  }

  static double loss(double[] w) {
    return LinearRegressionLab.loss(Tensor.of(DType.FLOAT64, w)).item();
  }

  /// The largest eigenvalue of the loss's Hessian, a symmetric 2 × 2 matrix.
  static double largestCurvature() {
    Tensor h = Autodiff.hessian(LinearRegressionLab::loss, Tensor.of(DType.FLOAT64, -3, 2));
    double half = (h.at(0, 0) + h.at(1, 1)) / 2;
    return half + Math.hypot((h.at(0, 0) - h.at(1, 1)) / 2, h.at(0, 1));
  }

  /// A panel of the loss over both weights, with a path.
  static Panel panel(String title, String label, Ink ink, List<double[]> path) {
    Field field =
        Field.of(INTERCEPT, SLOPE, 49, (w0, w1) -> Math.log10(loss(new double[] {w0, w1})));
    return Panel.of("intercept w₀", "slope w₁")
        .over(INTERCEPT, SLOPE)
        .titled(title)
        .heat(field, new ColorScale(0, 3.5, ColorScale.Colors.SEQUENTIAL, 10, "log₁₀ of the loss"))
        .path(
            label,
            ink,
            path.stream().mapToDouble(w -> w[0]).toArray(),
            path.stream().mapToDouble(w -> w[1]).toArray());
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        Descent steps against the gradient, as far as the learning rate η says. The loss is that of the line in the lab `linear-regression`, half the
        sum of squared errors; the start is w₀ = −3, w₁ = 2, and there are 25 steps with each of six rates. Close to the limit 25 steps do not show yet what
        becomes of them, so the last column looks a thousand steps ahead.
        """);
    lab.formula("w ← w − η ∇L(w)");
    Picture grid =
        Picture.of("paths", "From a rate of 0.06 on the steps grow instead of shrinking")
            .inColumns(3, 220, 170)
            .withSharedAxes();
    TableRows table = lab.table("η", "w₀ after 25 steps", "w₁", "loss", "after 1,000 steps");
    List<Double> diverging = new ArrayList<>();
    for (double rate : RATES) {
      List<double[]> path = path(Sgd.of(rate));
      double[] end = path.getLast();
      boolean diverges = diverges(Sgd.of(rate));
      if (diverges) {
        diverging.add(rate);
      }
      table.row(
          Double.toString(rate),
          end[0],
          end[1],
          loss(end),
          diverges ? "has diverged" : "has converged");
      grid =
          grid.with(
              panel("η = " + rate + (diverges ? ", diverges" : ""), "path", Ink.ORANGE, path));
    }
    lab.check("0.06 and 0.07 diverge, the others do not", diverging.equals(List.of(0.06, 0.07)));
    lab.show(grid);
    lab.heading("The limit");
    lab.say(
        """
        Near a minimum a loss is a quadratic, and here it is one everywhere. Along an eigenvector of its Hessian with eigenvalue λ a step multiplies
        the distance from the minimum by 1 − ηλ. That shrinks only as long as |1 − ηλ| < 1, for the largest λ too:
        """);
    lab.formula("η < 2 / λmax");
    double largest = largestCurvature();
    double exact = (35 + Math.sqrt(1025)) / 2;
    lab.say(
        "The Hessian is XᵀX = (5 10; 10 30), with λmax = (35 + √1025)/2 = %.4f, so the limit is"
            + " %.4f.",
        exact, 2 / exact);
    lab.check("λmax by automatic differentiation", largest, exact, 1e-12);
    lab.check(
        "the limit 2/λmax lies between 0.05 and 0.06", 2 / largest > 0.05 && 2 / largest < 0.06);
    double smallest = 35 - largest;
    lab.say(
        """
        The other eigenvalue, %.4f, sets the pace: at η = 0.05 the distance along the valley shrinks by 1 − 0.05 · %.4f = %.4f a step, so 25 steps leave
        %.0f %% of it. A long valley, λmax much larger than λmin, forces small steps and then punishes them.
        """,
        smallest, smallest, 1 - 0.05 * smallest, 100 * Math.pow(1 - 0.05 * smallest, STEPS));
  }
}
