package dev.glassbox.labs.picture;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a field is at least as high as a level, found by marching squares (Lorensen and Cline
/// 1987, in the plane): the coast of that land, with the land always to the left of who walks along
/// it.
///
/// The field is taken to lie in a sea of minus infinity, so every coast is a closed loop; the part
/// of it that is merely the field's own border is not a contour.
final class Contours {
  private final Field field;
  private final double level;

  /// Points across and upwards, the sea included.
  private final int columns;

  private final int rows;

  /// A point of a coast.
  ///
  /// @param onBorder whether it lies there only because the field ends
  private record Crossing(double x, double y, boolean onBorder) {}

  private Contours(Field field, double level) {
    this.field = field;
    this.level = level;
    columns = field.columns() + 2;
    rows = field.rows() + 2;
  }

  /// The land's outlines, closed.
  static List<List<Point2D>> regions(Field field, double level) {
    return new Contours(field, level).loops().stream().map(Contours::points).toList();
  }

  /// The lines on which the field has this level.
  static List<List<Point2D>> lines(Field field, double level) {
    List<List<Point2D>> lines = new ArrayList<>();
    for (List<Crossing> loop : new Contours(field, level).loops()) {
      lines.addAll(withoutBorder(loop));
    }
    return lines;
  }

  private static List<Point2D> points(List<Crossing> loop) {
    return loop.stream().<Point2D>map(c -> new Point2D.Double(c.x, c.y)).toList();
  }

  private static List<List<Point2D>> withoutBorder(List<Crossing> loop) {
    int start = 0;
    while (start < loop.size() && !loop.get(start).onBorder) {
      start++;
    }
    if (start == loop.size()) {
      List<Crossing> closed = new ArrayList<>(loop);
      closed.add(loop.getFirst());
      return List.of(points(closed));
    }
    List<List<Point2D>> lines = new ArrayList<>();
    List<Crossing> run = new ArrayList<>();
    for (int i = 0; i <= loop.size(); i++) {
      Crossing next = loop.get((start + i) % loop.size());
      if (!next.onBorder) {
        run.add(next);
      } else {
        if (run.size() > 1) {
          lines.add(points(run));
        }
        run = new ArrayList<>();
      }
    }
    return lines;
  }

  private List<List<Crossing>> loops() {
    Map<Integer, Integer> next = new HashMap<>();
    for (int row = 0; row + 1 < rows; row++) {
      for (int column = 0; column + 1 < columns; column++) {
        cross(column, row, next);
      }
    }
    List<List<Crossing>> loops = new ArrayList<>();
    // In the order of the edges, whatever the order of the map.
    for (int edge = 0; edge < 2 * columns * rows; edge++) {
      List<Crossing> loop = new ArrayList<>();
      Integer at = edge;
      for (Integer to = next.remove(at); to != null; to = next.remove(at)) {
        loop.add(crossing(at));
        at = to;
      }
      if (!loop.isEmpty()) {
        loops.add(loop);
      }
    }
    return loops;
  }

  /// How the coast runs through the square with this point at its lower left.
  private void cross(int column, int row, Map<Integer, Integer> next) {
    int lower = horizontal(column, row);
    int upper = horizontal(column, row + 1);
    int left = vertical(column, row);
    int right = vertical(column + 1, row);
    boolean isPass = isLandInTheMiddle(column, row);
    switch (corners(column, row)) {
      case 1 -> next.put(lower, left);
      case 2 -> next.put(right, lower);
      case 3 -> next.put(right, left);
      case 4 -> next.put(upper, right);
      case 5 -> {
        next.put(upper, isPass ? left : right);
        next.put(lower, isPass ? right : left);
      }
      case 6 -> next.put(upper, lower);
      case 7 -> next.put(upper, left);
      case 8 -> next.put(left, upper);
      case 9 -> next.put(lower, upper);
      case 10 -> {
        next.put(left, isPass ? lower : upper);
        next.put(right, isPass ? upper : lower);
      }
      case 11 -> next.put(right, upper);
      case 12 -> next.put(left, right);
      case 13 -> next.put(lower, right);
      case 14 -> next.put(left, lower);
      default -> {}
    }
  }

  /// Which corners are land: 1 lower left, 2 lower right, 4 upper right, 8 upper left.
  private int corners(int column, int row) {
    return (isLand(column, row) ? 1 : 0)
        + (isLand(column + 1, row) ? 2 : 0)
        + (isLand(column + 1, row + 1) ? 4 : 0)
        + (isLand(column, row + 1) ? 8 : 0);
  }

  private boolean isLandInTheMiddle(int column, int row) {
    double sum =
        value(column, row)
            + value(column + 1, row)
            + value(column, row + 1)
            + value(column + 1, row + 1);
    return sum / 4 >= level;
  }

  private boolean isLand(int column, int row) {
    return value(column, row) >= level;
  }

  private boolean isSea(int column, int row) {
    return column == 0 || row == 0 || column == columns - 1 || row == rows - 1;
  }

  private double value(int column, int row) {
    return isSea(column, row) ? Double.NEGATIVE_INFINITY : field.value(column - 1, row - 1);
  }

  private int horizontal(int column, int row) {
    return 2 * (row * columns + column);
  }

  private int vertical(int column, int row) {
    return 2 * (row * columns + column) + 1;
  }

  private Crossing crossing(int edge) {
    int column = edge / 2 % columns;
    int row = edge / 2 / columns;
    int toColumn = column + (edge % 2 == 0 ? 1 : 0);
    int toRow = row + edge % 2;
    double from = value(column, row);
    double to = value(toColumn, toRow);
    boolean onBorder = isSea(column, row) || isSea(toColumn, toRow);
    double share = onBorder ? (isSea(column, row) ? 1 : 0) : (level - from) / (to - from);
    return new Crossing(
        field.x().at(0, 2)
            + step(field.x(), field.columns()) * (column - 1 + share * (toColumn - column)),
        field.y().at(0, 2) + step(field.y(), field.rows()) * (row - 1 + share * (toRow - row)),
        onBorder);
  }

  private static double step(Range range, int count) {
    return range.length() / (count - 1);
  }
}
