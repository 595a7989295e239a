package dev.glassbox.labs.course;

import dev.glassbox.data.DataException;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.course.PerceptronLab.Weights;
import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.labs.picture.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What happens where no line separates the classes.
final class LinearLimitsLab implements Lab {
  private static final int EPOCHS = 2000;

  /// With more points it would take too long to try every line.
  private static final int MOST_TRIED = 300;

  @Override
  public String name() {
    return "linear-limits";
  }

  @Override
  public Chapter chapter() {
    return Chapter.PERCEPTRON;
  }

  @Override
  public String title() {
    return "Where no straight line will do";
  }

  @Override
  public boolean takesPoints() {
    return true;
  }

  /// What a long learning came to.
  ///
  /// @param right how many points were right after each epoch
  /// @param mistakes how often each point was corrected
  /// @param pocket the best weights met on the way
  /// @param cycleFrom the first epoch whose weights come again, 0 if none do
  /// @param cycleLength after so many epochs
  record Run(
      List<Long> right,
      Map<String, Integer> mistakes,
      Weights pocket,
      int cycleFrom,
      int cycleLength) {}

  static Run learn(LabelledPoints points, double rate) {
    List<Long> right = new ArrayList<>();
    Map<String, Integer> mistakes = new LinkedHashMap<>();
    points.points().forEach(p -> mistakes.put(p.name(), 0));
    Map<Weights, Integer> seen = new HashMap<>();
    Weights w = new Weights(0, 0, 0);
    Weights pocket = w;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      for (Point point : points.points()) {
        if (w.answer(point) != point.label()) {
          // Rounded, so that weights that are equal in exact arithmetic are equal here.
          w = rounded(w.corrected(rate, point));
          mistakes.merge(point.name(), 1, Integer::sum);
          if (w.right(points) > pocket.right(points)) {
            pocket = w;
          }
        }
      }
      right.add(w.right(points));
      Integer before = seen.putIfAbsent(w, epoch);
      if (before != null) {
        return new Run(right, mistakes, pocket, before, epoch - before);
      }
    }
    return new Run(right, mistakes, pocket, 0, 0);
  }

  private static Weights rounded(Weights w) {
    return new Weights(rounded(w.x()), rounded(w.y()), rounded(w.bias()));
  }

  private static double rounded(double number) {
    return Math.rint(number * 1e9) / 1e9;
  }

  /// How many points the best of all lines has right: every line that matters passes close by two
  /// of the points, so it is enough to try those, turned and shifted by a hair, with either side as
  /// 1.
  static long bestPossible(LabelledPoints points) {
    List<Point> all = points.points();
    long best = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        best = Math.max(best, bestThrough(points, all.get(i), all.get(j)));
      }
    }
    return best;
  }

  private static long bestThrough(LabelledPoints points, Point a, Point b) {
    long best = 0;
    double hair = 1e-7;
    for (int side = 0; side < 4; side++) {
      // The line through a and b, with each of them moved a hair to one side.
      double dx = b.x() - a.x();
      double dy = b.y() - a.y();
      double moveA = side % 2 == 0 ? hair : -hair;
      double moveB = side / 2 == 0 ? hair : -hair;
      double ax = a.x() - moveA * dy;
      double ay = a.y() + moveA * dx;
      double bx = b.x() - moveB * dy;
      double by = b.y() + moveB * dx;
      double wx = ay - by;
      double wy = bx - ax;
      Weights w = new Weights(wx, wy, -(wx * ax + wy * ay));
      Weights turned = new Weights(-w.x(), -w.y(), -w.bias());
      best = Math.max(best, Math.max(w.right(points), turned.right(points)));
    }
    return best;
  }

  @Override
  public void run(LabContext lab) {
    LabelledPoints points =
        Course.twoClasses(lab.points().orElseGet(() -> Animals.ten().and(Animals.sevenMore())));
    boolean own = lab.points().isEmpty();
    if (points.size() > MOST_TRIED) {
      throw new DataException(
          "linear-limits tries the lines through all pairs of points, of which %d are too many; give %d at most"
              .formatted(points.size(), MOST_TRIED));
    }
    if (own) {
      lab.say(
          """
          Seven more animals join the ten of the lab `perceptron`: a fluffy tarantula that is not cute, a dolphin that is although it is
          bald, and others like them.
          """);
      TableRows table = lab.table("", "size", "fluffiness", "truth");
      Animals.sevenMore()
          .points()
          .forEach(p -> table.row(p.name(), p.x(), p.y(), points.labels().get(p.label())));
      lab.say(
          """
          Can a line still do it? Two points of one class cannot lie apart from two of the other if the segments between them cross, for
          a line that has both ends of a segment on one side has all of it there. The segment from duckling to dolphin crosses that from
          warthog to hyena, so the answer is no.
          """);
    }
    Run run = learn(points, 1);
    if (run.pocket().right(points) == points.size()) {
      lab.say(
          "A line separates these points: the perceptron found it in %d epochs. This lab is about"
              + " points where none does.",
          run.right().size());
      showPocket(lab, points, run.pocket());
      return;
    }
    long best = bestPossible(points);
    lab.heading("It never ends");
    lab.say(
        "The perceptron corrects and corrects. In its last epoch it still had %d of %d right; at"
            + " best, on the way, %d.",
        run.right().getLast(), points.size(), run.pocket().right(points));
    if (run.cycleFrom() > 0) {
      lab.say(
          """
          It cannot go on like that for ever without coming back to weights it had before, as the weights stay bounded (the perceptron
          cycling theorem, Block and Levin 1970) and move in steps of one grid. Here the weights after epoch %d are those after epoch %d
          again, and from then on all repeats every %d epochs.
          """,
          run.cycleFrom() + run.cycleLength(), run.cycleFrom(), run.cycleLength());
    }
    if (own) {
      lab.check("the weights come back to what they were: it cycles for ever", run.cycleFrom() > 0);
      lab.check("no line has all 17 right", best < points.size());
    }
    double[] epochs = new double[run.right().size()];
    double[] right = new double[epochs.length];
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] = i + 1.0;
      right[i] = run.right().get(i);
    }
    lab.show(
        Picture.of("epochs", "The number of right answers goes up and down and never settles")
            .inColumns(1, 560, 240)
            .with(
                Panel.of("epoch", "right answers")
                    .withY(0, points.size() + 1)
                    .line("after each epoch", Ink.BLUE, epochs, right)
                    .dashed(
                        "best of all lines",
                        Ink.BLACK,
                        new double[] {1, Math.max(2, epochs.length)},
                        new double[] {best, best})));

    lab.heading("The pocket");
    lab.say(
        """
        The remedy is to keep the best weights in the pocket while learning goes on (Gallant 1990). They have %d of %d right. Trying every
        line that passes close by two of the points shows that no line has more than %d.
        """,
        run.pocket().right(points), points.size(), best);
    if (own) {
      lab.check("the pocket is no better than the best line", run.pocket().right(points) <= best);
      lab.check("13 of 17 are right in the pocket", run.pocket().right(points) == 13);
      lab.check("14 of 17 are right by the best of all lines", best == 14);
    }
    showPocket(lab, points, run.pocket());

    lab.heading("The troublemakers");
    lab.say("Who was corrected most often? Those who lie among the others.");
    List<Point> byMistakes =
        points.points().stream()
            .sorted(
                Comparator.comparing((Point p) -> run.mistakes().getOrDefault(p.name(), 0))
                    .reversed())
            .toList();
    TableRows table = lab.table("", "corrected", "right in the pocket?");
    for (Point point : byMistakes.subList(0, Math.min(8, byMistakes.size()))) {
      boolean isRight = run.pocket().answer(point) == point.label();
      table.row(point.name(), run.mistakes().getOrDefault(point.name(), 0), isRight ? "yes" : "no");
    }
    if (own) {
      lab.check(
          "the four who were corrected most are among the seven who came later",
          Animals.sevenMore().points().containsAll(byMistakes.subList(0, 4)));
    }
  }

  private static void showPocket(LabContext lab, LabelledPoints points, Weights pocket) {
    Range xs = Range.around(points.xs());
    Range ys = Range.around(points.ys());
    Field score = Field.of(xs, ys, 31, (x, y) -> pocket.score(new Point("", 0, x, y)));
    lab.show(
        Picture.of(
                "pocket",
                "The line in the pocket has %d of %d right"
                    .formatted(pocket.right(points), points.size()))
            .with(Animals.named(points).decision("w · x̃ = 0", Ink.BLACK, score, 0)));
  }
}
