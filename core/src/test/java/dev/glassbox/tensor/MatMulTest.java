package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatMulTest {
  private final Tensor matrix = Tensor.of(1, 2, 3, 4, 5, 6).reshape(2, 3);

  @Test
  void aBatchOfMatricesIsMultipliedOneByOne() {
    Tensor a = Tensor.uniform(Rng.seed(1), Shape.of(3, 2, 4), -1, 1);
    Tensor b = Tensor.uniform(Rng.seed(2), Shape.of(3, 4, 5), -1, 1);
    Tensor all = a.matmul(b);
    for (int i = 0; i < 3; i++) {
      Tensor one = a.rows(i, i + 1).reshape(2, 4).matmul(b.rows(i, i + 1).reshape(4, 5));
      Close.assertClose(all.rows(i, i + 1).reshape(2, 5), one, 0, "matrix " + i);
    }
  }

  @Test
  void aMatrixGivenTheWrongWayRoundIsRecognised() {
    assertThatThrownBy(() -> matrix.matmul(matrix, true, true))
        .hasMessage(
            "matmul: (2, 3)ᵀ × (2, 3)ᵀ: inner axes differ, 2 ≠ 3; did you mean matmul with the"
                + " second operand not transposed?");
    assertThatThrownBy(() -> matrix.matmul(Tensor.zeros(Shape.of(2, 5))))
        .hasMessage(
            "matmul: (2, 3) × (2, 5): inner axes differ, 3 ≠ 2; did you mean matmul with the first"
                + " operand transposed?");
  }

  @Test
  void aVectorIsARowOnTheLeftAndAColumnOnTheRight() {
    Tensor w = Tensor.of(DType.FLOAT64, 1, 2, 3, 4, 5, 6).reshape(2, 3).trainable();
    Tensor x = Tensor.of(DType.FLOAT64, 1, 0, -1).trainable();
    Tensor u = Tensor.of(DType.FLOAT64, 1, 10);
    assertThat(w.matmul(x).shape()).isEqualTo(Shape.of(2));
    assertThat(w.matmul(x).toDoubleArray()).containsExactly(-2, -2);
    assertThat(u.matmul(w).toDoubleArray()).containsExactly(41, 52, 63);
    assertThat(x.matmul(w, false, true).toDoubleArray()).containsExactly(-2, -2);
    assertThat(w.matmul(u, true, false).toDoubleArray()).containsExactly(41, 52, 63);
    assertThat(x.matmul(x).shape()).isEqualTo(Shape.of());
    assertThat(x.matmul(x).item()).isEqualTo(2);
    Gradients gradients = u.matmul(w.matmul(x)).gradients();
    assertThat(gradients.of(x).toDoubleArray()).containsExactly(41, 52, 63);
    assertThat(gradients.of(w).toDoubleArray()).containsExactly(1, 0, -1, 10, 0, -10);
    assertThatThrownBy(() -> w.matmul(u))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("matmul: (2, 3) × (2, 1): inner axes differ, 3 ≠ 2");
    assertThatThrownBy(() -> w.matmul(x, false, true))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "matmul: (2, 3) × (3): a vector is not transposed; on the left it is a row, on the"
                + " right a column");
  }
}
