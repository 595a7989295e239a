package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;

/// The shortest gradient there is: what was answered minus what is true.
final class SoftmaxGradientLab implements Lab {
  @Override
  public String name() {
    return "softmax-gradient";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "The gradient of softmax is p − y";
  }

  /// The cross-entropy of scores with the truth, summed over rows, step by step.
  static Tensor crossEntropy(Tensor z, Tensor y) {
    return y.mul(z.softmax().log()).sum().neg();
  }

  /// (f(z + h) − f(z − h)) / 2h for each number of z in turn.
  static Tensor difference(Function<Tensor, Tensor> f, Tensor z, double h) {
    double[] slopes = new double[z.size()];
    for (int i = 0; i < slopes.length; i++) {
      Tensor one = Tensor.indices(i).oneHot(z.size(), DType.FLOAT64).reshape(z.shape());
      double rise = f.apply(z.add(one.mul(h))).item() - f.apply(z.sub(one.mul(h))).item();
      slopes[i] = rise / (2 * h);
    }
    return Tensor.of(z.shape(), slopes);
  }

  private static double largest(Tensor difference) {
    return difference.abs().max().item();
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        A network that tells k classes apart ends in k scores z. **Softmax** turns them into probabilities p, and the **cross-entropy** with the truth y, which is 1 for the right class and 0
        for the others, says how bad they are:
        """);
    lab.formula("pᵢ = e^zᵢ / Σⱼ e^zⱼ      L = −Σᵢ yᵢ ln pᵢ");
    lab.heading("By hand");
    lab.say("Each score moves every probability, as they must sum to 1. The quotient rule gives");
    lab.formula("∂pᵢ/∂zⱼ = pᵢ(1 − pⱼ) if i = j, else −pᵢpⱼ");
    lab.say("and with ∂L/∂pᵢ = −yᵢ/pᵢ the chain rule sums over all routes from zⱼ to L:");
    lab.formula(
        "∂L/∂zⱼ = Σᵢ (−yᵢ/pᵢ) ∂pᵢ/∂zⱼ = −yⱼ(1 − pⱼ) + Σ_{i≠j} yᵢpⱼ = pⱼ Σᵢ yᵢ − yⱼ = pⱼ − yⱼ");
    lab.say(
        """
        Take z = (0, ln 2, ln 5), and let the second class be right. The powers are 1, 2 and 5, their sum is 8, so p = (1/8, 1/4, 5/8), the loss is −ln 1/4 = ln 4, and the gradient must be
        (1/8, −3/4, 5/8). The same by automatic differentiation and by finite difference, (L(z + h) − L(z − h)) / 2h with h = 10⁻⁵:
        """);
    Tensor z = Tensor.of(DType.FLOAT64, 0, Math.log(2), Math.log(5));
    Tensor y = Tensor.of(DType.FLOAT64, 0, 1, 0);
    Tensor p = z.softmax();
    Tensor hand = Tensor.of(DType.FLOAT64, 0.125, -0.75, 0.625);
    Tensor auto = Autodiff.gradient(scores -> crossEntropy(scores, y), z);
    Tensor slope = difference(scores -> crossEntropy(scores, y), z, 1e-5);
    TableRows table =
        lab.table("class", "z", "p", "y", "p − y by hand", "by autodiff", "by difference");
    for (int i = 0; i < 3; i++) {
      table.row(i + 1, z.at(i), p.at(i), (int) y.at(i), hand.at(i), auto.at(i), slope.at(i));
    }
    lab.check("the loss is ln 4", crossEntropy(z, y).item(), Math.log(4), 1e-15);
    lab.check("autodiff agrees with the hand within 10⁻¹⁵", largest(auto.sub(hand)) < 1e-15);
    lab.check("the difference agrees within 10⁻¹⁰", largest(slope.sub(hand)) < 1e-10);
    lab.say("The derivatives ∂pᵢ/∂zⱼ on the way, in 64ths:");
    TableRows parts = lab.table("64 · ∂pᵢ/∂zⱼ", "z₁", "z₂", "z₃");
    Tensor jacobian = Autodiff.jacobian(Tensor::softmax, z).mul(64);
    for (int i = 0; i < 3; i++) {
      double[] row = jacobian.rows(i, i + 1).toDoubleArray();
      parts.row("p" + "₁₂₃".charAt(i), Arrays.stream(row).map(Math::rint).toArray());
    }
    Tensor wholes = Tensor.of(new double[][] {{7, -2, -5}, {-2, 12, -10}, {-5, -10, 15}});
    lab.check("they are these within 10⁻¹³", largest(jacobian.sub(wholes)) < 1e-13);
    batch(lab);
    wrong(lab);
  }

  private static void batch(LabContext lab) {
    lab.heading("For a whole batch, and in one go");
    lab.say(
        """
        64 rows of 10 random scores. `softmaxCrossEntropy` does softmax and logarithm in one go, and its derivative is p − y itself: nothing is divided by p. The gradient of the sum of all losses:
        """);
    Rng rng = lab.rng();
    Tensor z = Tensor.normal(rng, Shape.of(64, 10), 0, 3, DType.FLOAT64);
    int[] classes = new int[64];
    Arrays.setAll(classes, _ -> rng.nextInt(10));
    Tensor y = Tensor.indices(classes).oneHot(10, DType.FLOAT64);
    Tensor byHand = z.softmax().sub(y);
    Function<Tensor, Tensor> fused = scores -> scores.softmaxCrossEntropy(y).sum();
    Tensor stepByStep = Autodiff.gradient(scores -> crossEntropy(scores, y), z);
    lab.check("step by step, it is p − y within 10⁻¹⁴", largest(stepByStep.sub(byHand)) < 1e-14);
    Tensor inOneGo = Autodiff.gradient(fused, z);
    lab.check("in one go, to the last bit", largest(inOneGo.sub(byHand)) == 0);
    Tensor byDifference = difference(fused, z, 1e-5);
    lab.check("by finite difference, within 10⁻⁷", largest(byDifference.sub(byHand)) < 1e-7);
    lab.say("Step by step p may round to 0, and ln 0 is infinite. With z = (1000, 0), y = (0, 1):");
    Tensor sure = Tensor.of(new double[][] {{1000, 0}});
    Tensor other = Tensor.of(new double[][] {{0, 1}});
    Tensor gradient = Autodiff.gradient(s -> s.softmaxCrossEntropy(other).sum(), sure);
    lab.check("step by step the loss is infinite", crossEntropy(sure, other).item() > 1e300);
    lab.check("in one go it is 1000", sure.softmaxCrossEntropy(other).item() == 1000);
    lab.check("and its gradient (1, −1)", gradient.at(0, 0) == 1 && gradient.at(0, 1) == -1);
  }

  private static void wrong(LabContext lab) {
    lab.heading("Why not the squared error");
    lab.say(
        """
        With ½ Σ (pᵢ − yᵢ)² the gradient would be p − y once more multiplied by the derivatives of softmax, which are near 0 wherever the answer is sure, also if it is sure and wrong.
        """);
    double[] leads = new Range(-10, 10).spaced(81);
    double[] entropy = new double[81];
    double[] squared = new double[81];
    Tensor y = Tensor.of(DType.FLOAT64, 1, 0);
    for (int i = 0; i < 81; i++) {
      Tensor z = Tensor.of(DType.FLOAT64, leads[i], 0);
      entropy[i] = -Autodiff.gradient(s -> crossEntropy(s, y), z).at(0);
      squared[i] = -Autodiff.gradient(s -> s.softmax().sub(y).square().sum().mul(0.5), z).at(0);
    }
    lab.check(
        "where the right class is 10 behind, cross-entropy pulls with more than 0.9999",
        entropy[0] > 0.9999);
    lab.check("and the squared error with less than 0.0001", squared[0] < 1e-4);
    lab.show(
        Picture.of(
                "pull",
                "Cross-entropy pulls hardest where the answer is most wrong; the squared error"
                    + " gives up there")
            .inColumns(1, 560, 260)
            .with(
                Panel.of("lead of the right class, z₁ − z₂", "pull on z₁")
                    .line("cross-entropy", Ink.BLUE, leads, entropy)
                    .line("squared error", Ink.VERMILLION, leads, squared)));
  }
}
