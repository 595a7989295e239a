package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.course.PerceptronLab.Weights;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The perceptron's rule with a memory of its last corrections.
final class MomentumPerceptronLab implements Lab {
  private static final double RATE = 0.5;
  private static final double[] MOMENTA = {0, 0.3, 0.5, 0.7, 0.9};
  private static final int TASKS = 200;
  private static final int POINTS = 60;
  private static final int MOST_EPOCHS = 10_000;

  @Override
  public String name() {
    return "momentum-perceptron";
  }

  @Override
  public Chapter chapter() {
    return Chapter.PERCEPTRON;
  }

  @Override
  public String title() {
    return "Corrections that remember the last ones";
  }

  @Override
  public boolean takesPoints() {
    return true;
  }

  /// The weights after each correction, the start first.
  static List<Weights> learn(LabelledPoints points, Weights start, double rate, double momentum) {
    List<Weights> path = new ArrayList<>(List.of(start));
    Weights w = start;
    Weights v = new Weights(0, 0, 0);
    for (int epoch = 0; epoch < MOST_EPOCHS && w.right(points) < points.size(); epoch++) {
      for (Point p : points.points()) {
        double step = rate * (p.label() - w.answer(p));
        if (step != 0) {
          v =
              new Weights(
                  momentum * v.x() + step * p.x(),
                  momentum * v.y() + step * p.y(),
                  momentum * v.bias() + step);
          w = new Weights(w.x() + v.x(), w.y() + v.y(), w.bias() + v.bias());
          path.add(w);
        }
      }
    }
    return path;
  }

  /// Points on both sides of a random line, none nearer to it than the gap.
  private static LabelledPoints task(Rng rng, double gap) {
    double angle = 2 * Math.PI * rng.nextDouble();
    double offset = 0.5 * rng.nextDouble();
    List<Point> points = new ArrayList<>();
    while (points.size() < POINTS) {
      double x = 2 * rng.nextDouble() - 1;
      double y = 2 * rng.nextDouble() - 1;
      double side = x * Math.cos(angle) + y * Math.sin(angle) + offset;
      if (Math.abs(side) > gap) {
        points.add(new Point("", side > 0 ? 1 : 0, x, y));
      }
    }
    return new LabelledPoints("x₁", "x₂", List.of("0", "1"), points);
  }

  /// The median number of corrections over many tasks, for each momentum.
  static double[] corrections(Rng rng, double gap) {
    double[][] counts = new double[MOMENTA.length][TASKS];
    for (int t = 0; t < TASKS; t++) {
      LabelledPoints points = task(rng, gap);
      for (int m = 0; m < MOMENTA.length; m++) {
        counts[m][t] = learn(points, new Weights(0, 0, 0), RATE, MOMENTA[m]).size() - 1.0;
      }
    }
    return Arrays.stream(counts)
        .mapToDouble(of -> Arrays.stream(of).sorted().toArray()[TASKS / 2])
        .toArray();
  }

  @Override
  public void run(LabContext lab) {
    LabelledPoints points = Course.twoClasses(lab.points().orElseGet(Animals::ten));
    boolean own = lab.points().isEmpty();
    lab.say(
        """
        A correction moves the weights by the one point that was wrong, even if that undoes the correction before. With **momentum** a
        correction also repeats a part μ of the step before it, so that steps in one direction add up and steps to and fro cancel:
        """);
    lab.formula("v ← μ v + r (T − P) x̃\nw ← w + v");
    lab.say("With μ = 0 it is the rule of the lab `perceptron`. From w = (1, 1, −1) with r = 0.5:");
    Weights start = new Weights(1, 1, -1);
    TableRows table = lab.table("μ", "corrections", "w₁", "w₂", "b", "right");
    Panel path = Panel.of("w₁", "w₂");
    for (int m = 0; m < MOMENTA.length; m++) {
      List<Weights> walked = learn(points, start, RATE, MOMENTA[m]);
      Weights end = walked.getLast();
      table.row(
          Double.toString(MOMENTA[m]),
          walked.size() - 1,
          end.x(),
          end.y(),
          end.bias(),
          end.right(points));
      if (m % 2 == 0) {
        path =
            path.path(
                "μ = " + MOMENTA[m],
                Ink.at(m / 2),
                walked.stream().mapToDouble(Weights::x).toArray(),
                walked.stream().mapToDouble(Weights::y).toArray());
      }
    }
    if (own) {
      lab.check(
          "with μ = 0 the corrections are those of the lab perceptron",
          learn(points, start, RATE, 0)
              .getLast()
              .equals(PerceptronLab.learn(points, start, RATE).getLast().weights()));
    }
    lab.show(
        Picture.of("paths", "More momentum makes longer steps, which overshoot before they settle")
            .inColumns(1, 520, 340)
            .with(path));
    lab.heading("Does it help?");
    lab.say(
        """
        One table proves nothing. Here are %d random tasks of %d points each on the two sides of a random line, once with a wide gap along the
        line and once with a narrow one; the numbers are medians of how many corrections it took until every point was right.
        """,
        TASKS, POINTS);
    lab.progress("wide gap", 0.1);
    double[] wide = corrections(lab.rng(), 0.2);
    lab.progress("narrow gap", 0.4);
    double[] narrow = corrections(lab.rng(), 0.02);
    TableRows medians = lab.table("μ", "wide gap", "narrow gap");
    for (int m = 0; m < MOMENTA.length; m++) {
      medians.row(Double.toString(MOMENTA[m]), wide[m], narrow[m]);
    }
    lab.check("a narrow gap takes more corrections than a wide one", narrow[0] > 2 * wide[0]);
    lab.check(
        "where the gap is narrow, μ = 0.5 saves a quarter of the corrections or more",
        narrow[2] <= 0.75 * narrow[0]);
    lab.check("where it is wide, momentum makes a difference of 3 at most", difference(wide) <= 3);
    lab.show(
        Picture.of("medians", "Momentum saves corrections where the gap is narrow")
            .inColumns(1, 520, 260)
            .with(
                Panel.of("momentum μ", "median number of corrections")
                    .withNames(Arrays.stream(MOMENTA).mapToObj(Double::toString).toList())
                    .columns("wide gap, 0.2", Ink.BLUE, 0, 2, wide)
                    .columns("narrow gap, 0.02", Ink.VERMILLION, 1, 2, narrow)));
    lab.say(
        """
        In a narrow gap the corrections of the few points beside it alternate between the classes. Their parts across the boundary cancel, and
        what they have in common, the turn that the line still lacks, adds up. The same happens in chapter 4 in the long valleys of smooth
        losses, where momentum earns its place.
        """);
  }

  private static double difference(double[] numbers) {
    return Arrays.stream(numbers).max().orElseThrow() - Arrays.stream(numbers).min().orElseThrow();
  }
}
