package dev.glassbox.labs.course;

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
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A neuron whose boundary is a circle, and gradients summed one by one or in a batch.
final class CircleLab implements Lab {
  private static final double RATE = 0.1;
  private static final int STEPS = 300;
  private static final Range SIDE = new Range(-3, 3);

  @Override
  public String name() {
    return "circle";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DERIVATIVES;
  }

  @Override
  public String title() {
    return "A circle that is learnt, one by one or all at once";
  }

  @Override
  public boolean takesPoints() {
    return true;
  }

  /// z = (x₁ − w₁)² + (x₂ − w₂)² − w₀², below 0 inside the circle.
  static Tensor z(Tensor w, Tensor x1, Tensor x2) {
    Tensor a = x1.sub(w.slice(0, 1, 2)).square();
    Tensor b = x2.sub(w.slice(0, 2, 3)).square();
    return a.add(b).sub(w.slice(0, 0, 1).square());
  }

  /// The cross-entropy −t ln σ(z) − (1 − t) ln(1 − σ(z)), the mean over the points given.
  private static Tensor loss(Tensor w, List<Point> points) {
    return z(w, column(points, true), column(points, false))
        .sigmoidCrossEntropy(
            Tensor.of(DType.FLOAT64, points.stream().mapToDouble(Point::label).toArray()))
        .mean();
  }

  private static Tensor column(List<Point> points, boolean first) {
    return Tensor.of(
        DType.FLOAT64, points.stream().mapToDouble(p -> first ? p.x() : p.y()).toArray());
  }

  /// The weights after each step of descent, the gradient summed over single points or taken at
  /// once.
  static List<double[]> descend(LabelledPoints points, double[] start, boolean oneByOne) {
    Tensor w = Tensor.of(DType.FLOAT64, start).trainable();
    List<double[]> path = new ArrayList<>(List.of(w.toDoubleArray()));
    for (int step = 0; step < STEPS; step++) {
      Tensor gradient = oneByOne ? summed(w, points) : loss(w, points.points()).gradients().of(w);
      w.assign(w.detach().sub(gradient.mul(RATE)));
      path.add(w.toDoubleArray());
    }
    return path;
  }

  private static Tensor summed(Tensor w, LabelledPoints points) {
    Tensor sum = Tensor.zeros(w.shape(), DType.FLOAT64);
    for (Point point : points.points()) {
      Gradients one = loss(w, List.of(point)).gradients();
      sum = sum.add(one.of(w).div(points.size()));
    }
    return sum;
  }

  /// Points inside and outside a circle about (0.8, −0.5) of radius 1.4, none near its line.
  private static LabelledPoints made(Rng rng) {
    List<Point> points = new ArrayList<>();
    while (points.size() < 120) {
      double x = 6 * rng.nextDouble() - 3;
      double y = 6 * rng.nextDouble() - 3;
      double distance = Math.hypot(x - 0.8, y + 0.5);
      boolean isWanted = points.size() % 2 == 0 ? distance < 1.3 : distance > 1.5;
      if (isWanted) {
        points.add(new Point("", distance > 1.4 ? 1 : 0, x, y));
      }
    }
    return new LabelledPoints("x₁", "x₂", List.of("inside", "outside"), points);
  }

  private static double accuracy(double[] w, LabelledPoints points) {
    long right =
        points.points().stream()
            .filter(
                p ->
                    (Math.pow(p.x() - w[1], 2) + Math.pow(p.y() - w[2], 2) > w[0] * w[0])
                        == (p.label() == 1))
            .count();
    return (double) right / points.size();
  }

