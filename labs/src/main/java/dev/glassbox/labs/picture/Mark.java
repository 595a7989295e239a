package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// One thing that is drawn into a panel.
sealed interface Mark {
  Canvas.Lettering NOTE = new Canvas.Lettering(12, false, new Color(0x333333));

  void draw(Plane plane);

  /// What stands for it in the legend; without a label it has no entry.
  default String label() {
    return "";
  }

  default Ink ink() {
    return Ink.BLACK;
  }

  /// The abscissas that a panel without a given range must show.
  default double[] xs() {
    return new double[0];
  }

  /// The ordinates that a panel without a given range must show.
  default double[] ys() {
    return new double[0];
  }

  /// A line.
  record Line(String label, Ink ink, double[] xs, double[] ys, double width, boolean dashed)
      implements Mark {
    @Override
    public void draw(Plane plane) {
      plane.draw(plane.line(xs, ys), ink.color(), Plane.stroke(width, dashed));
    }
  }

  /// Points.
  record Dots(String label, Ink ink, double[] xs, double[] ys, double size) implements Mark {
    @Override
    public void draw(Plane plane) {
      plane.points(xs, ys, ink, size);
    }
  }

  /// A path of steps: its points joined, the first open, the last larger.
  record Trail(String label, Ink ink, double[] xs, double[] ys) implements Mark {
    @Override
    public void draw(Plane plane) {
      Path2D line = plane.line(xs, ys);
      plane.draw(line, Color.WHITE, Plane.stroke(3.6, false));
      plane.draw(line, ink.color(), Plane.stroke(1.6, false));
      plane.points(xs, ys, ink, Ink.Marker.DISC, 4);
      int last = xs.length - 1;
      plane.points(new double[] {xs[0]}, new double[] {ys[0]}, Ink.BLACK, 8);
      plane.points(new double[] {xs[last]}, new double[] {ys[last]}, ink, 10);
    }
  }

  /// A path of steps that is walked, where pictures can move; elsewhere it is a trail.
  record Walk(String label, Ink ink, double[] xs, double[] ys) implements Mark {
    @Override
    public void draw(Plane plane) {
      List<Point2D> places = new ArrayList<>();
      for (int i = 0; i < xs.length; i++) {
        places.add(plane.nearAt(xs[i], ys[i]));
      }
      if (!plane.canvas().walk(places, ink.color())) {
        new Trail(label, ink, xs, ys).draw(plane);
      }
    }
  }

  /// The strip between two lines.
  record Band(String label, Ink ink, double[] xs, double[] lows, double[] highs) implements Mark {
    @Override
    public void draw(Plane plane) {
      int n = xs.length;
      List<Point2D> around = new ArrayList<>();
      for (int i = 0; i < 2 * n; i++) {
        int at = i < n ? i : 2 * n - 1 - i;
        around.add(new Point2D.Double(xs[at], i < n ? lows[at] : highs[at]));
      }
      plane.fill(plane.path(List.of(around), true), ink.pale(0.25));
    }

    @Override
    public double[] ys() {
      double[] all = java.util.Arrays.copyOf(lows, 2 * lows.length);
      System.arraycopy(highs, 0, all, lows.length, highs.length);
      return all;
    }
  }

  /// Columns that stand on 0, each from one edge to the next.
  record Columns(String label, Ink ink, double[] lefts, double[] rights, double[] heights)
      implements Mark {
    @Override
    public void draw(Plane plane) {
      Path2D all = new Path2D.Double();
      for (int i = 0; i < heights.length; i++) {
        Point2D a = plane.at(lefts[i], 0);
        Point2D b = plane.at(rights[i], heights[i]);
        Rectangle2D box = new Rectangle2D.Double();
        box.setFrameFromDiagonal(a, b);
        all.append(box, false);
      }
      plane.fill(all, ink.pale(0.75));
      plane.draw(all, Color.WHITE, Plane.stroke(0.8, false));
    }

    @Override
    public double[] xs() {
      double[] all = java.util.Arrays.copyOf(lefts, 2 * lefts.length);
      System.arraycopy(rights, 0, all, lefts.length, rights.length);
      return all;
    }

    @Override
    public double[] ys() {
      double[] all = java.util.Arrays.copyOf(heights, heights.length + 1);
      return all;
    }
  }

