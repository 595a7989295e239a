package dev.glassbox.labs.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
  private static final Range SIDE = new Range(-2, 2);

  /// Twice the signed area, positive if the land lies to the left (the shoelace formula).
  private static double area(List<Point2D> loop) {
    double sum = 0;
    for (int i = 0; i < loop.size(); i++) {
      Point2D a = loop.get(i);
      Point2D b = loop.get((i + 1) % loop.size());
      sum += a.getX() * b.getY() - b.getX() * a.getY();
    }
    return sum / 2;
  }

  @Test
  void theLandWithinACircleHasItsArea() {
    Field hill = Field.of(SIDE, SIDE, 201, (x, y) -> 1 - x * x - y * y);
    List<List<Point2D>> loops = Contours.regions(hill, 0);
    assertThat(loops).hasSize(1);
    assertThat(area(loops.getFirst())).isCloseTo(Math.PI, within(1e-3));
    assertThat(loops.getFirst()).allMatch(p -> Math.abs(p.distance(0, 0) - 1) < 1e-3);
  }

  @Test
  void landAroundALakeIsTheSquareWithoutTheCircle() {
    Field pit = Field.of(SIDE, SIDE, 201, (x, y) -> x * x + y * y - 1);
    double sum = Contours.regions(pit, 0).stream().mapToDouble(ContoursTest::area).sum();
    assertThat(sum).isCloseTo(16 - Math.PI, within(1e-3));
  }

  @Test
  void aLineEndsAtTheFieldsBorder() {
    Field slope = Field.of(SIDE, SIDE, 5, (x, y) -> x - 0.5);
    List<List<Point2D>> lines = Contours.lines(slope, 0);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).allMatch(p -> Math.abs(p.getX() - 0.5) < 1e-12);
    assertThat(lines.getFirst().stream().mapToDouble(Point2D::getY).min()).hasValue(-2);
    assertThat(lines.getFirst().stream().mapToDouble(Point2D::getY).max()).hasValue(2);
  }

  @Test
  void aClosedLineComesBack() {
    Field hill = Field.of(SIDE, SIDE, 41, (x, y) -> 1 - x * x - y * y);
    List<Point2D> line = Contours.lines(hill, 0).getFirst();
    assertThat(line.getFirst()).isEqualTo(line.getLast());
  }

  @Test
  void aSaddleIsCutOneWayOrTheOther() {
    Field saddle = Field.of(SIDE, SIDE, 4, (x, y) -> x * y);
    assertThat(Contours.lines(saddle, 0.1)).hasSize(2);
    assertThat(Contours.lines(saddle, -0.1)).hasSize(2);
  }

  @Test
  void levelsBeyondTheFieldHaveNoLine() {
    Field slope = Field.of(SIDE, SIDE, 5, (x, y) -> x);
    assertThat(Contours.lines(slope, 3)).isEmpty();
    assertThat(Contours.regions(slope, 3)).isEmpty();
    assertThat(Contours.lines(slope, -3)).isEmpty();
    assertThat(area(Contours.regions(slope, -3).getFirst())).isCloseTo(16, within(1e-12));
  }
}