  @Override
  public void run(LabContext lab) {
    LabelledPoints points = Course.twoClasses(lab.points().orElseGet(() -> made(lab.rng())));
    boolean own = lab.points().isEmpty();
    lab.say(
        """
        A neuron need not draw lines. Let its score be the square of the distance from a centre (w₁, w₂) less the square of a radius w₀; then σ(z) is
        the probability of being outside:
        """);
    lab.formula("z = (x₁ − w₁)² + (x₂ − w₂)² − w₀²      P(outside) = σ(z)");
    lab.say(
        "The loss is the cross-entropy, and because its derivative by z is simply σ(z) − t, the"
            + " three gradients of a point are");
    lab.formula("∂L/∂w₀ = −2w₀ (σ(z) − t)      ∂L/∂wᵢ = −2(xᵢ − wᵢ)(σ(z) − t)");
    double[] start = {1, -1, 1};
    Point first = points.points().getFirst();
    Tensor w = Tensor.of(DType.FLOAT64, start).trainable();
    Tensor automatic = loss(w, List.of(first)).gradients().of(w);
    double score = Math.pow(first.x() + 1, 2) + Math.pow(first.y() - 1, 2) - 1;
    double error = 1 / (1 + Math.exp(-score)) - first.label();
    double[] byFormula = {-2 * error, -2 * (first.x() + 1) * error, -2 * (first.y() - 1) * error};
    double worst = 0;
    for (int i = 0; i < 3; i++) {
      worst = Math.max(worst, Math.abs(automatic.at(i) - byFormula[i]));
    }
    lab.check(
        "for the first point formula and automatic derivative agree within 10⁻¹²", worst < 1e-12);

    lab.heading("One by one or in one batch");
    lab.say(
        """
        The gradient of a mean is the mean of the gradients. So one may go through the points one by one and add up what each wants, or put all into
        one tensor and ask once. From w = (1, −1, 1), %d steps with a learning rate of %s, %d points:
        """,
        STEPS, RATE, points.size());
    long before = System.nanoTime();
    List<double[]> single = descend(points, start, true);
    long between = System.nanoTime();
    List<double[]> batch = descend(points, start, false);
    double singleTime = (between - before) / 1e9;
    double batchTime = (System.nanoTime() - between) / 1e9;
    double apart = 0;
    TableRows table = lab.table("step", "radius w₀", "centre w₁", "centre w₂", "loss", "accuracy");
    for (int step = 0; step <= STEPS; step++) {
      for (int i = 0; i < 3; i++) {
        apart = Math.max(apart, Math.abs(single.get(step)[i] - batch.get(step)[i]));
      }
      if (List.of(0, 1, 10, 100, STEPS).contains(step)) {
        double[] at = batch.get(step);
        double value = loss(Tensor.of(DType.FLOAT64, at), points.points()).item();
        table.row(step, at[0], at[1], at[2], value, accuracy(at, points));
      }
    }
    double[] learnt = batch.getLast();
    if (own) {
      lab.check("both paths are the same within 10⁻¹² at every step", apart < 1e-12);
      lab.check("at least 95 % of the points are right", accuracy(learnt, points) >= 0.95);
      lab.check(
          "the learnt centre is within 0.4 of (0.8, −0.5)",
          Math.hypot(learnt[1] - 0.8, learnt[2] + 0.5) < 0.4);
    }
    lab.sayMeasured("One by one took %.2f s, in one batch %.3f s.", singleTime, batchTime);
    Range xs = own ? SIDE : Range.around(points.xs());
    Range ys = own ? SIDE : Range.around(points.ys());
    Field field =
        Field.of(
            xs,
            ys,
            61,
            (x, y) ->
                Math.pow(x - learnt[1], 2) + Math.pow(y - learnt[2], 2) - learnt[0] * learnt[0]);
    lab.show(
        Picture.of(
                "circle",
                "Centre and radius have walked to where the circle parts inside from outside")
            .inColumns(1, 420, 420)
            .with(
                Panel.of(points.xName(), points.yName())
                    .over(xs, ys)
                    .heat(field, ColorScale.sides(0))
                    .decision("learnt circle", Ink.BLACK, field, 0)
                    .smallPoints("outside", Ink.BLUE, points.xs(1), points.ys(1))
                    .smallPoints("inside", Ink.VERMILLION, points.xs(0), points.ys(0))
                    .path(
                        "path of the centre",
                        Ink.GREEN,
                        batch.stream().mapToDouble(at -> at[1]).toArray(),
                        batch.stream().mapToDouble(at -> at[2]).toArray())));
  }
}
