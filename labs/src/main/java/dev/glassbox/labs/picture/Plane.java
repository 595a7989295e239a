package dev.glassbox.labs.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The plane of a panel while marks are drawn: from numbers to pixels.
///
/// @param x from a number to a pixel across
/// @param y from a number to a pixel downwards
record Plane(Canvas canvas, DoubleUnaryOperator x, DoubleUnaryOperator y) {
  private static final float EDGE = 1.4f;

  /// Points up to this size have no edge: there are many of them.
  private static final double SMALL = 5;

  Point2D at(double px, double py) {
    return new Point2D.Double(x.applyAsDouble(px), y.applyAsDouble(py));
  }

  /// The pixel, or one in its direction if that is very far outside.
  Point2D nearAt(double px, double py) {
    Point2D p = at(px, py);
    return new Point2D.Double(near(p.getX()), near(p.getY()));
  }

  void fill(Shape shape, Color color) {
    canvas.graphics().setColor(color);
    canvas.graphics().fill(shape);
  }

  void draw(Shape shape, Color color, BasicStroke stroke) {
    canvas.graphics().setColor(color);
    canvas.graphics().setStroke(stroke);
    canvas.graphics().draw(shape);
  }

  static BasicStroke stroke(double width, boolean dashed) {
    return dashed
        ? new BasicStroke(
            (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
        : new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /// The line through these places, broken where a number is not finite.
  Path2D line(double[] xs, double[] ys) {
    Path2D path = new Path2D.Double();
    List<Point2D> run = new java.util.ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      Point2D p = at(xs[i], ys[i]);
      if (Double.isFinite(p.getX()) && Double.isFinite(p.getY())) {
        // Far outside, a chart's own drawing would lose its precision.
        run.add(new Point2D.Double(near(p.getX()), near(p.getY())));
      } else {
        flush(path, run);
      }
    }
    flush(path, run);
    return path;
  }

  private static double near(double pixel) {
    return Math.clamp(pixel, -20_000, 20_000);
  }

  private static void flush(Path2D path, List<Point2D> run) {
    if (run.size() > 1) {
      Outline.add(path, run, false);
    }
    run.clear();
  }

  /// Lines of points of the plane as one path.
  Path2D path(List<List<Point2D>> lines, boolean closed) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (List<Point2D> line : lines) {
      Outline.add(path, line.stream().map(p -> at(p.getX(), p.getY())).toList(), closed);
    }
    return path;
  }

  /// A point at each place, of this size in pixels; larger ones have a white edge.
  void points(double[] xs, double[] ys, Ink ink, double size) {
    points(xs, ys, ink, ink.marker(), size);
  }

  void points(double[] xs, double[] ys, Ink ink, Ink.Marker marker, double size) {
    Path2D all = new Path2D.Double();
    for (int i = 0; i < xs.length; i++) {
      Point2D p = at(xs[i], ys[i]);
      if (Double.isFinite(p.getX()) && Double.isFinite(p.getY())) {
        add(all, marker, near(p.getX()), near(p.getY()), size);
      }
    }
    boolean edged = size > SMALL;
    switch (marker) {
      case DISC -> {
        if (edged) {
          draw(all, Color.WHITE, stroke(size + EDGE, false));
        }
        draw(all, ink.color(), stroke(size, false));
      }
      case CROSS -> {
        draw(all, Color.WHITE, stroke(2.2 + EDGE, false));
        draw(all, ink.color(), stroke(2.2, false));
      }
      case TRIANGLE, SQUARE, DIAMOND, TIP -> {
        if (edged) {
          draw(all, Color.WHITE, stroke(EDGE, false));
        }
        fill(all, ink.color());
      }
    }
  }

  private static void add(Path2D path, Ink.Marker marker, double x, double y, double size) {
    double r = size / 2;
    switch (marker) {
      // A line of no length with round ends is a disc, and the shortest way to write one.
      case DISC -> path.append(new Line2D.Double(x, y, x, y), false);
      case TRIANGLE ->
          polygon(path, x, y - 1.15 * r, x + 1.1 * r, y + 0.85 * r, x - 1.1 * r, y + 0.85 * r);
      case TIP ->
          polygon(path, x, y + 1.15 * r, x + 1.1 * r, y - 0.85 * r, x - 1.1 * r, y - 0.85 * r);
      case SQUARE -> {
        double h = 0.9 * r;
        polygon(path, x - h, y - h, x + h, y - h, x + h, y + h, x - h, y + h);
      }
      case DIAMOND ->
          polygon(path, x, y - 1.25 * r, x + 1.25 * r, y, x, y + 1.25 * r, x - 1.25 * r, y);
      case CROSS -> {
        path.append(new Line2D.Double(x - r, y - r, x + r, y + r), false);
        path.append(new Line2D.Double(x - r, y + r, x + r, y - r), false);
      }
    }
  }

  private static void polygon(Path2D path, double... xy) {
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
  }
}
