package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.fit.LinearLeastSquares;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.optim.Lbfgs;
import dev.glassbox.optim.Sgd;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The two regressions: one with a closed form, one without.
final class LinearRegressionLab implements Lab {
  /// The line of the next labs.
  static final Tensor X = Tensor.of(DType.FLOAT64, 0, 1, 2, 3, 4);

  static final Tensor Y = Tensor.of(DType.FLOAT64, 10.5, 5, 3, 2.5, 1);

  /// Hours of study of twenty students.
  private static final double[] HOURS = {
    0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5,
    5.5
  };

  /// Whether each passed the exam.
  private static final double[] PASSED = {
    0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1
  };

  @Override
  public String name() {
    return "linear-regression";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DESCENT;
  }

  @Override
  public String title() {
    return "Two regressions: by formula and by descent";
  }

  /// ½ Σ (w₀ + w₁x − y)²
  static Tensor loss(Tensor w) {
    Tensor line = X.mul(w.slice(0, 1, 2)).add(w.slice(0, 0, 1));
    return line.sub(Y).square().sum().mul(0.5);
  }

  /// −Σ (y ln p + (1 − y) ln(1 − p)) with p = σ(w₀ + w₁x)
  static Tensor logisticLoss(Tensor w) {
    Tensor z = hours().mul(w.slice(0, 1, 2)).add(w.slice(0, 0, 1));
    return z.sigmoidCrossEntropy(Tensor.of(DType.FLOAT64, PASSED)).sum();
  }

  private static Tensor hours() {
    return Tensor.of(DType.FLOAT64, HOURS);
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        A line y = w₀ + w₁x is to run through five points so that half the sum of the squared errors is least. Its gradient is 0 where
        """);
    lab.formula("XᵀX w = Xᵀy      with the rows (1, xᵢ) in X");
    lab.say(
        "which two equations for two numbers solve at once. With x = 0 … 4 and y = 10.5, 5, 3, 2.5,"
            + " 1:");
    Tensor rows = Tensor.concat(1, Tensor.full(Shape.of(5, 1), 1, DType.FLOAT64), X.reshape(5, 1));
    Tensor normal = rows.transpose().matmul(rows);
    Tensor right = rows.transpose().matmul(Y.reshape(5, 1));
    double[] closed = normal.solvePositiveDefinite(right).toDoubleArray();
    double[] library = LinearLeastSquares.withIntercept().fit(X, Y).coefficients();
    Tensor w = Tensor.of(DType.FLOAT64, 0, 0).trainable();
    Updater updater = Sgd.of(0.05).over(List.of(w));
    for (int step = 0; step < 500; step++) {
      updater.step(loss(w).gradients());
    }
    lab.table("", "w₀", "w₁", "loss")
        .row("closed form", closed, loss(Tensor.of(DType.FLOAT64, closed)))
        .row("LinearLeastSquares", library, loss(Tensor.of(DType.FLOAT64, library)))
        .row("500 steps of descent", w, loss(w));
    lab.check("the closed form gives w₀ = 8.7", closed[0], 8.7, 1e-13);
    lab.check("and w₁ = −2.15", closed[1], -2.15, 1e-13);
    lab.check(
        "descent ends there too, within 10⁻¹⁰", Math.hypot(w.at(0) - 8.7, w.at(1) + 2.15) < 1e-10);

    lab.heading("Logistic regression");
    lab.say(
        """
        Twenty students, the hours they studied, and whether they passed. Now the answer is a probability p = σ(w₀ + w₁x), and the loss is what one
        is surprised by in all, the cross-entropy. Its derivatives are as simple as those of squares:
        """);
    lab.formula("∂L/∂w = Σᵢ (pᵢ − yᵢ) (1, xᵢ)      ∂²L/∂w² = Σᵢ pᵢ(1 − pᵢ) (1, xᵢ)ᵀ(1, xᵢ)");
    Tensor at = Tensor.of(DType.FLOAT64, -1, 0.5);
    Tensor gradient = Autodiff.gradient(LinearRegressionLab::logisticLoss, at);
    Tensor hessian = Autodiff.hessian(LinearRegressionLab::logisticLoss, at);
    double[] g = new double[2];
    double[][] h = new double[2][2];
    for (int i = 0; i < HOURS.length; i++) {
      double p = 1 / (1 + Math.exp(1 - 0.5 * HOURS[i]));
      double[] x = {1, HOURS[i]};
      for (int a = 0; a < 2; a++) {
        g[a] += (p - PASSED[i]) * x[a];
        for (int b = 0; b < 2; b++) {
          h[a][b] += p * (1 - p) * x[a] * x[b];
        }
      }
    }
    lab.table("at w = (−1, 0.5)", "by formula", "automatic")
        .row("∂L/∂w₀", g[0], gradient.at(0))
        .row("∂L/∂w₁", g[1], gradient.at(1))
        .row("∂²L/∂w₀²", h[0][0], hessian.at(0, 0))
        .row("∂²L/∂w₀∂w₁", h[0][1], hessian.at(0, 1))
        .row("∂²L/∂w₁²", h[1][1], hessian.at(1, 1));
    double worst = 0;
    for (int a = 0; a < 2; a++) {
      worst = Math.max(worst, Math.abs(g[a] - gradient.at(a)));
      for (int b = 0; b < 2; b++) {
        worst = Math.max(worst, Math.abs(h[a][b] - hessian.at(a, b)));
      }
    }
    lab.check("formula and automatic derivative agree within 10⁻¹²", worst < 1e-12);
    lab.say(
        "No formula solves ∂L/∂w = 0 here. But the loss is convex, one bowl, so every way down ends"
            + " at its bottom:");
    Tensor best = Lbfgs.defaults().minimize(LinearRegressionLab::logisticLoss, at).at();
    lab.table("", "w₀", "w₁", "loss").row("L-BFGS", best, logisticLoss(best));
    lab.check("w₀ is the published −4.0777", best.at(0), -4.0777, 5e-5);
    lab.check("w₁ is the published 1.5046", best.at(1), 1.5046, 5e-5);
    TableRows chances = lab.table("hours", "P(pass)");
    for (double hours : new double[] {1, 2, 3, 4, 5}) {
      chances.row((int) hours, 1 / (1 + Math.exp(-best.at(0) - best.at(1) * hours)));
    }
    double[] xs = new Range(0, 6).spaced(121);
    double[] line = new Range(-0.3, 4.3).spaced(2);
    lab.show(
        Picture.of("fits", "A line for amounts, a curve for chances")
            .inColumns(2, 320, 260)
            .with(
                Panel.of("x", "y")
                    .titled("linear regression")
                    .line(
                        "fit",
                        Ink.BLUE,
                        line,
                        Arrays.stream(line).map(v -> 8.7 - 2.15 * v).toArray())
                    .points("data", Ink.VERMILLION, X.toDoubleArray(), Y.toDoubleArray()))
            .with(
                Panel.of("hours of study", "P(pass)")
                    .titled("logistic regression")
                    .line(
                        "fit",
                        Ink.BLUE,
                        xs,
                        Arrays.stream(xs)
                            .map(v -> 1 / (1 + Math.exp(-best.at(0) - best.at(1) * v)))
                            .toArray())
                    .points("data", Ink.VERMILLION, HOURS, PASSED)));
  }
}
