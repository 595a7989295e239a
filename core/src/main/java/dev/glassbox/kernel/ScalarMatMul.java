package dev.glassbox.kernel;

import java.util.Arrays;

/// The reference matrix product.
///
/// Rows of B are added to rows of c, so that both are read and written in the order in which they lie
/// in memory. A transposed B is first copied into that form, which costs 1/m of the work. Every
/// element of c is summed in the same order whatever m is, so a row's result does not depend on the
/// rows beside it.
final class ScalarMatMul {
  private ScalarMatMul() {}

  /// See [Kernels#matmul]: the product, row by row of c, four steps of k at a time.
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
    float[] rows = b;
    int rowsAt = bAt;
    if (transposeB) {
      rows = transposed(b, bAt, n, k);
      rowsAt = 0;
    }
    int alongK = transposeA ? m : 1;
    int alongM = transposeA ? 1 : k;
    for (int i = 0; i < m; i++) {
      int to = cAt + i * n;
      Arrays.fill(c, to, to + n, 0);
      int from = aAt + i * alongM;
      int p = 0;
      for (; p + 3 < k; p += 4) {
        addRows(
            a[from + p * alongK],
            a[from + (p + 1) * alongK],
            a[from + (p + 2) * alongK],
            a[from + (p + 3) * alongK],
            rows,
            rowsAt + p * n,
            c,
            to,
            n);
      }
      for (; p < k; p++) {
        float factor = a[from + p * alongK];
        int row = rowsAt + p * n;
        for (int j = 0; j < n; j++) {
          c[to + j] += factor * rows[row + j];
        }
      }
    }
  }

  /// Adds four consecutive rows of `rows`, each times its factor, to a row of c.
  private static void addRows(
      float f0, float f1, float f2, float f3, float[] rows, int row, float[] c, int to, int n) {
    int row1 = row + n;
    int row2 = row1 + n;
    int row3 = row2 + n;
    for (int j = 0; j < n; j++) {
      c[to + j] +=
          f0 * rows[row + j] + f1 * rows[row1 + j] + f2 * rows[row2 + j] + f3 * rows[row3 + j];
    }
  }

  private static float[] transposed(float[] x, int at, int rows, int columns) {
    float[] result = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = x[at + i * columns + j];
      }
    }
    return result;
  }

  /// See [Kernels#matmul]: the product, row by row of c, four steps of k at a time.
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
    double[] rows = b;
    int rowsAt = bAt;
    if (transposeB) {
      rows = transposed(b, bAt, n, k);
      rowsAt = 0;
    }
    int alongK = transposeA ? m : 1;
    int alongM = transposeA ? 1 : k;
    for (int i = 0; i < m; i++) {
      int to = cAt + i * n;
      Arrays.fill(c, to, to + n, 0);
      int from = aAt + i * alongM;
      int p = 0;
      for (; p + 3 < k; p += 4) {
        addRows(
            a[from + p * alongK],
            a[from + (p + 1) * alongK],
            a[from + (p + 2) * alongK],
            a[from + (p + 3) * alongK],
            rows,
            rowsAt + p * n,
            c,
            to,
            n);
      }
      for (; p < k; p++) {
        double factor = a[from + p * alongK];
        int row = rowsAt + p * n;
        for (int j = 0; j < n; j++) {
          c[to + j] += factor * rows[row + j];
        }
      }
    }
  }

  /// Adds four consecutive rows of `rows`, each times its factor, to a row of c.
  private static void addRows(
      double f0, double f1, double f2, double f3, double[] rows, int row, double[] c, int to, int n) {
    int row1 = row + n;
    int row2 = row1 + n;
    int row3 = row2 + n;
    for (int j = 0; j < n; j++) {
      c[to + j] +=
          f0 * rows[row + j] + f1 * rows[row1 + j] + f2 * rows[row2 + j] + f3 * rows[row3 + j];
    }
  }

  private static double[] transposed(double[] x, int at, int rows, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = x[at + i * columns + j];
      }
    }
    return result;
  }
}
