package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.picture.Ink;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Range;
import java.util.List;

/// The table of the first chapter: animals by size and fluffiness, cute (1) or not (0).
final class Animals {
  private Animals() {}

  /// Ten animals that a straight line can tell apart.
  static LabelledPoints ten() {
    return table(
        List.of(
            new Point("hamster", 1, 0.1, 0.8),
            new Point("toad", 0, 0.1, 0.0),
            new Point("rabbit", 1, 0.4, 0.9),
            new Point("hyena", 0, 1.4, 0.5),
            new Point("kitten", 1, 0.4, 0.7),
            new Point("snake", 0, 1.5, 0.0),
            new Point("duckling", 1, 0.2, 0.6),
            new Point("warthog", 0, 1.3, 0.2),
            new Point("red panda", 1, 0.6, 0.8),
            new Point("eel", 0, 0.8, 0.0)));
  }

  /// Seven more, with which no line can.
  static LabelledPoints sevenMore() {
    return table(
        List.of(
            new Point("tarantula", 0, 0.1, 0.9),
            new Point("rat", 0, 0.2, 0.7),
            new Point("dolphin", 1, 2.4, 0.0),
            new Point("polar bear", 1, 2.4, 0.8),
            new Point("moose", 0, 2.5, 0.5),
            new Point("seal pup", 1, 0.9, 0.5),
            new Point("vulture", 0, 1.0, 0.3)));
  }

  private static LabelledPoints table(List<Point> points) {
    return new LabelledPoints(
        "size in metres", "fluffiness from 0 to 1", List.of("not cute", "cute"), points);
  }

  /// A panel of points by label.
  static Panel panel(LabelledPoints points) {
    Panel panel =
        Panel.of(points.xName(), points.yName())
            .over(Range.around(points.xs()), Range.around(points.ys()));
    for (int label = points.labels().size() - 1; label >= 0; label--) {
      panel =
          panel.points(
              points.labels().get(label),
              label == 1 ? Ink.BLUE : label == 0 ? Ink.VERMILLION : Ink.at(label),
              points.xs(label),
              points.ys(label));
    }
    return panel;
  }

  /// The same with the points' names.
  static Panel named(LabelledPoints points) {
    Range xs = Range.around(points.xs());
    // Room for the name of the rightmost point.
    double right = xs.high() + 0.12 * (xs.high() - xs.low());
    Panel panel = panel(points).withX(xs.low(), right);
    for (Point point : points.points()) {
      String name = point.name();
      // Where a name to the right would run into a neighbour or a line of the course.
      panel =
          switch (name) {
            case "tarantula" -> panel.noteAbove(name, point.x(), point.y());
            case "hamster" -> panel.noteBelow(name, point.x(), point.y());
            case "seal pup" -> panel.noteLeft(name, point.x(), point.y());
            default -> panel.note(name, point.x(), point.y());
          };
    }
    return panel;
  }
}
