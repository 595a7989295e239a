package dev.glassbox.labs.course;

import dev.glassbox.data.Generator;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Perceptron;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Curved boundaries from a straight one in more dimensions.
final class PolynomialPerceptronLab implements Lab {
  private static final int HIGHEST = 20;
  private static final int EPOCHS = 400;
  private static final Range SEA = new Range(-2, 2);
  private static final ColorScale SIDES = ColorScale.sides(0);

  @Override
  public String name() {
    return "polynomial-perceptron";
  }

  @Override
  public Chapter chapter() {
    return Chapter.PERCEPTRON;
  }

  @Override
  public String title() {
    return "A line in more dimensions is a curve here";
  }

  /// All products of powers of x and y up to this order together, as Chebyshev polynomials: they
  /// span the same functions as xⁱyʲ, and stay within [−1, 1] where plain powers would crowd around
  /// 0.
  static double[] features(int order, double x, double y) {
    double[] px = chebyshev(order, x / 2);
    double[] py = chebyshev(order, y / 2);
    double[] all = new double[parameters(order)];
    int at = 0;
    for (int i = 0; i <= order; i++) {
      for (int j = 0; i + j <= order; j++) {
        all[at++] = px[i] * py[j];
      }
    }
    return all;
  }

  private static double[] chebyshev(int order, double x) {
    double[] t = new double[order + 1];
    for (int i = 0; i <= order; i++) {
      t[i] = i == 0 ? 1 : i == 1 ? x : 2 * x * t[i - 1] - t[i - 2];
    }
    return t;
  }

  /// (n + 1)(n + 2) / 2
  static int parameters(int order) {
    return (order + 1) * (order + 2) / 2;
  }

  /// The perceptron's rule on features, with the best weights kept in the pocket.
  static double[] learn(int order, LabelledPoints points) {
    double[][] x =
        points.points().stream().map(p -> features(order, p.x(), p.y())).toArray(double[][]::new);
    double[] w = new double[parameters(order)];
    double[] pocket = w.clone();
    long best = 0;
    for (int epoch = 0; epoch < EPOCHS && best < x.length; epoch++) {
      for (int row = 0; row < x.length; row++) {
        int error = points.points().get(row).label() - (dot(w, x[row]) > 0 ? 1 : 0);
        for (int i = 0; error != 0 && i < w.length; i++) {
          w[i] += error * x[row][i];
        }
      }
      long right = right(w, x, points);
      if (right > best) {
        best = right;
        pocket = w.clone();
      }
    }
    return pocket;
  }

