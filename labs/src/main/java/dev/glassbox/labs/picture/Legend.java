package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the marks of all panels are: a sample and a label each, in rows under the title.
final class Legend {
  private static final Canvas.Lettering TEXT = new Canvas.Lettering(13, false, Color.BLACK);
  private static final double SAMPLE = 28;
  private static final double GAP = 22;
  private static final double ROW = 21;

  private final List<List<Mark>> rows = new ArrayList<>();

  Legend(List<Panel> panels, double width) {
    Map<String, Mark> entries = new LinkedHashMap<>();
    for (Panel panel : panels) {
      for (Mark mark : panel.marks) {
        if (!mark.label().isEmpty()) {
          entries.putIfAbsent(mark.label(), mark);
        }
      }
    }
    double used = width;
    for (Mark mark : entries.values()) {
      if (used + width(mark) > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(mark);
      used += width(mark) + GAP;
    }
  }

  private static double width(Mark mark) {
    return SAMPLE + 6 + Canvas.width(mark.label(), TEXT);
  }

  double height() {
    return rows.isEmpty() ? 0 : rows.size() * ROW + 4;
  }

  void draw(Canvas canvas, double left, double top) {
    double y = top + ROW / 2;
    for (List<Mark> row : rows) {
      double x = left;
      for (Mark mark : row) {
        sample(canvas, mark, x, y);
        canvas.text(mark.label(), x + SAMPLE + 6, y + 4.5, Canvas.Anchor.START, TEXT);
        x += width(mark) + GAP;
      }
      y += ROW;
    }
  }

  private static void sample(Canvas canvas, Mark mark, double x, double y) {
    Plane plane = new Plane(canvas, v -> v, v -> v);
    double[] xs = {x, x + SAMPLE};
    double[] ys = {y, y};
    double[] middle = {x + SAMPLE / 2};
    double[] here = {y};
    switch (mark) {
      case Mark.Line line ->
          new Mark.Line("", line.ink(), xs, ys, line.width(), line.dashed()).draw(plane);
      case Mark.Levels levels ->
          new Mark.Line("", levels.ink(), xs, ys, levels.width(), false).draw(plane);
      case Mark.Dots dots -> plane.points(middle, here, dots.ink(), Math.max(7, dots.size()));
      case Mark.Trail trail -> {
        new Mark.Line("", trail.ink(), xs, ys, 1.6, false).draw(plane);
        plane.points(new double[] {x + SAMPLE - 4}, here, trail.ink(), 9);
      }
      case Mark.Walk walk -> {
        new Mark.Line("", walk.ink(), xs, ys, 1.8, false).draw(plane);
        plane.points(new double[] {x + SAMPLE - 4}, here, walk.ink(), Ink.Marker.DISC, 9);
      }
      case Mark.Arrow arrow -> new Mark.Arrow("", arrow.ink(), x, y, x + SAMPLE, y).draw(plane);
      case Mark.Band _, Mark.Region _ ->
          plane.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12), mark.ink().pale(0.25));
      case Mark.Columns columns ->
          plane.fill(new Rectangle2D.Double(x + 8, y - 6, 12, 12), columns.ink().pale(0.75));
      case Mark.Heat _, Mark.Note _, Mark.Pixels _ -> {}
    }
  }
}
