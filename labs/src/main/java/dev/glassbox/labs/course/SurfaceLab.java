package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.data.Table;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Schedule;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.RegressionScores;
import dev.glassbox.train.Trainer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A regression of a surface that has hills and pits.
final class SurfaceLab implements Lab {
  private static final int[][] WIDTHS = {{1}, {300, 1}, {32, 32, 1}, {64, 64, 64, 1}};
  private static final Range SIDE = new Range(-5, 5);

  @Override
  public String name() {
    return "surface";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "A surface from scattered points";
  }

  /// The four terms: a hill, two pits and a bent trench.
  static double height(double x, double y) {
    double bend = 1.25 * (y + 2.5) - x * x / 4;
    double across = 0.1 - x / 2;
    return 10 * edge(10 * Math.hypot(x, y) - 5)
        - 15 * edge(5 * Math.hypot(x - 2, y - 2) - 2.5)
        - 15 * edge(5 * Math.hypot(x + 2, y - 2) - 2.5)
        - 18 * edge(2 * (across * across + 7 * bend * bend) - 1);
  }

  /// 1 far below 0, 0 far above: a plateau with a soft edge.
  private static double edge(double t) {
    return 1 / (1 + StrictMath.exp(t));
  }

  /// How steep the surface is, by central differences.
  static double slope(double x, double y) {
    double d = 1e-4;
    double alongX = (height(x + d, y) - height(x - d, y)) / (2 * d);
    double alongY = (height(x, y + d) - height(x, y - d)) / (2 * d);
    return Math.hypot(alongX, alongY);
  }

  static Sequential learn(Table table, Rng rng, int... widths) {
    Tensor inputs = table.numbers("x", "y").to(DType.FLOAT32);
    Tensor targets = table.numbers("value").to(DType.FLOAT32);
    Sequential network = DenseNetwork.of(inputs, Activation.RELU, rng, widths);
    Trainer.of(new MeanSquaredError(), Adam.of(0.005))
        .withSchedule(Schedule.cosine())
        .withEpochs(100)
        .withBatchSize(64)
        .withSeed(rng.nextLong())
        .fit(network, new Examples(inputs, targets));
    return network;
  }

  private static Tensor heights(Layer network, Tensor points) {
    return network.apply(points.to(DType.FLOAT32));
  }

  private static double[] difference(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double squares(List<Integer> rows, double[] error) {
    return rows.stream().mapToDouble(row -> error[row] * error[row]).sum();
  }

  private static Panel map(Field heights, ColorScale colors) {
    return Panel.of("x", "y").over(SIDE, SIDE).heat(heights, colors);
  }

  @Override
  public void run(LabContext lab) {
    Rng rng = lab.rng();
    Table training = Generator.SURFACE.generate(5000, 0, rng.split());
    Table fresh = Generator.SURFACE.generate(4000, 0, rng.split());
    lab.say(
        """
        Not a class but a number: the height of a surface over a square, known at 5,000 scattered points. The surface has four terms. Each is the sigmoid of something that is
        negative within a shape and positive outside, so it is a plateau with a soft edge: a hill within a circle, two pits within circles, and a trench within a bent ellipse.
        """);
    lab.formula(
        """
        z(x, y) =  10 s(10 √(x² + y²) − 5)
                 − 15 s(5 √((x − 2)² + (y − 2)²) − 2.5)
                 − 15 s(5 √((x + 2)² + (y − 2)²) − 2.5)
                 − 18 s(2 ((0.1 − x/2)² + 7 (5/4 (y + 2.5) − x²/4)²) − 1)          s(t) = 1 / (1 + eᵗ)\
        """);
    lab.say(
        """
        A network for numbers ends in a plain sum, and its loss is the mean squared error. What it is worth is said by R², the share of the variance that it explains: always to answer the
        mean is worth 0, perfection 1. The judges are 4,000 fresh points.
        """);
    lab.formula("R² = 1 − Σ(z − ẑ)² / Σ(z − z̄)²");
    Tensor points = fresh.numbers("x", "y");
    double[] truth = fresh.numbers("value").toDoubleArray();
    TableRows table = lab.table("network", "parameters", "R²", "root mean square error");
    RegressionScores[] scores = new RegressionScores[WIDTHS.length];
    Sequential network = Sequential.of();
    for (int i = 0; i < WIDTHS.length; i++) {
      String name = DenseNetwork.name(2, WIDTHS[i]);
      lab.progress(name, (double) i / WIDTHS.length);
      network = learn(training, rng.split(), WIDTHS[i]);
      scores[i] = RegressionScores.of(heights(network, points).toDoubleArray(), truth);
      table.row(name, network.parameterCount(), scores[i].r2(), scores[i].rmse());
    }
    lab.check(
        "the formula gives the height of every fresh point within 10⁻¹²",
        IntStream.range(0, truth.length)
            .allMatch(i -> Math.abs(truth[i] - height(points.at(i, 0), points.at(i, 1))) < 1e-12));
    lab.check("a plane explains less than 5 % of the variance", scores[0].r2() < 0.05);
    lab.check("32 and 32 in two layers beat 300 in one", scores[1].r2() < scores[2].r2());
    lab.check("three hidden layers reach R² ≥ 0.99 on fresh points", scores[3].r2() >= 0.99);
    Layer best = network;
    Field known = Field.of(SIDE, SIDE, 81, SurfaceLab::height);
    Field prediction = Field.of(SIDE, SIDE, 81, DType.FLOAT64, x -> heights(best, x));
    ColorScale colors = ColorScale.sequential(-18, 10, "height z");
    lab.show(
        Picture.of("maps", "The network has found hill, pits and trench from 5,000 points")
            .inColumns(2, 300, 300)
            .withSharedAxes()
            .with(map(known, colors).titled("truth"))
            .with(map(prediction, colors).titled("prediction")));
    double[] error = difference(heights(best, points).toDoubleArray(), truth);
    List<Integer> bySlope =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -slope(points.at(i, 0), points.at(i, 1))))
            .toList();
    double share = squares(bySlope.subList(0, 400), error) / squares(bySlope, error);
    lab.say("The steepest tenth of the points has %.0f %% of the squared error.", 100 * share);
    lab.check("a tenth of the points, the steepest, has more than half of the error", share > 0.5);
    lab.show(
        Picture.of("error", "Errors lie where it is steep: a little aside is far off")
            .inColumns(1, 340, 340)
            .with(
                map(
                    new Field(SIDE, SIDE, 81, 81, difference(prediction.values(), known.values())),
                    new ColorScale(
                        -0.7, 0.7, ColorScale.Colors.DIVERGING, 7, "prediction − truth"))));
    lab.say(
        "**To try:** learn from 500 points; or add noise to the heights, the second number of"
            + " `generate`, and see what R² can be at best.");
  }
}
