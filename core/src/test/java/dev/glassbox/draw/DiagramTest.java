package dev.glassbox.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.draw.Diagram.Arrow;
import dev.glassbox.draw.Diagram.Box;
import dev.glassbox.draw.Diagram.Course;
import dev.glassbox.draw.Diagram.Layout;
import dev.glassbox.draw.Diagram.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramTest {
  private static final double LABEL_HEIGHT = 18;

  /// A rectangle that nothing else may touch.
  private record Area(double left, double top, double right, double bottom) {
    boolean overlaps(Area other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Point point) {
      return point.x() > left && point.x() < right && point.y() > top && point.y() < bottom;
    }
  }

  private static Box box(double width) {
    return new Box(width, width - 4, 30, 32, 34);
  }

  private static Arrow arrow(int from, int to, double label) {
    return new Arrow(from, to, label, label > 0 ? LABEL_HEIGHT : 0, 1);
  }

  private static Diagram random(long seed, int boxes) {
    var random = new Random(seed);
    List<Box> all = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      all.add(box(40 + random.nextInt(120)));
      for (int k = 0; i > 2 && k < 1 + random.nextInt(2); k++) {
        int from = random.nextInt(Math.max(0, i - 8), i);
        arrows.add(arrow(from, i, random.nextInt(4) == 0 ? 0 : 10 + random.nextInt(90)));
      }
    }
    return new Diagram(all, arrows);
  }

  private static Area area(Diagram diagram, Layout layout, int i) {
    Box box = diagram.boxes().get(i);
    Point at = layout.centres().get(i);
    return new Area(
        at.x() - box.width() / 2,
        at.y() - box.above(),
        at.x() + box.width() / 2,
        at.y() + box.below());
  }

  private static Area label(Diagram diagram, Layout layout, int i) {
    Arrow arrow = diagram.arrows().get(i);
    Point at = layout.courses().get(i).label();
    double half = arrow.labelWidth() / 2;
    return new Area(at.x() - half, at.y() - arrow.labelHeight(), at.x() + half, at.y() - 0.1);
  }

  /// Many points on the lines and curves of an arrow.
  private static List<Point> along(Course course) {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < course.points().size(); i++) {
      Point from = course.points().get(i - 1);
      Point to = course.points().get(i);
      for (double t = 0; t <= 1; t += 0.05) {
        // A cubic Bézier curve with level ends: both control points at half of the way.
        double x = from.x() + (to.x() - from.x()) * (1.5 * t * (1 - t) + t * t * t);
        double y = from.y() + (to.y() - from.y()) * (3 * t * t * (1 - t) + t * t * t);
        points.add(new Point(x, y));
      }
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nothingOverlapsAndNoLineRunsThroughAnything(long seed) {
    Diagram diagram = random(seed, 30);
    Layout layout = diagram.layout();
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < diagram.boxes().size(); i++) {
      areas.add(area(diagram, layout, i));
    }
    for (int i = 0; i < diagram.arrows().size(); i++) {
      if (diagram.arrows().get(i).labelWidth() > 0) {
        areas.add(label(diagram, layout, i));
      }
    }
    for (int i = 0; i < areas.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(areas.get(i).overlaps(areas.get(j)))
            .as("%s and %s", areas.get(i), areas.get(j))
            .isFalse();
      }
    }
    for (int i = 0; i < diagram.arrows().size(); i++) {
      Arrow arrow = diagram.arrows().get(i);
      List<Area> others = new ArrayList<>(areas);
      others.remove(area(diagram, layout, arrow.from()));
      others.remove(area(diagram, layout, arrow.to()));
      for (Point point : along(layout.courses().get(i))) {
        assertThat(others).as("arrow %d at %s", i, point).noneMatch(area -> area.holds(point));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void allLiesWithinTheFrameAndArrowsLeadToTheRight(long seed) {
    Diagram diagram = random(seed, 25);
    Layout layout = diagram.layout();
    for (int i = 0; i < diagram.boxes().size(); i++) {
      Area area = area(diagram, layout, i);
      assertThat(area.left).isGreaterThanOrEqualTo(-1e-9);
      assertThat(area.top).isGreaterThanOrEqualTo(-1e-9);
      assertThat(area.right).isLessThanOrEqualTo(layout.width() + 1e-9);
      assertThat(area.bottom).isLessThanOrEqualTo(layout.height() + 1e-9);
    }
    for (Course course : layout.courses()) {
      for (int i = 1; i < course.points().size(); i++) {
        assertThat(course.points().get(i).x())
            .isGreaterThanOrEqualTo(course.points().get(i - 1).x());
      }
    }
  }

  @Test
  void arrowsBeginAndEndAtTheSidesOfTheirBoxes() {
    Diagram diagram = new Diagram(List.of(box(50), box(70)), List.of(arrow(0, 1, 30)));
    Layout layout = diagram.layout();
    Course course = layout.courses().getFirst();
    assertThat(course.points().getFirst().x()).isEqualTo(layout.centres().get(0).x() + 23);
    assertThat(course.points().getLast().x()).isEqualTo(layout.centres().get(1).x() - 33);
    assertThat(layout.centres().get(0).y()).isCloseTo(layout.centres().get(1).y(), within(0.1));
  }

  @Test
  void twoArrowsBetweenTheSameBoxesAreDrawnApart() {
    Diagram diagram =
        new Diagram(List.of(box(50), box(70)), List.of(arrow(0, 1, 30), arrow(0, 1, 30)));
    Layout layout = diagram.layout();
    double first = layout.courses().get(0).points().getLast().y();
    double second = layout.courses().get(1).points().getLast().y();
    assertThat(Math.abs(first - second)).isGreaterThan(10);
    assertThat(label(diagram, layout, 0).overlaps(label(diagram, layout, 1))).isFalse();
  }

  /// d = a(a + b): the arrow from a to d can go above c.
  @Test
  void anOrderWithoutCrossingsIsFoundWhereThereIsOne() {
    List<Arrow> arrows =
        List.of(arrow(0, 2, 10), arrow(1, 2, 10), arrow(0, 3, 40), arrow(2, 3, 40));
    Columns columns = Columns.of(new Diagram(List.of(box(50), box(50), box(50), box(50)), arrows));
    assertThat(Crossings.count(columns.columns)).isPositive();
    Crossings.reduce(columns);
    assertThat(Crossings.count(columns.columns)).isZero();
  }

  @Test
  void crossingsAreCountedByPairs() {
    // Three boxes, each joined to both of two others; without a better order, 3 crossings.
    List<Box> boxes = List.of(box(50), box(50), box(50), box(50), box(50));
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      arrows.add(arrow(i, 3, 0));
      arrows.add(arrow(i, 4, 0));
    }
    Columns columns = Columns.of(new Diagram(boxes, arrows));
    Crossings.reduce(columns);
    assertThat(Crossings.count(columns.columns)).isEqualTo(3);
  }

  @Test
  void aBoxUsedLateLiesNearItsUse() {
    List<Box> boxes = List.of(box(50), box(50), box(50), box(50), box(50));
    List<Arrow> arrows = List.of(arrow(0, 1, 0), arrow(1, 2, 0), arrow(2, 4, 0), arrow(3, 4, 0));
    List<Point> centres = new Diagram(boxes, arrows).layout().centres();
    assertThat(centres.get(3).x()).isEqualTo(centres.get(2).x());
  }

  @Test
  void aLongArrowRunsLevelWhereThereIsRoom() {
    List<Box> boxes = List.of(box(50), box(50), box(50), box(50), box(50));
    List<Arrow> arrows =
        List.of(
            arrow(0, 1, 20), arrow(1, 2, 20), arrow(2, 3, 20), arrow(3, 4, 20), arrow(0, 4, 20));
    List<Point> points = new Diagram(boxes, arrows).layout().courses().getLast().points();
    List<Point> between = points.subList(2, points.size() - 2);
    assertThat(between)
        .hasSizeGreaterThan(8)
        .extracting(Point::y)
        .containsOnly(between.getFirst().y());
  }

  @Test
  void aThousandBoxesAreLaidOut() {
    Layout layout = random(5, 1000).layout();
    assertThat(layout.centres()).hasSize(1000);
    assertThat(layout.width()).isPositive();
  }

  @Test
  void nothingIsLaidOutAsNothing() {
    assertThat(new Diagram(List.of(), List.of()).layout().centres()).isEmpty();
  }

  @Test
  void anArrowBackwardsIsRefused() {
    assertThatThrownBy(() -> new Diagram(List.of(box(50)), List.of(arrow(0, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "diagram: an arrow leads from box 0 to box 0 of 1; it must lead to a later one");
  }
}
