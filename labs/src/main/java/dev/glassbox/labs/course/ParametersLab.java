package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// How many numbers a network has, and how its layers are written as matrices.
final class ParametersLab implements Lab {
  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public Chapter chapter() {
    return Chapter.NETWORKS;
  }

  @Override
  public String title() {
    return "Counting parameters, and layers as matrices";
  }

  /// (d + 1) p + (p + 1) k
  static long count(long d, long p, long k) {
    return (d + 1) * p + (p + 1) * k;
  }

  static Sequential network(int d, int p, int k, Rng rng) {
    return Sequential.of(Linear.of(d, p, rng), Activation.RELU, Linear.of(p, k, rng));
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        A layer from d numbers to p has a weight for each pair and a bias for each output, (d + 1) p parameters. A network with d inputs, one
        hidden layer of p neurons and k outputs therefore has
        """);
    lab.formula("(d + 1) p + (p + 1) k");
    Sequential network = network(100, 2000, 10, lab.rng());
    lab.say("With d = 100, p = 2,000 and k = 10, part by part:");
    lab.table("part", "shape", "parameters")
        .row("weights of the hidden layer", "2000 × 100", 200_000)
        .row("biases of the hidden layer", "2000", 2000)
        .row("weights of the output layer", "10 × 2000", 20_000)
        .row("biases of the output layer", "10", 10)
        .row("together", "", network.parameterCount());
    lab.check("the network has 222,010 parameters", network.parameterCount() == 222_010);
    lab.check("as the formula says", count(100, 2000, 10) == 222_010);
    lab.say(
        """
        Each further hidden neuron costs d + 1 + k = 111 parameters, so the count grows in proportion to the width. A second hidden layer as
        wide as the first costs p (p + 1), about four million: there width counts squared.
        """);
    long second = 2000L * 2001;
    lab.check(
        "a second hidden layer of 2,000 has 4,002,000",
        Linear.of(2000, 2000, Rng.seed(1)).parameterCount() == second);
    double[] widths = {1, 3, 10, 30, 100, 300, 1000, 3000, 10_000};
    double[] one = new double[widths.length];
    double[] two = new double[widths.length];
    for (int i = 0; i < widths.length; i++) {
      long p = (long) widths[i];
      one[i] = count(100, p, 10);
      two[i] = count(100, p, 10) + p * (p + 1);
    }
    lab.show(
        Picture.of("width", "One hidden layer grows with its width, two with its square")
            .inColumns(1, 520, 300)
            .with(
                Panel.of("width p of each hidden layer", "parameters")
                    .withLogarithmicX()
                    .withLogarithmicY()
                    .line("one hidden layer", Ink.BLUE, widths, one)
                    .line("two hidden layers", Ink.VERMILLION, widths, two)));

    lab.heading("One example, as row or as column, and a batch");
    lab.say(
        """
        Books write an example as a column x and a layer as Wx + b. Programs put examples in the rows of a matrix X, one below the other, and
        write XWᵀ + b, with the bias added to every row. It is the same sum in three forms:
        """);
    lab.table("", "formula", "shapes")
        .row("number by number", "yᵢ = Σⱼ wᵢⱼ xⱼ + bᵢ", "")
        .row("a column", "y = W x + b", "(p, d) · (d, 1) = (p, 1)")
        .row("a row", "y = x Wᵀ + b", "(1, d) · (d, p) = (1, p)")
        .row("a batch", "Y = X Wᵀ + b", "(n, d) · (d, p) = (n, p)");
    Rng rng = lab.rng();
    int d = 3;
    int p = 2;
    Tensor weight = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor bias = Tensor.of(DType.FLOAT64, 0.5, -0.5);
    Tensor batch = Tensor.normal(rng, Shape.of(4, d), 0, 1, DType.FLOAT64);
    Tensor byBatch = new Linear(weight, bias).apply(batch);
    double worst = 0;
    for (int n = 0; n < 4; n++) {
      Tensor row = batch.rows(n, n + 1);
      Tensor byRow = row.matmul(weight.transpose()).add(bias);
      Tensor byColumn = weight.matmul(row.transpose()).add(bias.reshape(p, 1));
      for (int i = 0; i < p; i++) {
        worst = Math.max(worst, Math.abs(byBatch.at(n, i) - byRow.at(0, i)));
        worst = Math.max(worst, Math.abs(byBatch.at(n, i) - byColumn.at(i, 0)));
      }
    }
    lab.say(
        "With W = (1 2 3; 4 5 6) and b = (0.5, −0.5), the row x = (1, 1, 1) gives (6.5, 14.5).");
    Tensor ones = new Linear(weight, bias).apply(Tensor.of(new double[][] {{1, 1, 1}}));
    lab.check(
        "x = (1, 1, 1) gives (6.5, 14.5)",
        List.of(ones.at(0, 0), ones.at(0, 1)).equals(List.of(6.5, 14.5)));
    lab.check("row, column and batch agree within 10⁻¹⁴", worst < 1e-14);
  }
}
