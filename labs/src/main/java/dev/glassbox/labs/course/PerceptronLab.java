package dev.glassbox.labs.course;

import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.nn.Perceptron;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A single neuron that learns from its mistakes.
final class PerceptronLab implements Lab {
  private static final Weights START = new Weights(1, 1, -1);
  private static final int MOST_EPOCHS = 1000;

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public Chapter chapter() {
    return Chapter.PERCEPTRON;
  }

  @Override
  public String title() {
    return "A neuron that learns from its mistakes";
  }

  @Override
  public boolean takesPoints() {
    return true;
  }

  /// What the neuron knows: the weight of each input, and the bias, which is the weight of a
  /// constant 1.
  record Weights(double x, double y, double bias) {
    double score(Point p) {
      return x * p.x() + y * p.y() + bias;
    }

    int answer(Point p) {
      return score(p) > 0 ? 1 : 0;
    }

    /// w ← w + r (T − P) x̃
    Weights corrected(double rate, Point p) {
      double step = rate * (p.label() - answer(p));
      return new Weights(x + step * p.x(), y + step * p.y(), bias + step);
    }

    long right(LabelledPoints points) {
      return points.points().stream().filter(p -> answer(p) == p.label()).count();
    }
  }

  /// A correction: in which epoch, by which point, to what.
  record Correction(int epoch, Point point, Weights weights) {}

  /// Goes through the points again and again until none is on the wrong side.
  static List<Correction> learn(LabelledPoints points, Weights start, double rate) {
    List<Correction> corrections = new ArrayList<>();
    Weights w = start;
    for (int epoch = 1; epoch <= MOST_EPOCHS && w.right(points) < points.size(); epoch++) {
      for (Point point : points.points()) {
        if (w.answer(point) != point.label()) {
          w = w.corrected(rate, point);
          corrections.add(new Correction(epoch, point, w));
        }
      }
    }
    return corrections;
  }

  @Override
  public void run(LabContext lab) {
    LabelledPoints points = Course.twoClasses(lab.points().orElseGet(Animals::ten));
    boolean own = lab.points().isEmpty();
    lab.say(
        """
        A perceptron (Rosenblatt 1958) weighs its inputs, adds them up, and answers 1 if the sum is above 0, else 0. Its inputs here are
        two numbers, x₁ and x₂, and a constant 1 whose weight is the **bias**:
        """);
    lab.formula("P = 1  if  w · x̃ > 0,  else 0      with  x̃ = (x₁, x₂, 1)  and  w = (w₁, w₂, b)");
    lab.heading("With fixed weights");
    lab.say("Take w = (1, 1, −1), without having learnt anything. Who is right?");
    TableRows answers =
        lab.table("", points.xName(), points.yName(), "w · x̃", "answer", "truth", "right?");
    for (Point p : points.points()) {
      int answer = START.answer(p);
      answers.row(
          p.name(),
          p.x(),
          p.y(),
          START.score(p),
          points.labels().get(answer),
          points.labels().get(p.label()),
          answer == p.label() ? "yes" : "no");
    }
    lab.say(
        "Right are %d of %d. The points where w · x̃ = 0 form a straight line, the boundary.",
        START.right(points), points.size());
    if (own) {
      lab.check("with w = (1, 1, −1) five of ten animals are right", START.right(points) == 5);
    }
    lab.show(
        Picture.of(
                "fixed",
                "With w = (1, 1, −1), %d of %d are on their side of the line"
                    .formatted(START.right(points), points.size()))
            .with(boundary(Animals.named(points), points, START)));

    lab.heading("Learning");
    lab.say(
        """
        Now go through the points one by one. Where the answer P differs from the truth T, move the weights by the point itself,
        with r the learning rate, here 0.5:
        """);
    lab.formula("w ← w + r (T − P) x̃");
    lab.say(
        """
        T − P is 1 where the answer should have been 1, and then w · x̃ grows by r |x̃|²; it is −1 where it should have been 0, and then
        w · x̃ falls by as much. A point that is right moves nothing.
        """);
    List<Correction> corrections = learn(points, START, 0.5);
    TableRows steps =
        lab.table("correction", "epoch", "by", "T − P", "w₁", "w₂", "b", "right after");
    for (int i = 0; i < Math.min(corrections.size(), 30); i++) {
      Correction c = corrections.get(i);
      Weights w = c.weights();
      steps.row(
          i + 1,
          c.epoch(),
          c.point().name(),
          c.point().label() == 1 ? "+1" : "−1",
          w.x(),
          w.y(),
          w.bias(),
          w.right(points));
    }
    Weights last = corrections.isEmpty() ? START : corrections.getLast().weights();
    boolean separated = last.right(points) == points.size();
    lab.say(
        separated
            ? "After %d corrections in %d epochs all %d points are right."
            : "After %d corrections in %d epochs not all of the %d points are right: no line may"
                + " separate them.",
        corrections.size(),
        corrections.isEmpty() ? 0 : corrections.getLast().epoch(),
        points.size());
    if (own) {
      lab.check("the last line has all ten animals on their side", separated);
      checkAgainstLibrary(lab, points);
    }
    lab.show(movingBoundary(points, corrections));

    lab.heading("N + 1 parameters, and what the sign adds");
    lab.say(
        """
        N inputs take N weights and a bias: 2 numbers for a threshold on a line, 3 for a line in the plane, 4 for a plane in space,
        N + 1 for a hyperplane in N dimensions. All positive multiples of w answer alike, so the *boundary* has only N degrees of freedom.
        The sign has a meaning of its own: −w has the same boundary and answers the opposite everywhere, so w also says which side is
        which; w itself is an arrow across the boundary to the side of the answer 1.
        """);
    lab.table("inputs", "boundary", "parameters")
        .row(1, "point", 2)
        .row(2, "line", 3)
        .row(3, "plane", 4)
        .row(100, "hyperplane", 101);
    Weights doubled = new Weights(2 * last.x(), 2 * last.y(), 2 * last.bias());
    Weights negated = new Weights(-last.x(), -last.y(), -last.bias());
    if (own) {
      lab.check("2w answers as w does", doubled.right(points) == last.right(points));
      lab.check(
          "−w is wrong where w is right, and right where w is wrong",
          negated.right(points) == points.size() - last.right(points));
    }
  }

