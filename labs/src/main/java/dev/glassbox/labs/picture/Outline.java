package dev.glassbox.labs.picture;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/// A line through points with those left out that nobody would miss (Douglas and Peucker 1973).
final class Outline {
  /// In pixels.
  private static final double TOLERANCE = 0.2;

  private Outline() {}

  /// Adds the line to a path.
  static void add(Path2D path, List<Point2D> points, boolean closed) {
    boolean[] kept = new boolean[points.size()];
    keep(points, 0, points.size() - 1, kept);
    boolean begun = false;
    for (int i = 0; i < points.size(); i++) {
      if (!kept[i]) {
        continue;
      }
      Point2D p = points.get(i);
      if (begun) {
        path.lineTo(p.getX(), p.getY());
      } else {
        path.moveTo(p.getX(), p.getY());
      }
      begun = true;
    }
    if (begun && closed) {
      path.closePath();
    }
  }

  private static void keep(List<Point2D> points, int from, int to, boolean[] kept) {
    kept[from] = true;
    kept[to] = true;
    double farthest = TOLERANCE;
    int at = -1;
    for (int i = from + 1; i < to; i++) {
      double distance = distance(points.get(from), points.get(to), points.get(i));
      if (distance > farthest) {
        farthest = distance;
        at = i;
      }
    }
    if (at >= 0) {
      keep(points, from, at, kept);
      keep(points, at, to, kept);
    }
  }

  private static double distance(Point2D a, Point2D b, Point2D p) {
    return java.awt.geom.Line2D.ptSegDist(
        a.getX(), a.getY(), b.getX(), b.getY(), p.getX(), p.getY());
  }
}
