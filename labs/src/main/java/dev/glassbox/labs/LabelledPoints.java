package dev.glassbox.labs;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Points of the plane, each with a name and one of a few labels.
///
/// @param xName what x is, with its unit
/// @param yName what y is, with its unit
/// @param labels the labels there are, in the order of their numbers
/// @param points each with its label's number
public record LabelledPoints(String xName, String yName, List<String> labels, List<Point> points) {

  /// Keeps copies.
  public LabelledPoints {
    labels = List.copyOf(labels);
    points = List.copyOf(points);
  }

  /// A point.
  ///
  /// @param label its place in the list of labels
  public record Point(String name, int label, double x, double y) {}

  /// How many points there are.
  public int size() {
    return points.size();
  }

  /// The points as (size, 2), FLOAT64.
  public Tensor inputs() {
    double[] all = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      all[2 * i] = points.get(i).x();
      all[2 * i + 1] = points.get(i).y();
    }
    return Tensor.of(Shape.of(points.size(), 2), all);
  }

  /// The labels' numbers as (size), FLOAT64.
  public Tensor targets() {
    return Tensor.of(DType.FLOAT64, points.stream().mapToDouble(Point::label).toArray());
  }

  /// The abscissas of the points with this label.
  public double[] xs(int label) {
    return points.stream().filter(p -> p.label() == label).mapToDouble(Point::x).toArray();
  }

  /// The ordinates of the points with this label.
  public double[] ys(int label) {
    return points.stream().filter(p -> p.label() == label).mapToDouble(Point::y).toArray();
  }

  /// All abscissas.
  public double[] xs() {
    return points.stream().mapToDouble(Point::x).toArray();
  }

  /// All ordinates.
  public double[] ys() {
    return points.stream().mapToDouble(Point::y).toArray();
  }

  /// The points with these numbers, in this order.
  public LabelledPoints rows(int... rows) {
    return new LabelledPoints(
        xName, yName, labels, Arrays.stream(rows).mapToObj(points::get).toList());
  }

  /// These points and others of the same kind.
  public LabelledPoints and(LabelledPoints more) {
    return new LabelledPoints(
        xName,
        yName,
        labels,
        IntStream.range(0, size() + more.size())
            .mapToObj(i -> i < size() ? points.get(i) : more.points.get(i - size()))
            .toList());
  }
}
