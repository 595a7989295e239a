package dev.glassbox.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PivotedQrTest {

  private static double[][] random(Rng rng, int rows, int columns) {
    double[][] matrix = new double[columns][rows];
    for (double[] column : matrix) {
      for (int i = 0; i < rows; i++) {
        column[i] = rng.nextGaussian();
      }
    }
    return matrix;
  }

  private static double[] times(double[][] matrix, double[] x) {
    double[] product = new double[matrix[0].length];
    for (int j = 0; j < x.length; j++) {
      for (int i = 0; i < product.length; i++) {
        product[i] += matrix[j][i] * x[j];
      }
    }
    return product;
  }

  private static double[] timesTransposed(double[][] matrix, double[] b) {
    double[] product = new double[matrix.length];
    for (int j = 0; j < product.length; j++) {
      product[j] = Linearized.dot(matrix[j], b);
    }
    return product;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "5, 5", "40, 7"})
  void theResidualsOfASolutionAreOrthogonalToTheColumns(int rows, int columns) {
    Rng rng = Rng.seed(rows * 100L + columns);
    double[][] matrix = random(rng, rows, columns);
    double[] b = random(rng, rows, 1)[0];
    double[] residuals = times(matrix, PivotedQr.of(matrix).solve(b));
    for (int i = 0; i < rows; i++) {
      residuals[i] -= b[i];
    }
    assertThat(timesTransposed(matrix, residuals))
        .containsExactly(new double[columns], within(1e-13 * rows));
  }

  @Test
  void factorsMultiplyBackToTheMatrix() {
    Rng rng = Rng.seed(5);
    double[][] matrix = random(rng, 9, 4);
    double[] x = random(rng, 4, 1)[0];
    double[] b = random(rng, 9, 1)[0];
    PivotedQr qr = PivotedQr.of(matrix);
    double[] product = qr.rotate(times(matrix, x));
    assertThat(qr.applied(x)).containsExactly(Arrays.copyOf(product, 4), within(1e-14));
    assertThat(qr.transposed(qr.rotate(b)))
        .containsExactly(timesTransposed(matrix, b), within(1e-14));
    assertThat(Linearized.dot(qr.forward(x), b))
        .isCloseTo(Linearized.dot(qr.backward(b), x), within(1e-13));
  }

  @Test
  void theRankIsSeenWhateverTheScaleOfColumns() {
    Rng rng = Rng.seed(8);
    double[][] matrix = random(rng, 12, 5);
    for (int i = 0; i < 12; i++) {
      matrix[3][i] = 1e-200 * (matrix[0][i] - 2 * matrix[4][i]);
      matrix[1][i] *= 1e200;
    }
    PivotedQr qr = PivotedQr.of(matrix);
    assertThat(qr.rank()).isEqualTo(4);
    assertThat(qr.hasFullRank()).isFalse();
    double[] factors = qr.dependence(4);
    assertThat(factors[1]).isCloseTo(0, within(1e-12));
    assertThat(factors[2]).isCloseTo(0, within(1e-12));
    assertThat(qr.inverseGram()[qr.order()[4]]).containsOnly(Double.NaN);
  }

  @Test
  void aColumnOfZerosIsDependent() {
    PivotedQr qr = PivotedQr.of(new double[][] {{0, 0}, {3, 4}});
    assertThat(qr.rank()).isEqualTo(1);
    assertThat(qr.solve(new double[] {6, 8})).containsExactly(new double[] {0, 2}, within(1e-15));
    assertThat(qr.lengths()).containsExactly(1, 5);
  }

  @Test
  void theInverseGramIsThatOfTheTextbook() {
    double[][] inverse = PivotedQr.of(new double[][] {{1, 1, 1}, {0, 1, 3}}).inverseGram();
    double determinant = 3 * 10 - 4 * 4;
    assertThat(inverse[0])
        .containsExactly(new double[] {10 / determinant, -4 / determinant}, within(1e-15));
    assertThat(inverse[1])
        .containsExactly(new double[] {-4 / determinant, 3 / determinant}, within(1e-15));
  }

  @Test
  void dampingIsARowBelowEachColumn() {
    Rng rng = Rng.seed(2);
    double[][] matrix = random(rng, 6, 3);
    double[] b = random(rng, 6, 1)[0];
    double[] damping = {0.5, 2, 0.1};
    double[][] stacked = new double[3][];
    for (int j = 0; j < 3; j++) {
      stacked[j] = Arrays.copyOf(matrix[j], 9);
      stacked[j][6 + j] = damping[j];
    }
    double[] direct = PivotedQr.of(stacked).solve(Arrays.copyOf(b, 9));
    PivotedQr qr = PivotedQr.of(matrix);
    double[] side = Arrays.copyOf(Arrays.copyOf(qr.rotate(b), 3), 6);
    assertThat(qr.damped(damping).solve(side)).containsExactly(direct, within(1e-14));
  }
}
