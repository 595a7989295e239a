package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void aShapeKnowsItsLengthsFromEitherEnd() {
    Shape shape = Shape.of(2, 3, 5);
    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.size()).isEqualTo(30);
    assertThat(shape.length(0)).isEqualTo(2);
    assertThat(shape.length(-1)).isEqualTo(5);
    assertThat(shape.axis(-3)).isZero();
    assertThat(shape.strides()).containsExactly(15, 5, 1);
  }

  @Test
  void aSingleNumberHasOneElementAndNoAxis() {
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(Shape.of()).hasToString("()").isEqualTo(Shape.of(new int[0]));
    assertThatThrownBy(() -> Shape.of().axis(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("axis 0: a single number has no axes");
  }

  @Test
  void anAxisOutOfRangeIsRefused() {
    assertThatThrownBy(() -> Shape.of(2, 3).length(2))
        .hasMessage("axis 2: shape (2, 3) has axes 0 to 1 (or −2 to −1)");
    assertThatThrownBy(() -> Shape.of(2, 3).length(-3)).isInstanceOf(ShapeException.class);
  }

  @Test
  void lengthsAreCopiedInAndOut() {
    int[] lengths = {2, 3};
    Shape shape = Shape.of(lengths);
    lengths[0] = 9;
    shape.lengths()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(shape).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo("(2, 3)").hasToString("(2, 3)");
  }

  @Test
  void aNegativeLengthIsRefused() {
    assertThatThrownBy(() -> Shape.of(2, -1))
        .hasMessage("shape [2, -1]: a length cannot be negative");
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    assertThat(Shape.of(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> Shape.of(65536, 32768))
        .hasMessage("shape [65536, 32768]: more than 2³¹ − 1 elements in one tensor; split it");
    assertThatThrownBy(() -> Shape.of(65536, 65536, 65536)).isInstanceOf(ShapeException.class);
  }

  @Test
  void anEmptyAxisDoesNotExcuseTheOthersWhereverItStands() {
    assertThatThrownBy(() -> Shape.of(0, 65536, 65536)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Shape.of(65536, 65536, 0)).isInstanceOf(ShapeException.class);
    assertThat(Shape.of(65536, 0).size()).isZero();
  }

  @Test
  void oneLengthCanBeReplaced() {
    assertThat(Shape.of(2, 3, 5).with(-1, 7)).isEqualTo(Shape.of(2, 3, 7));
  }

  @Test
  void neighbouringAxesCanBeMadeOne() {
    assertThat(Shape.of(2, 3, 5, 7).joined(1, 2)).isEqualTo(Shape.of(2, 15, 1, 7));
    assertThat(Shape.of(2, 3).joined(1, 1)).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void broadcastingAlignsTheLastAxes() {
    assertThat(Shape.broadcast("add", Shape.of(3, 1), Shape.of(2, 1, 4)))
        .isEqualTo(Shape.of(2, 3, 4));
    assertThat(Shape.broadcast("add", Shape.of(), Shape.of(5))).isEqualTo(Shape.of(5));
    assertThat(Shape.broadcast("add", Shape.of(1), Shape.of(0))).isEqualTo(Shape.of(0));
  }

  @Test
  void shapesThatDoNotBroadcastAreRefused() {
    assertThatThrownBy(() -> Shape.broadcast("mul", Shape.of(4, 3), Shape.of(2, 3)))
        .hasMessage(
            "mul: (4, 3) and (2, 3) do not broadcast: lengths 4 and 2 differ on axis −2 and neither"
                + " is 1");
    assertThatThrownBy(() -> Shape.broadcast("mul", Shape.of(0), Shape.of(3)))
        .isInstanceOf(ShapeException.class);
  }
}
