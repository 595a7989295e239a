package dev.glassbox.draw;

import java.util.ArrayList;
import java.util.List;

/// Boxes and the arrows between them, to be laid out from left to right.
///
/// The layout is the layered one of Sugiyama, Tagawa and Toda (1981) in four steps: boxes get
/// layers such that all arrows lead to the right; long arrows are cut at each layer they pass; the
/// order within the layers is changed to save crossings; places are chosen that keep arrows short
/// and straight. Between two layers of boxes lies one of labels, so that a label has a place of its
/// own and no line can run through it.
///
/// @param boxes with each box before those that arrows lead to from it
/// @param arrows each from a box to a later one; there may be several between the same two
public record Diagram(List<Box> boxes, List<Arrow> arrows) {

  /// Checks that all arrows lead to later boxes.
  public Diagram {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
    for (Arrow arrow : arrows) {
      if (arrow.from < 0 || arrow.from >= arrow.to || arrow.to >= boxes.size()) {
        throw new IllegalArgumentException(
            "diagram: an arrow leads from box %d to box %d of %d; it must lead to a later one"
                .formatted(arrow.from, arrow.to, boxes.size()));
      }
    }
  }

  /// A box with what is written above and below it.
  ///
  /// @param width of the box, or of what is written there if that is wider
  /// @param body the width of the box itself, where arrows begin and end
  /// @param above from the box's middle up to the top of what is written above
  /// @param below from the box's middle down to the end of what is written below
  /// @param side the height of the side where arrows may end
  public record Box(double width, double body, double above, double below, double side) {}

  /// An arrow with a label, which has the width 0 if there is none.
  ///
  /// @param pull how much it counts that the arrow is straight, more than 0 and 1 for most
  public record Arrow(int from, int to, double labelWidth, double labelHeight, double pull) {}

  /// A place, with y growing downwards.
  public record Point(double x, double y) {}

  /// Where an arrow runs.
  ///
  /// @param points from start to end; between two at the same height runs a straight line, between
  ///   others a curve that is level at both ends
  /// @param label the middle of the lower side of the label
  public record Course(List<Point> points, Point label) {
    /// Keeps the points from being changed.
    public Course {
      points = List.copyOf(points);
    }
  }

  /// The finished layout.
  ///
  /// @param centres the middle of each box
  /// @param courses for each arrow
  /// @param width of everything
  /// @param height of everything
  public record Layout(List<Point> centres, List<Course> courses, double width, double height) {
    /// Keeps the lists from being changed.
    public Layout {
      centres = List.copyOf(centres);
      courses = List.copyOf(courses);
    }
  }

  /// Lays the boxes and arrows out.
  public Layout layout() {
    if (boxes.isEmpty()) {
      return new Layout(List.of(), List.of(), 0, 0);
    }
    Columns columns = Columns.of(this);
    Crossings.reduce(columns);
    columns.choosePorts();
    Heights.choose(columns);
    double[] left = columns.leftEdges();
    List<Point> centres = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      Columns.Item item = columns.items.get(i);
      centres.add(new Point(columns.middle(item, left), item.y));
    }
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < arrows.size(); i++) {
      courses.add(course(columns, left, i));
    }
    return new Layout(centres, courses, columns.width(left), columns.height());
  }

  private Course course(Columns columns, double[] left, int number) {
    Arrow arrow = arrows.get(number);
    List<Columns.Item> chain = columns.chains.get(number);
    Columns.Item start = columns.items.get(arrow.from);
    Columns.Item end = columns.items.get(arrow.to);
    double departure = start.y + chain.getFirst().portAtLeft;
    double arrival = end.y + chain.getLast().portAtRight;
    List<Point> points = new ArrayList<>();
    points.add(new Point(columns.middle(start, left) + boxes.get(arrow.from).body / 2, departure));
    points.add(new Point(columns.right(start, left), departure));
    for (Columns.Item bend : chain) {
      points.add(new Point(left[bend.column], bend.y));
      points.add(new Point(columns.right(bend, left), bend.y));
    }
    points.add(new Point(left[end.column], arrival));
    points.add(new Point(columns.middle(end, left) - boxes.get(arrow.to).body / 2, arrival));
    Columns.Item labelled = chain.getLast();
    return new Course(points, new Point(columns.middle(labelled, left), labelled.y));
  }
}
