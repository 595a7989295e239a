package dev.glassbox.tensor;

import static dev.glassbox.tensor.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Autodiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Einstein sums: what the letters mean, and what is said about a wrong equation.
class EinsumTest {
  private static final Tensor A =
      Tensor.of(DType.FLOAT64, 1, 2, 3, 4, 5, 6).reshape(Shape.of(2, 3));
  private static final Tensor B =
      Tensor.of(DType.FLOAT64, 1, 0, -1, 2, 1, 1, 0, 3, 1, 1, 2, 0).reshape(Shape.of(3, 4));

  @Test
  void theMatrixProductIsTheMatrixProduct() {
    assertClose(Tensor.einsum("ij,jk->ik", A, B), A.matmul(B), 0, "product");
    assertClose(Tensor.einsum(" ij, jk ", A, B), A.matmul(B), 0, "product, not stating the result");
  }

  @Test
  void anEmptyAxisSumsToZero() {
    Tensor none = Tensor.zeros(Shape.of(3, 0), DType.FLOAT64);
    Tensor product = Tensor.einsum("ij,jk->ik", A, none);
    assertThat(product.shape()).isEqualTo(Shape.of(2, 0));
    Tensor zero = Tensor.einsum("ij,kj->ik", none, none);
    assertThat(zero.toDoubleArray()).containsExactly(new double[9]);
    assertThat(Tensor.einsum("ij->", none).item()).isZero();
  }

  @Test
  void singleNumbersAreOperandsWithoutAxes() {
    Tensor two = Tensor.scalar(DType.FLOAT64, 2);
    assertThat(Tensor.einsum(",->", two, two).item()).isEqualTo(4);
    assertThat(Tensor.einsum("ij,", A, two).toDoubleArray()).containsExactly(2, 4, 6, 8, 10, 12);
  }

  @Test
  void anAxisNamedThriceInOneOperandIsItsDiagonal() {
    Tensor cube = Tensor.of(DType.FLOAT64, 1, 2, 3, 4, 5, 6, 7, 8).reshape(2, 2, 2);
    assertThat(Tensor.einsum("iii->i", cube).toDoubleArray()).containsExactly(1, 8);
    Tensor gradient = Autodiff.gradient(x -> Tensor.einsum("iii", x), cube);
    assertThat(gradient.toDoubleArray()).containsExactly(1, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void notANumberReachesOnlyWhatItIsSummedInto() {
    Tensor x = Tensor.of(DType.FLOAT64, Double.NaN, 1).reshape(2, 1);
    assertThat(Tensor.einsum("ij->i", x).toDoubleArray()).containsExactly(Double.NaN, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ij->ik      | names 1 operand(s), but 2 were given",
        "ij,jk->i->k | one -> at most may stand between the operands and the result",
        "ij,j1->i    | '1' names no axis; each name is one letter",
        "ij,...k     | '.' names no axis; each name is one letter",
        "ij,j        | 'j' names 1 axes, but operand 1 is (3, 4)",
        "ij,ik       | axis i is 2 long, but 3 in operand 1, (3, 4)",
        "ij,jk->iz   | axis z of the result is in no operand",
        "ij,jk->ikk  | axis k stands twice in the result"
      })
  void aWrongEquationIsQuotedAndExplained(String equation, String reason) {
    assertThatThrownBy(() -> Tensor.einsum(equation, A, B))
        .isInstanceOf(ShapeException.class)
        .hasMessage("einsum '%s': %s".formatted(equation, reason));
  }

  @Test
  void operandsMustBeFloatingAndOfOneType() {
    Tensor whole = Tensor.of(Shape.of(2), new long[] {1, 2});
    assertThatThrownBy(() -> Tensor.einsum("i", whole))
        .isInstanceOf(DTypeException.class)
        .hasMessage("einsum: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)");
    assertThatThrownBy(() -> Tensor.einsum("ij,jk", A, B.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("einsum: FLOAT64 and FLOAT32 do not mix; cast one with to(DType)");
  }

  @Test
  void anOuterProductHasTheAxesOfBoth() {
    Tensor outer = A.outer(B);
    assertThat(outer.shape()).isEqualTo(Shape.of(2, 3, 3, 4));
    assertThat(outer.at(1, 2, 0, 3)).isEqualTo(6 * 2);
    Tensor two = Tensor.scalar(DType.FLOAT64, 2);
    assertThat(two.outer(two).item()).isEqualTo(4);
    assertThat(A.outer(Tensor.zeros(Shape.of(0), DType.FLOAT64)).shape())
        .isEqualTo(Shape.of(2, 3, 0));
  }
}
