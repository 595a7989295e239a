package dev.glassbox.labs.course;

import dev.glassbox.fit.LinearLeastSquares;
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
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// Layers without activations collapse into one.
final class CollapseLab implements Lab {
  private static final Range SIDE = new Range(-3, 3);

  @Override
  public String name() {
    return "collapse";
  }

  @Override
  public Chapter chapter() {
    return Chapter.NETWORKS;
  }

  @Override
  public String title() {
    return "Layers without activations collapse into one";
  }

  /// A layer with random weights and biases.
  private static Linear layer(int in, int out, Rng rng) {
    return new Linear(
        Tensor.normal(rng, Shape.of(out, in), 0, 1, DType.FLOAT64),
        Tensor.normal(rng, Shape.of(out), 0, 1, DType.FLOAT64));
  }

  /// The one layer that does what these do after each other.
  static Linear collapsed(List<Linear> layers) {
    Tensor weight = layers.getFirst().weight();
    Tensor bias = layers.getFirst().bias();
    for (Linear next : layers.subList(1, layers.size())) {
      weight = next.weight().matmul(weight);
      bias = next.apply(bias);
    }
    return new Linear(weight, bias);
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    Linear first = layer(2, 5, rng);
    Linear second = layer(5, 3, rng);
    Linear third = layer(3, 1, rng);
    Layer network = Sequential.of(first, second, third);
    lab.say(
        """
        Here is a network with 2 inputs, layers of 5 and 3 neurons, and 1 output, all weights drawn at random. Each layer multiplies by a
        matrix and adds a vector, and that is all:
        """);
    lab.formula("y = W₃(W₂(W₁x + b₁) + b₂) + b₃");
    lab.say("Multiplied out, this is one layer, with one matrix V and one vector v:");
    lab.formula("y = Vx + v      V = W₃W₂W₁      v = W₃W₂b₁ + W₃b₂ + b₃");
    Linear one = collapsed(List.of(first, second, third));
    TableRows table = lab.table("", "shape", "numbers");
    table.row("W₁, W₂, W₃", "5 × 2, 3 × 5, 1 × 3", "28 in all");
    table.row(
        "V", "1 × 2", Course.text("%.4f, %.4f", one.weight().at(0, 0), one.weight().at(0, 1)));
    table.row("v", "1", Course.text("%.4f", one.bias().at(0)));
    double worst = 0;
    double largest = 0;
    Tensor grid = grid(101);
    double[] deep = network.apply(grid).toDoubleArray();
    double[] flat = one.apply(grid).toDoubleArray();
    for (int i = 0; i < deep.length; i++) {
      worst = Math.max(worst, Math.abs(deep[i] - flat[i]));
      largest = Math.max(largest, Math.abs(deep[i]));
    }
    lab.say(
        "Over %d points of the plane, where the output reaches %.1f, network and collapsed layer"
            + " differ by rounding alone.",
        deep.length, largest);
    lab.check("the collapsed layer differs from the network by less than 10⁻¹²", worst < 1e-12);

    lab.heading("With an activation in between");
    lab.say(
        """
        Now the same weights with a sigmoid after the first and second layer. Fit the best plane through its outputs by least squares: of
        the network without activations it explains all, of the one with sigmoids it does not.
        """);
    Layer curved = Sequential.of(first, Activation.SIGMOID, second, Activation.SIGMOID, third);
    double straightShare = planeShare(grid, network);
    double curvedShare = planeShare(grid, curved);
    lab.table("network", "share of the variance that a plane explains")
        .row("without activations", Course.text("%.12f", straightShare))
        .row("with sigmoids", Course.text("%.4f", curvedShare));
    lab.check("without activations a plane explains all", 1 - straightShare < 1e-12);
    lab.check("with sigmoids it explains less than 99 %", curvedShare < 0.99);
    lab.show(
        Picture.of("maps", "Without activations depth adds nothing; with them lines bend")
            .inColumns(2, 330, 330)
            .with(map("no activation", network))
            .with(map("sigmoid", curved)));
    lab.say(
        """
        So it is the bend in between that makes a second layer worth having. The next lab shows which bends there are.
        """);
  }

  /// Evenly spaced points of the square, (n², 2).
  private static Tensor grid(int n) {
    double[] points = new double[2 * n * n];
    for (int i = 0; i < n * n; i++) {
      points[2 * i] = SIDE.at(i % n, n);
      points[2 * i + 1] = SIDE.at(i / n, n);
    }
    return Tensor.of(Shape.of(n * n, 2), points);
  }

  /// R² of the best plane through the network's outputs.
  static double planeShare(Tensor points, Layer network) {
    Tensor outputs = network.apply(points).reshape(points.shape().length(0));
    return LinearLeastSquares.withIntercept().fit(points, outputs).rSquared();
  }

  private static Panel map(String title, Layer network) {
    Field output = Field.of(SIDE, SIDE, DType.FLOAT64, network::apply);
    double low = output.least();
    double high = output.greatest();
    double[] levels = new Range(low, high).spaced(9);
    return Panel.of("x₁", "x₂")
        .over(SIDE, SIDE)
        .titled(title)
        .heat(output, ColorScale.sequential(low, high, ""))
        .contours(output, Ink.BLACK, levels);
  }
}