  /// A field in colours.
  record Heat(Field field, ColorScale scale) implements Mark {
    @Override
    public void draw(Plane plane) {
      int lowest = scale.band(field.least());
      Rectangle2D all = new Rectangle2D.Double();
      all.setFrameFromDiagonal(
          plane.at(field.x().low(), field.y().low()), plane.at(field.x().high(), field.y().high()));
      plane.fill(all, scale.color(lowest));
      for (int band = lowest + 1; band <= scale.band(field.greatest()); band++) {
        var land = plane.path(Contours.regions(field, scale.bound(band)), true);
        plane.fill(land, scale.color(band));
      }
    }

    @Override
    public double[] xs() {
      return new double[] {field.x().low(), field.x().high()};
    }

    @Override
    public double[] ys() {
      return new double[] {field.y().low(), field.y().high()};
    }
  }

  /// Lines on which a field has these levels.
  record Levels(String label, Ink ink, Field field, double[] levels, double width) implements Mark {
    @Override
    public void draw(Plane plane) {
      for (double level : levels) {
        plane.draw(
            plane.path(Contours.lines(field, level), false),
            ink.color(),
            Plane.stroke(width, false));
      }
    }
  }

  /// Where a field is above a level.
  record Region(String label, Ink ink, Field field, double level) implements Mark {
    @Override
    public void draw(Plane plane) {
      plane.fill(plane.path(Contours.regions(field, level), true), ink.pale(0.25));
    }
  }

  /// An arrow from one place to another.
  record Arrow(String label, Ink ink, double fromX, double fromY, double toX, double toY)
      implements Mark {
    private static final double HEAD = 9;

    @Override
    public void draw(Plane plane) {
      Point2D a = plane.at(fromX, fromY);
      Point2D b = plane.at(toX, toY);
      double length = a.distance(b);
      if (length < 1) {
        return;
      }
      double dx = (b.getX() - a.getX()) / length;
      double dy = (b.getY() - a.getY()) / length;
      double head = Math.min(HEAD, length);
      double baseX = b.getX() - head * dx;
      double baseY = b.getY() - head * dy;
      Path2D shaft = new Path2D.Double();
      shaft.moveTo(a.getX(), a.getY());
      shaft.lineTo(baseX, baseY);
      plane.draw(shaft, ink.color(), Plane.stroke(2, false));
      Path2D tip = new Path2D.Double();
      tip.moveTo(b.getX(), b.getY());
      tip.lineTo(baseX - 0.45 * head * dy, baseY + 0.45 * head * dx);
      tip.lineTo(baseX + 0.45 * head * dy, baseY - 0.45 * head * dx);
      tip.closePath();
      plane.fill(tip, ink.color());
    }

    @Override
    public double[] xs() {
      return new double[] {fromX, toX};
    }

    @Override
    public double[] ys() {
      return new double[] {fromY, toY};
    }
  }

  /// A few words at a place, shifted by some pixels.
  record Note(String text, double x, double y, double right, double up, Canvas.Anchor anchor)
      implements Mark {
    @Override
    public void draw(Plane plane) {
      Point2D at = plane.at(x, y);
      plane.canvas().text(text, at.getX() + right, at.getY() - up, anchor, NOTE);
    }
  }

  /// An image, a square for each number, the first row at the top.
  record Pixels(int columns, int rows, double[] values, ColorScale scale) implements Mark {
    @Override
    public void draw(Plane plane) {
      // Squares of one colour make one path, a row's neighbours one rectangle.
      for (int band = 0; band < scale.bands(); band++) {
        Path2D all = new Path2D.Double();
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            int first = column;
            while (column < columns && scale.band(values[row * columns + column]) == band) {
              column++;
            }
            if (column > first) {
              Rectangle2D box = new Rectangle2D.Double();
              box.setFrameFromDiagonal(
                  plane.at(first, rows - row), plane.at(column, rows - row - 1));
              all.append(box, false);
            }
          }
        }
        if (all.getCurrentPoint() != null) {
          plane.fill(all, scale.color(band));
        }
      }
    }

    @Override
    public double[] xs() {
      return new double[] {0, columns};
    }

    @Override
    public double[] ys() {
      return new double[] {0, rows};
    }
  }
}
