package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Functions of two matrices, rows, columns and numbers against their definition, one element after
/// the other.
class BinaryRowsTest {
  private static final float GUARD = -77;
  private static final int[] ROWS = {0, 1, 2, 5, 33};
  private static final int[] COLUMNS = {0, 1, 3, 10, 16, 31, 64, 100, 1500};

  private final Kernels kernels = ScalarKernels.INSTANCE;

  /// How an operand lies: a step to the next row and one along it.
  private static int rowStep(int kind, int columns) {
    return switch (kind) {
      case 0 -> columns; // a matrix
      case 1 -> columns + 2; // part of a wider matrix
      case 2, 3 -> 0; // a row or a number
      default -> 1; // a column
    };
  }

  private static int step(int kind) {
    return kind <= 2 ? 1 : 0;
  }

  private static double[] numbers(SplittableRandom random, int n) {
    double[] numbers = random.doubles(n, -3, 3).toArray();
    for (int i = 2; i < n; i += 7) {
      numbers[i] = i % 2 == 0 ? Double.NaN : -0.0;
    }
    return numbers;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  @ParameterizedTest
  @EnumSource
  void everyPairOfLayoutsFollowsTheDefinition(BinaryFunction f) {
    SplittableRandom random = new SplittableRandom(3);
    for (int rows : ROWS) {
      for (int columns : COLUMNS) {
        for (int left = 0; left < 5; left++) {
          for (int right = 0; right < 5; right++) {
            check(f, random, rows, columns, left, right);
          }
        }
      }
    }
  }

  private void check(
      BinaryFunction f, SplittableRandom random, int rows, int columns, int left, int right) {
    String what = "%s of %d × %d, layouts %d and %d".formatted(f, rows, columns, left, right);
    int aRow = rowStep(left, columns);
    int bRow = rowStep(right, columns);
    double[] a = numbers(random, 1 + rows * (aRow + 1) + columns + 1);
    double[] b = numbers(random, 2 + rows * (bRow + 1) + columns + 1);
    double[] out = new double[rows * columns + 6];
    Arrays.fill(out, GUARD);
    kernels.binaryRows(f, a, 1, aRow, step(left), b, 2, bRow, step(right), out, 3, rows, columns);
    float[] singleA = floats(a);
    float[] singleB = floats(b);
    float[] singleOut = new float[out.length];
    Arrays.fill(singleOut, GUARD);
    kernels.binaryRows(
        f,
        singleA,
        1,
        aRow,
        step(left),
        singleB,
        2,
        bRow,
        step(right),
        singleOut,
        3,
        rows,
        columns);
    for (int i = 0; i < out.length; i++) {
      int r = columns == 0 ? rows : (i - 3) / columns;
      if (i < 3 || r >= rows) {
        assertSame(out[i], GUARD, what + ", written outside", i);
        assertSame(singleOut[i], GUARD, what + ", written outside", i);
        continue;
      }
      int c = (i - 3) % columns;
      int aAt = 1 + r * aRow + c * step(left);
      int bAt = 2 + r * bRow + c * step(right);
      assertSame(out[i], f.at(a[aAt], b[bAt]), what, i);
      assertSame(singleOut[i], (float) f.at(singleA[aAt], singleB[bAt]), what, i);
    }
  }

  private static void assertSame(double actual, double expected, String what, int i) {
    if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
      assertThat(actual).as("%s, element %d", what, i).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMatrixTakesARowInPlace(BinaryFunction f) {
    for (int columns : new int[] {10, 200}) {
      float[] matrix = new float[3 + 4 * columns];
      Arrays.fill(matrix, 0.5f);
      float[] row = new float[columns];
      Arrays.fill(row, 2);
      kernels.binaryRows(f, matrix, 3, columns, 1, row, 0, 0, 1, matrix, 3, 4, columns);
      assertThat(Arrays.copyOfRange(matrix, 3, matrix.length)).containsOnly((float) f.at(0.5f, 2));
      assertThat(Arrays.copyOf(matrix, 3)).containsOnly(0.5f);
    }
  }
}
