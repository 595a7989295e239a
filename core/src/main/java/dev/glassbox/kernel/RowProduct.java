package dev.glassbox.kernel;

import java.util.Arrays;

/// The product of one row of floats with a transposed matrix: each element of the result is the dot
/// product of two arrays as they lie in memory.
///
/// Unlike in other products, product p is added to partial sum p mod 16, by a fused multiply-add
/// and in the order of p, and the partial sums are added as in [PartialSums], all in single
/// precision. Following the order of k would mean transposing the matrix, which costs three times
/// as much as the product of one row. So the last bits of a row may differ from those that the same
/// row has among others.
public final class RowProduct {
  /// Shorter rows follow the order of k: there is little to gain.
  private static final int SHORTEST = 64;

  /// How many rows of the matrix a provider takes side by side.
  static final int ROWS = 4;

  private RowProduct() {}

  /// Whether an `m × k` matrix times a `k × n` matrix is computed in this way.
  public static boolean is(int m, boolean transposeB, int k) {
    return m == 1 && transposeB && k >= SHORTEST;
  }

  /// The dot products of a with n rows of b, k numbers long.
  static void product(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n, int k) {
    float[] sums = Scratch.ofThread().rowSums;
    for (int j = 0; j < n; j++) {
      Arrays.fill(sums, 0, PartialSums.COUNT, 0);
      rest(a, aAt, b, bAt + j * k, 0, k, sums, 0);
      c[cAt + j] = sum(sums, 0);
    }
  }

  /// Adds products `from` to k − 1 to partial sums; `from` is a multiple of 16.
  static void rest(float[] a, int aAt, float[] b, int bAt, int from, int k, float[] sums, int at) {
    for (int p = from; p < k; p += PartialSums.COUNT) {
      int count = Math.min(PartialSums.COUNT, k - p);
      for (int i = 0; i < count; i++) {
        sums[at + i] = FusedMultiplyAdd.of(a[aAt + p + i], b[bAt + p + i], sums[at + i]);
      }
    }
  }

  /// The sum of 16 partial sums.
  static float sum(float[] p, int i) {
    float even =
        ((p[i] + p[i + 8]) + (p[i + 4] + p[i + 12]))
            + ((p[i + 2] + p[i + 10]) + (p[i + 6] + p[i + 14]));
    float odd =
        ((p[i + 1] + p[i + 9]) + (p[i + 5] + p[i + 13]))
            + ((p[i + 3] + p[i + 11]) + (p[i + 7] + p[i + 15]));
    return even + odd;
  }
}
