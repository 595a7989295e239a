package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  @Test
  void rowsArePickedInTheOrderAskedForWithTheirTargets() {
    Examples examples =
        new Examples(
            Tensor.of(Shape.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}),
            Tensor.of(Shape.of(3), new long[] {7, 8, 9}));

    Examples picked = examples.rows(2, 0, 2);

    assertThat(picked.rows()).isEqualTo(3);
    assertThat(picked.inputs().toDoubleArray()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(picked.targets().toLongArray()).containsExactly(9, 7, 9);
  }

  @Test
  void asManyTargetsAsInputsAreNeeded() {
    assertThatThrownBy(() -> new Examples(Tensor.zeros(Shape.of(2, 1)), Tensor.zeros(Shape.of(3))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("examples: inputs (2, 1) and targets (3) must have the same number of rows");
  }

  @Test
  void aSingleNumberHasNoRows() {
    Tensor number = Tensor.scalar(DType.FLOAT32, 1);
    assertThatThrownBy(() -> new Examples(number, number))
        .isInstanceOf(ShapeException.class)
        .hasMessage("examples: inputs () and targets () must have the same number of rows");
  }

  @Test
  void classesAreTargetsToo() {
    Tensor inputs = Tensor.of(1, 2, 3, 4, 5, 6).reshape(3, 2);
    Examples examples = Examples.of(inputs, 2, 0, 1);

    assertThat(examples.inputs()).isSameAs(inputs);
    assertThat(examples.targets().toLongArray()).containsExactly(2, 0, 1);
    assertThatThrownBy(() -> Examples.of(inputs, 2, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("examples: inputs (3, 2) and targets (2) must have the same number of rows");
  }
}
