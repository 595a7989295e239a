package dev.glassbox.kernel;

import java.util.Arrays;

/// The reference matrix product.
///
/// B is laid out as one array per row, four of which at a time are added to a row of c, each times
/// its factor from A. Separate arrays are what the just-in-time compiler needs to see that nothing
/// overlaps; only then does it use vector instructions (three times faster than one array with
/// offsets). The copy costs 1/m of the work.
///
/// Every element of c is summed in the order of k, `fma(aₖ, bₖ, … fma(a₁, b₁, fma(a₀, b₀, 0)))`, so
/// a row's result does not depend on the rows beside it, and any provider that keeps this order
/// gives the same bits. Only a long single row of floats has an order of its own, see [RowProduct].
final class ScalarMatMul {
  /// With fewer rows than this, and B transposed, copying B would cost more than it saves.
  private static final int FEW_ROWS = 4;

  private ScalarMatMul() {}

  /// See [Kernels#matmul].
  static void product(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    if (RowProduct.is(m, transposeB, k)) {
      RowProduct.product(a, aAt, b, bAt, c, cAt, n, k);
      return;
    }
    int alongK = transposeA ? m : 1;
    int alongM = transposeA ? 1 : k;
    if (transposeB && m < FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        int j = 0;
        for (; j + 3 < n; j += 4) {
          fourDots(a, aAt + i * alongM, alongK, b, bAt + j * k, k, c, cAt + i * n + j);
        }
        for (; j < n; j++) {
          c[cAt + i * n + j] = dot(a, aAt + i * alongM, alongK, b, bAt + j * k, k);
        }
      }
      return;
    }
    float[][] rows = ScratchRows.ofThread().floats(k + 1, n);
    if (transposeB) {
      columnsOf(b, bAt, n, k, rows);
    } else {
      rowsOf(b, bAt, k, n, rows);
    }
    float[] sum = rows[k];
    for (int i = 0; i < m; i++) {
      Arrays.fill(sum, 0, n, 0);
      addRows(a, aAt + i * alongM, alongK, rows, k, sum, n);
      System.arraycopy(sum, 0, c, cAt + i * n, n);
    }
  }

  /// Adds each row, times its factor from a, to the sum.
  private static void addRows(
      float[] a, int at, int step, float[][] rows, int count, float[] sum, int n) {
    int p = 0;
    for (; p + 3 < count; p += 4) {
      int from = at + p * step;
      addFour(
          a[from],
          a[from + step],
          a[from + 2 * step],
          a[from + 3 * step],
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          sum,
          n);
    }
    for (; p < count; p++) {
      float factor = a[at + p * step];
      float[] row = rows[p];
      for (int j = 0; j < n; j++) {
        sum[j] = FusedMultiplyAdd.of(factor, row[j], sum[j]);
      }
    }
  }

  private static void addFour(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] row0,
      float[] row1,
      float[] row2,
      float[] row3,
      float[] sum,
      int n) {
    for (int j = 0; j < n; j++) {
      float two = FusedMultiplyAdd.of(a1, row1[j], FusedMultiplyAdd.of(a0, row0[j], sum[j]));
      sum[j] = FusedMultiplyAdd.of(a3, row3[j], FusedMultiplyAdd.of(a2, row2[j], two));
    }
  }

  /// Elements j to j + 3 of a row of c, four at a time because each addition waits for the one
  /// before it.
  private static void fourDots(
      float[] a, int aAt, int aStep, float[] b, int bAt, int k, float[] c, int cAt) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    for (int p = 0; p < k; p++) {
      float factor = a[aAt + p * aStep];
      sum0 = FusedMultiplyAdd.of(factor, b[bAt + p], sum0);
      sum1 = FusedMultiplyAdd.of(factor, b[bAt + k + p], sum1);
      sum2 = FusedMultiplyAdd.of(factor, b[bAt + 2 * k + p], sum2);
      sum3 = FusedMultiplyAdd.of(factor, b[bAt + 3 * k + p], sum3);
    }
    c[cAt] = sum0;
    c[cAt + 1] = sum1;
    c[cAt + 2] = sum2;
    c[cAt + 3] = sum3;
  }

  private static float dot(float[] a, int aAt, int aStep, float[] b, int bAt, int k) {
    float sum = 0;
    for (int p = 0; p < k; p++) {
      sum = FusedMultiplyAdd.of(a[aAt + p * aStep], b[bAt + p], sum);
    }
    return sum;
  }

  private static void rowsOf(float[] x, int at, int count, int length, float[][] rows) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, at + i * length, rows[i], 0, length);
    }
  }

  /// The columns of a `length × count` matrix, four at a time because they share cache lines.
  private static void columnsOf(float[] x, int at, int length, int count, float[][] columns) {
    int p = 0;
    for (; p + 3 < count; p += 4) {
      float[] column0 = columns[p];
      float[] column1 = columns[p + 1];
      float[] column2 = columns[p + 2];
      float[] column3 = columns[p + 3];
      for (int j = 0; j < length; j++) {
        int from = at + j * count + p;
        column0[j] = x[from];
        column1[j] = x[from + 1];
        column2[j] = x[from + 2];
        column3[j] = x[from + 3];
      }
    }
    for (; p < count; p++) {
      for (int j = 0; j < length; j++) {
        columns[p][j] = x[at + j * count + p];
      }
    }
  }

  /// See [Kernels#matmul].
  static void product(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] c,
      int cAt,
      int m,
      int n,
      int k) {
    int alongK = transposeA ? m : 1;
    int alongM = transposeA ? 1 : k;
    if (transposeB && m < FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        int j = 0;
        for (; j + 3 < n; j += 4) {
          fourDots(a, aAt + i * alongM, alongK, b, bAt + j * k, k, c, cAt + i * n + j);
        }
        for (; j < n; j++) {
          c[cAt + i * n + j] = dot(a, aAt + i * alongM, alongK, b, bAt + j * k, k);
        }
      }
      return;
    }
    double[][] rows = ScratchRows.ofThread().doubles(k + 1, n);
    if (transposeB) {
      columnsOf(b, bAt, n, k, rows);
    } else {
      rowsOf(b, bAt, k, n, rows);
    }
    double[] sum = rows[k];
    for (int i = 0; i < m; i++) {
      Arrays.fill(sum, 0, n, 0);
      addRows(a, aAt + i * alongM, alongK, rows, k, sum, n);
      System.arraycopy(sum, 0, c, cAt + i * n, n);
    }
  }

  /// Adds each row, times its factor from a, to the sum.
  private static void addRows(
      double[] a, int at, int step, double[][] rows, int count, double[] sum, int n) {
    int p = 0;
    for (; p + 3 < count; p += 4) {
      int from = at + p * step;
      addFour(
          a[from],
          a[from + step],
          a[from + 2 * step],
          a[from + 3 * step],
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          sum,
          n);
    }
    for (; p < count; p++) {
      double factor = a[at + p * step];
      double[] row = rows[p];
      for (int j = 0; j < n; j++) {
        sum[j] = FusedMultiplyAdd.of(factor, row[j], sum[j]);
      }
    }
  }

  private static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] row0,
      double[] row1,
      double[] row2,
      double[] row3,
      double[] sum,
      int n) {
    for (int j = 0; j < n; j++) {
      double two = FusedMultiplyAdd.of(a1, row1[j], FusedMultiplyAdd.of(a0, row0[j], sum[j]));
      sum[j] = FusedMultiplyAdd.of(a3, row3[j], FusedMultiplyAdd.of(a2, row2[j], two));
    }
  }

  /// Elements j to j + 3 of a row of c, four at a time because each addition waits for the one
  /// before it.
  private static void fourDots(
      double[] a, int aAt, int aStep, double[] b, int bAt, int k, double[] c, int cAt) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int p = 0; p < k; p++) {
      double factor = a[aAt + p * aStep];
      sum0 = FusedMultiplyAdd.of(factor, b[bAt + p], sum0);
      sum1 = FusedMultiplyAdd.of(factor, b[bAt + k + p], sum1);
      sum2 = FusedMultiplyAdd.of(factor, b[bAt + 2 * k + p], sum2);
      sum3 = FusedMultiplyAdd.of(factor, b[bAt + 3 * k + p], sum3);
    }
    c[cAt] = sum0;
    c[cAt + 1] = sum1;
    c[cAt + 2] = sum2;
    c[cAt + 3] = sum3;
  }

  private static double dot(double[] a, int aAt, int aStep, double[] b, int bAt, int k) {
    double sum = 0;
    for (int p = 0; p < k; p++) {
      sum = FusedMultiplyAdd.of(a[aAt + p * aStep], b[bAt + p], sum);
    }
    return sum;
  }

  private static void rowsOf(double[] x, int at, int count, int length, double[][] rows) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, at + i * length, rows[i], 0, length);
    }
  }

  /// The columns of a `length × count` matrix, four at a time because they share cache lines.
  private static void columnsOf(double[] x, int at, int length, int count, double[][] columns) {
    int p = 0;
    for (; p + 3 < count; p += 4) {
      double[] column0 = columns[p];
      double[] column1 = columns[p + 1];
      double[] column2 = columns[p + 2];
      double[] column3 = columns[p + 3];
      for (int j = 0; j < length; j++) {
        int from = at + j * count + p;
        column0[j] = x[from];
        column1[j] = x[from + 1];
        column2[j] = x[from + 2];
        column3[j] = x[from + 3];
      }
    }
    for (; p < count; p++) {
      for (int j = 0; j < length; j++) {
        columns[p][j] = x[at + j * count + p];
      }
    }
  }
}