  /// Glassbox's own perceptron starts from 0 and makes the very same corrections.
  private static void checkAgainstLibrary(LabContext lab, LabelledPoints points) {
    Perceptron.Learnt learnt = Perceptron.of().learn(points.inputs(), points.targets());
    List<Correction> own = learn(points, new Weights(0, 0, 0), 1);
    boolean same =
        own.size() == learnt.updates().size()
            && IntStream.range(0, own.size())
                .allMatch(
                    i ->
                        own.get(i).weights().bias() == learnt.updates().get(i).bias()
                            && own.get(i).weights().x() == learnt.updates().get(i).weight().at(0));
    lab.check(
        "from w = 0 with r = 1, `Perceptron.of().learn(…)` makes the same %d corrections; %.0f were possible at most (Novikoff 1962)"
            .formatted(own.size(), Math.floor(learnt.updateBound())),
        same);
  }

  private static Picture movingBoundary(LabelledPoints points, List<Correction> corrections) {
    int count = corrections.size();
    Picture picture =
        Picture.of("learning", "Each mistake turns the line until nobody is left on the wrong side")
            .inColumns(3, 250, 190)
            .withSharedAxes()
            .with(boundary(Animals.panel(points), points, START).titled("before"));
    for (int i = 1; i <= Math.min(5, count); i++) {
      int at = count <= 5 ? i : (int) Math.round(i * count / 5.0);
      Weights w = corrections.get(at - 1).weights();
      picture =
          picture.with(
              boundary(Animals.panel(points), points, w)
                  .titled("after %d: %d right".formatted(at, w.right(points))));
    }
    return picture;
  }

  private static Panel boundary(Panel panel, LabelledPoints points, Weights w) {
    Range xs = Range.around(points.xs());
    Range ys = Range.around(points.ys());
    Field score = Field.of(xs, ys, 31, (x, y) -> w.score(new Point("", 0, x, y)));
    return panel.decision("w · x̃ = 0", Ink.BLACK, score, 0);
  }
}
