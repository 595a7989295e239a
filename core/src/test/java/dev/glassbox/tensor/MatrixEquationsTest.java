package dev.glassbox.tensor;

import static dev.glassbox.tensor.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Autodiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cholesky factors and triangular systems, by hand and by what they must fulfil.
class MatrixEquationsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /// A matrix with the factor (2, 0, 0), (6, 1, 0), (−8, 5, 3).
  private static final Tensor A = matrix(3, 4, 12, -16, 12, 37, -43, -16, -43, 98);

  private static Tensor matrix(int rows, double... numbers) {
    return Tensor.of(DType.FLOAT64, numbers).reshape(rows, -1);
  }

  private static Tensor random(int seed, int... lengths) {
    return Tensor.uniform(Rng.seed(seed), Shape.of(lengths), -1, 1, DType.FLOAT64);
  }

  @Test
  void theFactorOfAWholeNumberedMatrixIsExact() {
    assertThat(A.cholesky().toDoubleArray()).containsExactly(2, 0, 0, 6, 1, 0, -8, 5, 3);
    assertThat(A.to(DType.FLOAT32).cholesky().toDoubleArray())
        .containsExactly(2, 0, 0, 6, 1, 0, -8, 5, 3);
  }

  @Test
  void onlyTheSymmetricPartIsRead() {
    Tensor skew = matrix(3, 0, 5, -3, -5, 0, 1, 3, -1, 0);
    assertThat(A.add(skew).cholesky().toDoubleArray())
        .containsExactly(A.cholesky().toDoubleArray());
  }

  /// ∂ ln det A / ∂A = A⁻¹, and ln det A is twice the sum of the logarithms on the factor's
  /// diagonal.
  @Test
  void theGradientOfTheLogarithmOfTheDeterminantIsTheInverse() {
    Tensor gradient =
        Autodiff.gradient(x -> Tensor.einsum("ii->i", x.cholesky()).log().sum().mul(2), A);
    Tensor identity = matrix(3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertClose(gradient.matmul(A), identity, 1e-11, "A⁻¹ · A");
    assertClose(A.solvePositiveDefinite(identity), gradient, 1e-11, "A⁻¹");
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> matrix(2, 1, 2, 2, 4).cholesky())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "cholesky: the matrix is not positive definite, pivot 1 is 0.0; add a small multiple of"
                + " the identity, or check that no column depends on others");
    assertThatThrownBy(() -> Tensor.of(1, 2).cholesky())
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "cholesky: (2) is no square matrix, nor a stack of such: the last two axes must be"
                + " equal");
  }

  @ParameterizedTest
  @EnumSource
  void solvingUndoesMultiplying(Triangle triangle) {
    Tensor a = random(1, 2, 5, 5).add(3);
    Tensor x = random(2, 2, 5, 3);
    Tensor half = triangle.of(a);
    Tensor b = half.matmul(x);
    assertClose(a.solveTriangular(triangle, b), x, 1e-12, "A⁻¹ · A · x");
    Tensor transposed = half.matmul(x, true, false);
    assertClose(a.solveTriangular(triangle, true, transposed), x, 1e-12, "A⁻ᵀ · Aᵀ · x");
  }

  @Test
  void theOtherTriangleMayHoldAnything() {
    Tensor a = matrix(2, 2, Double.NaN, 1, 4);
    Tensor b = matrix(2, 4, 10);
    assertThat(a.solveTriangular(Triangle.LOWER, b).toDoubleArray()).containsExactly(2, 2);
    Tensor gradient = Autodiff.gradient(x -> x.solveTriangular(Triangle.LOWER, b).sum(), a);
    assertThat(gradient.at(0, 1)).isZero();
  }

  @Test
  void aZeroOnTheDiagonalGivesInfinitiesAsADivisionDoes() {
    Tensor a = matrix(2, 0, 0, 0, 1);
    assertThat(a.solveTriangular(Triangle.LOWER, matrix(2, 1, 3)).at(0, 0)).isEqualTo(INFINITY);
  }

  @Test
  void stacksAreSolvedOneByOne() {
    Tensor x = random(3, 4, 3, 3);
    Tensor identity = matrix(3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    Tensor a = x.matmul(x, false, true).add(identity);
    Tensor b = random(4, 4, 3, 2);
    assertClose(a.matmul(a.solvePositiveDefinite(b)), b, 1e-12, "A · A⁻¹ · b");
    Tensor third = a.slice(0, 2, 3).reshape(3, 3).cholesky();
    assertThat(a.cholesky().slice(0, 2, 3).toDoubleArray()).containsExactly(third.toDoubleArray());
  }
}
