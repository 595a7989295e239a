package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Autodiff;
import org.junit.jupiter.api.Test;

/// Sorting: which of equals comes first, where NaN goes, and where the gradient goes.
class SortTest {
  private static final double NAN = Double.NaN;

  private static Tensor at(double... x) {
    return Tensor.of(DType.FLOAT64, x);
  }

  @Test
  void equalsKeepTheirOrderInBothDirections() {
    Tensor x = at(2, 1, 2, 1);
    assertThat(x.argsort(0).toLongArray()).containsExactly(1, 3, 0, 2);
    assertThat(x.argsort(0, true).toLongArray()).containsExactly(0, 2, 1, 3);
    assertThat(at(0.0, -0.0).argsort(0).toLongArray()).containsExactly(0, 1);
  }

  @Test
  void notANumberCountsAsTheLargest() {
    Tensor x = at(NAN, 1, Double.POSITIVE_INFINITY, -1);
    assertThat(x.argsort(0).toLongArray()).containsExactly(3, 1, 2, 0);
    assertThat(x.topK(2, 0).values().toDoubleArray())
        .containsExactly(NAN, Double.POSITIVE_INFINITY);
  }

  @Test
  void wholeNumbersAreSortedExactly() {
    Tensor x = Tensor.of(Shape.of(3), new long[] {(1L << 53) + 1, 1L << 53, -5});
    assertThat(x.sort(0).values().toLongArray()).containsExactly(-5, 1L << 53, (1L << 53) + 1);
  }

  @Test
  void linesAlongAnyAxisAreSortedByThemselves() {
    Tensor x = at(3, 1, 2, 9, 8, 7).reshape(2, 3);
    Sorted rows = x.sort(1);
    assertThat(rows.values().toDoubleArray()).containsExactly(1, 2, 3, 7, 8, 9);
    assertThat(rows.indices().toLongArray()).containsExactly(1, 2, 0, 2, 1, 0);
    Sorted columns = x.sort(0, true);
    assertThat(columns.values().toDoubleArray()).containsExactly(9, 8, 7, 3, 1, 2);
    Sorted top = x.topK(1, 0);
    assertThat(top.values().shape()).isEqualTo(Shape.of(1, 3));
    assertThat(top.indices().toLongArray()).containsExactly(1, 1, 1);
  }

  @Test
  void theGradientFollowsEachElementToItsPlace() {
    Tensor weights = at(10, 20, 30);
    Tensor x = at(5, 5, 1);
    Tensor gradient = Autodiff.gradient(v -> v.sort(0).values().mul(weights).sum(), x);
    assertThat(gradient.toDoubleArray()).containsExactly(20, 30, 10);
    Tensor ofTop = Autodiff.gradient(v -> v.topK(1, 0).values().sum(), x);
    assertThat(ofTop.toDoubleArray()).containsExactly(1, 0, 0);
  }

  @Test
  void nothingSortsToNothing() {
    Tensor none = Tensor.zeros(Shape.of(2, 0), DType.FLOAT64);
    assertThat(none.sort(1).values().shape()).isEqualTo(Shape.of(2, 0));
    assertThat(none.sort(0).indices().shape()).isEqualTo(Shape.of(2, 0));
    assertThat(at(1, 2).topK(0, 0).values().size()).isZero();
  }

  @Test
  void thereMustBeAnAxisWithEnoughElements() {
    assertThatThrownBy(() -> at(1, 2).topK(3, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("topK: axis 0 of (2) has no 3 elements");
    assertThatThrownBy(() -> at(1, 2).topK(-1, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("topK: axis 0 of (2) has no -1 elements");
    assertThatThrownBy(() -> Tensor.scalar(DType.FLOAT64, 1).sort(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("axis 0: a single number has no axes");
  }
}
