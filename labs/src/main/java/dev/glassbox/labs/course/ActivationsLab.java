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
import dev.glassbox.nn.Activation;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The functions between layers, with their derivatives.
final class ActivationsLab implements Lab {
  private static final Range SHOWN = new Range(-4, 4);

  @Override
  public String name() {
    return "activations";
  }

  @Override
  public Chapter chapter() {
    return Chapter.NETWORKS;
  }

  @Override
  public String title() {
    return "The bends between layers";
  }

  /// What an activation does to a network that learns by gradients.
  ///
  /// @param farLeft the derivative at −10
  /// @param middle the derivative at 0
  /// @param farRight the derivative at 10
  /// @param mean the mean output for inputs from the standard normal distribution
  record Traits(double farLeft, double middle, double farRight, double mean) {
    static Traits of(Activation activation) {
      double[] slopes = derivative(activation, -10, 0, 10);
      // The mean over the quantiles of the normal distribution, by the midpoint rule on its
      // density.
      double[] x = new Range(-8, 8).spaced(3201);
      double[] y = activation.apply(Tensor.of(DType.FLOAT64, x)).toDoubleArray();
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += y[i] * Math.exp(-x[i] * x[i] / 2) / Math.sqrt(2 * Math.PI) * 0.005;
      }
      return new Traits(slopes[0], slopes[1], slopes[2], sum);
    }

    boolean saturates() {
      return Math.abs(farLeft) < 1e-3 && Math.abs(farRight) < 1e-3;
    }

    boolean isZeroCentred() {
      return Math.abs(mean) < 1e-4;
    }

    /// The derivative is exactly 0 on a whole side, so a neuron that ends up there learns no more.
    boolean canDie() {
      return farLeft == 0 || farRight == 0;
    }
  }

  /// The derivative at each place: all at once, as each output has an input of its own.
  static double[] derivative(Activation activation, double... x) {
    Tensor at = Tensor.of(DType.FLOAT64, x);
    Tensor ones = Tensor.full(at.shape(), 1, DType.FLOAT64);
    return Autodiff.jvp(activation::apply, at, ones).tangent().toDoubleArray();
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        An activation bends what a linear layer gives, number by number. Its derivative matters as much as its value: on the way back every
        gradient is multiplied by it. Three questions decide whether that goes well.

        - Does it **saturate**, with a derivative near 0 far out on both sides? Then large inputs let no gradient through.
        - Is it **zero-centred**? If all outputs have one sign, all gradients of a neuron's weights have one sign too, and the weights can only
        move together, in zigzag.
        - Can it **die**, with a derivative of exactly 0 on a whole side? A neuron that is pushed there never comes back.
        """);
    List<Activation> shown =
        Arrays.stream(Activation.values()).filter(a -> a != Activation.IDENTITY).toList();
    TableRows table =
        lab.table(
            "",
            "f′(−10)",
            "f′(0)",
            "f′(10)",
            "mean output",
            "saturates",
            "zero-centred",
            "can die");
    Picture all =
        Picture.of("all", "Where the dashed derivative is flat at 0, no gradient comes through")
            .inColumns(4, 170, 130)
            .withSharedAxes();
    double[] x = SHOWN.spaced(161);
    for (Activation activation : shown) {
      Traits traits = Traits.of(activation);
      table.row(
          activation.title(),
          traits.farLeft(),
          traits.middle(),
          traits.farRight(),
          Math.abs(traits.mean()) < 1e-12 ? 0 : traits.mean(),
          traits.saturates() ? "yes" : "",
          traits.isZeroCentred() ? "yes" : "",
          traits.canDie() ? "yes" : "");
      all =
          all.with(
              Panel.of("x", "")
                  .withX(-4, 4)
                  .withY(-1.9, 2.4)
                  .titled(activation.title())
                  .line(
                      "f(x)",
                      Ink.BLUE,
                      x,
                      activation.apply(Tensor.of(DType.FLOAT64, x)).toDoubleArray())
                  .dashed("f′(x)", Ink.VERMILLION, x, derivative(activation, x)));
    }
    lab.check(
        "the derivative of the sigmoid is 1/4 at 0",
        Traits.of(Activation.SIGMOID).middle(),
        0.25,
        1e-15);
    lab.check("that of tanh is 1", Traits.of(Activation.TANH).middle(), 1, 1e-15);
    lab.check(
        "sigmoid and tanh saturate, relu does not",
        saturate(Activation.SIGMOID, Activation.TANH) && !saturate(Activation.RELU));
    lab.check(
        "zero-centred are tanh, softsign and hard_tanh by their symmetry, and selu by its"
            + " constants",
        shown.stream()
            .filter(a -> Traits.of(a).isZeroCentred())
            .toList()
            .equals(
                List.of(
                    Activation.TANH, Activation.SELU, Activation.SOFTSIGN, Activation.HARD_TANH)));
    lab.check(
        "relu can die, leaky_relu cannot",
        Traits.of(Activation.RELU).canDie() && !Traits.of(Activation.LEAKY_RELU).canDie());
    lab.show(all);
    notElementwise(lab);
  }

  private static boolean saturate(Activation... activations) {
    return Arrays.stream(activations).allMatch(a -> Traits.of(a).saturates());
  }

  private static void notElementwise(LabContext lab) {
    lab.heading("Two that look at their neighbours");
    lab.say(
        """
        **Softmax** turns scores into shares that add up to 1, so each output depends on every input; its derivative is no list of numbers but
        a full matrix. **Maxout** (Goodfellow et al. 2013) takes the largest of each group of neighbours.
        """);
    lab.formula("softmax(x)ᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)      ∂pᵢ/∂xⱼ = pᵢ (δᵢⱼ − pⱼ)");
    Tensor scores = Tensor.of(DType.FLOAT64, 1, 2, 3);
    Tensor p = scores.softmax();
    Tensor jacobian = Autodiff.jacobian(Tensor::softmax, scores);
    TableRows rows = lab.table("x", "softmax", "∂/∂x₁", "∂/∂x₂", "∂/∂x₃");
    double worst = 0;
    for (int i = 0; i < 3; i++) {
      rows.row(scores.at(i), p.at(i), jacobian.at(i, 0), jacobian.at(i, 1), jacobian.at(i, 2));
      for (int j = 0; j < 3; j++) {
        double byFormula = p.at(i) * ((i == j ? 1 : 0) - p.at(j));
        worst = Math.max(worst, Math.abs(jacobian.at(i, j) - byFormula));
      }
    }
    lab.check("automatic differentiation and the formula agree within 10⁻¹⁵", worst < 1e-15);
    Tensor six = Tensor.of(DType.FLOAT64, 1, 5, 2, -1, -3, 0).reshape(Shape.of(6));
    Tensor largest = six.maxout(2);
    Tensor slopes = Autodiff.gradient(x -> x.maxout(2).sum(), six);
    lab.table("", "", "", "", "", "", "")
        .row("x", 1, 5, 2, -1, -3, 0)
        .row("maxout of pairs", "", largest.at(0), "", largest.at(1), "", largest.at(2))
        .row(
            "derivative",
            slopes.at(0),
            slopes.at(1),
            slopes.at(2),
            slopes.at(3),
            slopes.at(4),
            slopes.at(5));
    lab.check(
        "maxout passes the gradient to the largest of each pair alone",
        Arrays.equals(slopes.toDoubleArray(), new double[] {0, 1, 1, 0, 0, 1}));
  }
}
