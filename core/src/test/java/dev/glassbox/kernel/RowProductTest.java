package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A single long row times a transposed matrix.
class RowProductTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 65, 79, 80, 255, 1000})
  void isTheDotProductsOfTheRowWithTheRows(int k) {
    SplittableRandom random = new SplittableRandom(k);
    int n = 7;
    float[] a = new float[k];
    float[] b = new float[n * k];
    for (int p = 0; p < k; p++) {
      a[p] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = (float) random.nextDouble(-1, 1);
    }
    float[] c = new float[n];
    ScalarMatMul.product(a, 0, false, b, 0, true, c, 0, 1, n, k);
    for (int j = 0; j < n; j++) {
      double expected = 0;
      for (int p = 0; p < k; p++) {
        expected += (double) a[p] * b[j * k + p];
      }
      assertThat((double) c[j]).isCloseTo(expected, within(2e-5));
    }
  }

  @Test
  void countsNumbersOfAllSixteenPlaces() {
    int k = 67;
    float[] a = new float[k];
    float[] b = new float[k];
    for (int p = 0; p < k; p++) {
      a[p] = p + 1;
      b[p] = 1;
    }
    float[] c = new float[1];
    ScalarMatMul.product(a, 0, false, b, 0, true, c, 0, 1, 1, k);
    assertThat(c).containsExactly(67 * 68 / 2);
  }
}
