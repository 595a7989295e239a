package dev.glassbox.autodiff;

import java.util.List;

/// Where the nodes and edges of a [Graph] lie in its picture, for a page that draws them itself.
///
/// Coordinates are pixels from the upper left, with y growing downwards. There is room for each
/// node's value above its box, for its adjoint below, and for the local derivative on each edge,
/// all in the sizes of [GraphPicture#toSvg()].
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Graph graph = Graph.of(a.square().add(a)).named("a", a);
/// GraphLayout layout = graph.picture().layout();
/// GraphLayout.Box first = layout.boxes().getFirst(); // of graph.nodes().getFirst()
/// }
///
/// @param width of everything
/// @param height of everything
/// @param boxes for each of [Graph#nodes()]
/// @param courses for each of [Graph#edges()]
public record GraphLayout(double width, double height, List<Box> boxes, List<Course> courses) {
  /// Keeps the lists from being changed.
  public GraphLayout {
    boxes = List.copyOf(boxes);
    courses = List.copyOf(courses);
  }

  /// The box of a node.
  ///
  /// @param x of its middle
  /// @param y of its middle
  /// @param width from where edges end to where they begin
  /// @param height of the box itself
  public record Box(double x, double y, double width, double height) {}

  /// A place.
  public record Point(double x, double y) {}

  /// Where an edge runs.
  ///
  /// @param points from start to end; between two at the same height runs a straight line, between
  ///   others a curve that is level at both ends
  /// @param label the middle of the lower side of what is written on it
  public record Course(List<Point> points, Point label) {
    /// Keeps the points from being changed.
    public Course {
      points = List.copyOf(points);
    }
  }
}
