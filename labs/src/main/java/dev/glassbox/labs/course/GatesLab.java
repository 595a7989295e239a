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
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Logic gates from single neurons, and XOR from three.
final class GatesLab implements Lab {
  private static final Range SIDE = new Range(-0.5, 1.5);
  private static final Tensor CORNERS = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});

  @Override
  public String name() {
    return "gates";
  }

  @Override
  public Chapter chapter() {
    return Chapter.NETWORKS;
  }

  @Override
  public String title() {
    return "Logic gates from neurons";
  }

  /// Neurons side by side: each row of numbers is w₁, w₂, b of one.
  static Layer neurons(double[]... rows) {
    double[][] weights =
        Arrays.stream(rows).map(row -> Arrays.copyOf(row, 2)).toArray(double[][]::new);
    double[] biases = Arrays.stream(rows).mapToDouble(row -> row[2]).toArray();
    return Sequential.of(Linear.of(weights, biases), Activation.SIGMOID);
  }

  @Override
  public void run(LabContext lab) {
    double[] or = {20, 20, -10};
    double[] nand = {-20, -20, 30};
    double[] and = {20, 20, -30};
    lab.say(
        """
        A neuron with a sigmoid and large weights is nearly a switch: its output is close to 1 where w₁x₁ + w₂x₂ + b is well above 0, and close
        to 0 where it is well below. With inputs 0 and 1 three choices of weights give three gates:
        """);
    lab.formula(
        "OR    σ( 20x₁ + 20x₂ − 10)\nNAND  σ(−20x₁ − 20x₂ + 30)\nAND   σ( 20x₁ + 20x₂ − 30)");
    lab.say(
        """
        No neuron alone is XOR, "one or the other but not both": its 1s lie across a corner of the square from each other, and a line has to
        leave one of them out. But XOR is (x₁ OR x₂) AND (x₁ NAND x₂), so two neurons side by side and one behind them will do.
        """);
    Layer xor = Sequential.of(neurons(or, nand), neurons(and));
    Tensor hidden = neurons(or, nand).apply(CORNERS);
    Tensor onlyAnd = neurons(and).apply(CORNERS);
    Tensor output = xor.apply(CORNERS);
    TableRows table = lab.table("x₁", "x₂", "OR", "NAND", "AND", "XOR");
    double worst = 0;
    for (int row = 0; row < 4; row++) {
      int a = (int) CORNERS.at(row, 0);
      int b = (int) CORNERS.at(row, 1);
      table.row(
          a,
          b,
          six(hidden.at(row, 0)),
          six(hidden.at(row, 1)),
          six(onlyAnd.at(row, 0)),
          six(output.at(row, 0)));
      worst = Math.max(worst, Math.abs(hidden.at(row, 0) - (a | b)));
      worst = Math.max(worst, Math.abs(hidden.at(row, 1) - (1 - (a & b))));
      worst = Math.max(worst, Math.abs(onlyAnd.at(row, 0) - (a & b)));
      worst = Math.max(worst, Math.abs(output.at(row, 0) - (a ^ b)));
    }
    lab.check("every output is within 0.0001 of the truth table", worst < 1e-4);
    lab.check(
        "the farthest off is σ(−10) and what follows from it", worst, 1 / (1 + Math.exp(10)), 1e-7);
    lab.show(
        Picture.of("gates", "One neuron draws one line; two lines enclose the strip that is XOR")
            .inColumns(4, 165, 165)
            .withSharedAxes()
            .with(map("OR", neurons(or)::apply, 0, 1, 1, 1))
            .with(map("NAND", neurons(nand)::apply, 1, 1, 1, 0))
            .with(map("AND", neurons(and)::apply, 0, 0, 0, 1))
            .with(map("XOR", xor::apply, 0, 1, 1, 0)));
    lab.say(
        """
        Any truth table can be built like this, a neuron for each row that is 1 and an OR behind them. What no one does by hand is what training
        is for: the lab `xor` of chapter 5 finds such weights by itself.
        """);
  }

  private static String six(double value) {
    return Course.text("%.6f", value);
  }

  /// The output over the square, and the corners with what it must be there.
  private static Panel map(String title, UnaryOperator<Tensor> gate, int... truth) {
    Field output = Field.of(SIDE, SIDE, 41, DType.FLOAT64, gate);
    Panel panel =
        Panel.of("x₁", "x₂")
            .over(SIDE, SIDE)
            .titled(title)
            .heat(output, ColorScale.sides(0.5))
            .decision("output 0.5", Ink.BLACK, output, 0.5);
    return corners(
        corners(panel, "must be 1", Ink.BLUE, 1, truth), "must be 0", Ink.VERMILLION, 0, truth);
  }

  private static Panel corners(Panel panel, String label, Ink ink, int value, int... truth) {
    int[] rows = IntStream.range(0, 4).filter(row -> truth[row] == value).toArray();
    return panel.points(
        label,
        ink,
        Arrays.stream(rows).mapToDouble(row -> CORNERS.at(row, 0)).toArray(),
        Arrays.stream(rows).mapToDouble(row -> CORNERS.at(row, 1)).toArray());
  }
}