  private static double dot(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  private static long right(double[] w, double[][] x, LabelledPoints points) {
    return IntStream.range(0, x.length)
        .filter(row -> (dot(w, x[row]) > 0 ? 1 : 0) == points.points().get(row).label())
        .count();
  }

  static double accuracy(int order, double[] w, LabelledPoints points) {
    double[][] x =
        points.points().stream().map(p -> features(order, p.x(), p.y())).toArray(double[][]::new);
    return (double) right(w, x, points) / x.length;
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        A perceptron draws a straight line through whatever it is given. Give it more than x₁ and x₂, namely products of their powers up
        to an order n, and the line becomes a curve of that order. For n = 2 the boundary is a conic section:
        """);
    lab.formula("w₀ + w₁x₁ + w₂x₂ + w₃x₁² + w₄x₁x₂ + w₅x₂² = 0");
    lab.say(
        "The number of parameters grows with the order as (n + 1)(n + 2)/2. The target is four"
            + " islands in the sea, 400 points to learn from and 2,000 fresh ones to be judged by;"
            + " learning ends after %d epochs, with the best weights from the pocket.",
        EPOCHS);
    Rng rng = lab.rng();
    LabelledPoints training = MadePoints.of(Generator.ISLANDS, 400, rng.split(), "water", "land");
    LabelledPoints fresh = MadePoints.of(Generator.ISLANDS, 2000, rng.split(), "water", "land");
    double[] orders = new double[HIGHEST];
    double[] known = new double[HIGHEST];
    double[] unknown = new double[HIGHEST];
    Picture maps =
        Picture.of("maps", "From a line to a coast: the boundary by order of the polynomial")
            .inColumns(2, 280, 280)
            .withSharedAxes();
    TableRows table =
        lab.table("order", "parameters", "right in training", "right on fresh points");
    for (int order = 1; order <= HIGHEST; order++) {
      lab.progress("order " + order, order / (HIGHEST + 1.0));
      double[] w = learn(order, training);
      int at = order - 1;
      orders[at] = order;
      known[at] = accuracy(order, w, training);
      unknown[at] = accuracy(order, w, fresh);
      table.row(order, parameters(order), known[at], unknown[at]);
      if (List.of(1, 2, 4, 10).contains(order)) {
        maps = maps.with(map(order, w, training));
      }
    }
    lab.check("a line has at most 70 % of fresh points right", unknown[0] <= 0.70);
    lab.check("order 10 has at least 95 % of fresh points right", unknown[9] >= 0.95);
    lab.check("order 20 takes 231 parameters", parameters(HIGHEST) == 231);
    lab.check(
        "from order 6 on all training points are right, and never all fresh ones",
        overfits(known, unknown));
    lab.show(
        Picture.of(
                "accuracy",
                "From order 5 on all training points are right; fresh ones are not, and more"
                    + " parameters do not help")
            .inColumns(1, 560, 280)
            .with(
                Panel.of("order of the polynomial", "share of right answers")
                    .withY(0.45, 1.02)
                    .line("training points", Ink.BLUE, orders, known)
                    .line("fresh points", Ink.VERMILLION, orders, unknown)));
    lab.show(maps);
    rings(lab, MadePoints.of(Generator.CIRCLES, 200, rng.split(), "outer", "inner"));
  }

  private static boolean overfits(double[] known, double[] unknown) {
    return IntStream.range(5, HIGHEST).allMatch(i -> known[i] == 1 && unknown[i] < 1);
  }

  private static Panel map(int order, double[] w, LabelledPoints points) {
    Field side = Field.of(SEA, SEA, 81, (x, y) -> Math.tanh(dot(w, features(order, x, y))));
    return Panel.of("x₁", "x₂")
        .over(SEA, SEA)
        .titled("order %d, %d parameters".formatted(order, parameters(order)))
        .heat(side, SIDES)
        .decision("boundary", Ink.BLACK, side, 0)
        .smallPoints("land", Ink.BLUE, points.xs(1), points.ys(1))
        .smallPoints("water", Ink.VERMILLION, points.xs(0), points.ys(0));
  }

  /// The right features make the hard easy.
  private static void rings(LabContext lab, LabelledPoints rings) {
    lab.heading("One good feature beats many");
    lab.say(
        """
        A disc within a ring: no line separates them. With the one feature x₃ = x₁² + x₂², the square of the distance from the middle, a
        line does; in polar coordinates (r, φ) too. A network's hidden layers are there to find such features by themselves.
        """);
    Tensor labels = rings.targets();
    Perceptron perceptron = new Perceptron(1, 200);
    boolean plain = perceptron.learn(rings.inputs(), labels).separated();
    boolean squared =
        perceptron.learn(with(rings, p -> p.x() * p.x() + p.y() * p.y()), labels).separated();
    boolean polar =
        perceptron.learn(with(rings, p -> Math.hypot(p.x(), p.y())), labels).separated();
    lab.check("with x₁ and x₂ the perceptron does not separate disc and ring", !plain);
    lab.check("with x₁ and x₃ = x₁² + x₂² it does", squared);
    lab.check("with x₁ and the radius r it does", polar);
    lab.show(
        Picture.of("rings", "What no line separates in x₁ and x₂, one does in x₃ or in r")
            .inColumns(3, 210, 210)
            .with(view("x₁", "x₂", rings, Point::x, Point::y))
            .with(
                view("x₁", "x₃ = x₁² + x₂²", rings, Point::x, p -> p.x() * p.x() + p.y() * p.y())
                    .dashed("line", Ink.BLACK, new double[] {-1, 1}, new double[] {0.42, 0.42}))
            .with(
                view(
                        "angle φ",
                        "radius r",
                        rings,
                        p -> Math.atan2(p.y(), p.x()),
                        p -> Math.hypot(p.x(), p.y()))
                    .dashed(
                        "line", Ink.BLACK, new double[] {-3.1, 3.1}, new double[] {0.65, 0.65})));
  }

  private static Tensor with(LabelledPoints points, ToDoubleFunction<Point> feature) {
    double[] rows =
        points.points().stream()
            .flatMapToDouble(p -> java.util.stream.DoubleStream.of(p.x(), feature.applyAsDouble(p)))
            .toArray();
    return Tensor.of(Shape.of(points.size(), 2), rows);
  }

  private static Panel view(
      String xLabel,
      String yLabel,
      LabelledPoints points,
      ToDoubleFunction<Point> x,
      ToDoubleFunction<Point> y) {
    Panel panel = Panel.of(xLabel, yLabel);
    for (int label = 1; label >= 0; label--) {
      int one = label;
      List<Point> of = points.points().stream().filter(p -> p.label() == one).toList();
      panel =
          panel.smallPoints(
              label == 1 ? "disc" : "ring",
              label == 1 ? Ink.BLUE : Ink.VERMILLION,
              of.stream().mapToDouble(x).toArray(),
              of.stream().mapToDouble(y).toArray());
    }
    return panel;
  }
}
