package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How gradients shrink on their way back through many layers.
final class VanishingLab implements Lab {
  private static final int DEEPEST = 20;
  private static final int WIDTH = 50;
  private static final int ROWS = 64;

  @Override
  public String name() {
    return "vanishing";
  }

  @Override
  public Chapter chapter() {
    return Chapter.TRAINING;
  }

  @Override
  public String title() {
    return "Gradients that vanish on the way back";
  }

  /// The norm of the gradient of each layer's weights, first layer first.
  static double[] norms(int depth, Activation activation, Initializer start, Rng rng) {
    List<Linear> layers = new ArrayList<>();
    Tensor a = Tensor.normal(rng, Shape.of(ROWS, WIDTH), 0, 1, DType.FLOAT64);
    for (int layer = 0; layer < depth; layer++) {
      layers.add(Linear.of(WIDTH, WIDTH, start, DType.FLOAT64, rng));
      a = activation.apply(layers.getLast().apply(a));
    }
    Tensor targets = Tensor.normal(rng, Shape.of(ROWS, WIDTH), 0, 1, DType.FLOAT64);
    Gradients gradients = a.sub(targets).square().mean().gradients();
    return layers.stream()
        .mapToDouble(layer -> gradients.of(layer.weight()).norm().item())
        .toArray();
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        On the way back a gradient is multiplied, layer by layer, by the weights and by the activation's derivative. The sigmoid's derivative is at most 1/4; twenty
        such factors are at most 10⁻¹². Here are networks of 1 to 20 layers of 50 neurons, with Xavier's start for sigmoid and tanh and He's for relu, on random
        inputs and targets.
        """);
    lab.formula("∂L/∂W₁ ∝ f′(z₁) W₂ᵀ f′(z₂) W₃ᵀ f′(z₃) … ∂L/∂a");
    List<Activation> activations = List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU);
    TableRows table = lab.table("layers", "sigmoid", "tanh", "relu");
    double[] depths = new Range(1, DEEPEST).spaced(DEEPEST);
    double[][] first = new double[3][DEEPEST];
    double[][] deep = new double[3][];
    for (int depth = 1; depth <= DEEPEST; depth++) {
      lab.progress(depth + " layers", depth / (double) DEEPEST);
      for (int i = 0; i < 3; i++) {
        Initializer start = i == 2 ? Initializer.heNormal() : Initializer.glorotNormal();
        deep[i] = norms(depth, activations.get(i), start, lab.rng());
        first[i][depth - 1] = deep[i][0];
      }
      if (depth == 1 || depth == 2 || depth % 5 == 0) {
        table.row(depth, first[0][depth - 1], first[1][depth - 1], first[2][depth - 1]);
      }
    }
    lab.say(
        "The table shows the norm of the first layer's gradient. In the deepest network, from layer"
            + " to layer:");
    TableRows byLayer = lab.table("of 20 layers", "sigmoid", "tanh", "relu");
    for (int layer : new int[] {1, 5, 10, 15, 20}) {
      byLayer.row("layer " + layer, deep[0][layer - 1], deep[1][layer - 1], deep[2][layer - 1]);
    }
    double sigmoid = deep[0][0] / deep[0][DEEPEST - 1];
    double tanh = deep[1][0] / deep[1][DEEPEST - 1];
    double relu = deep[2][0] / deep[2][DEEPEST - 1];
    double perLayer = Math.pow(sigmoid, 1.0 / (DEEPEST - 1));
    lab.say("Sigmoids leave %.2f of a gradient at each layer on average.", perLayer);
    lab.check(
        "through 20 sigmoid layers less than 10⁻⁸ of the gradient comes back", sigmoid < 1e-8);
    lab.check("a sigmoid layer leaves less than 0.3 of it on average", perLayer < 0.3);
    lab.check(
        "through 20 layers of tanh or relu more than a hundredth comes back",
        tanh > 0.01 && relu > 0.01);
    Panel byDepth =
        Panel.of("layers in the network", "gradient of the first layer").withLogarithmicY();
    Panel within = Panel.of("layer of twenty", "gradient of the layer").withLogarithmicY();
    for (int i = 0; i < 3; i++) {
      byDepth = byDepth.line(activations.get(i).title(), Ink.at(i), depths, first[i]);
      within = within.line(activations.get(i).title(), Ink.at(i), depths, deep[i]);
    }
    lab.show(
        Picture.of(
                "norms",
                "Sigmoid layers lose most of the gradient each; tanh and relu with the right start"
                    + " do not")
            .inColumns(2, 320, 260)
            .with(byDepth)
            .with(within));
    lab.say(
        "So the first layers of a deep sigmoid network learn nothing, however long one trains: this"
            + " kept networks shallow until the years around 2010.");
  }
}
