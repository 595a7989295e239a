package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [RowProduct] in vectors: four rows of the matrix side by side, as each addition waits for the
/// one before it.
final class VectorRowProduct {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;
  private static final int COUNT = PartialSums.COUNT;
  private static final int ROWS = RowProduct.ROWS;

  private VectorRowProduct() {}

  /// See [RowProduct#product].
  static void product(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n, int k) {
    float[] sums = Scratch.ofThread().rowSums;
    int whole = k - k % COUNT;
    for (int j = 0; j < n; j += ROWS) {
      // The last four overlap those before them.
      int row = Math.max(0, Math.min(j, n - ROWS));
      int rows = Math.min(ROWS, n);
      for (int lane = 0; lane < COUNT; lane += LANES) {
        if (rows == ROWS) {
          fourSums(a, aAt + lane, b, bAt + row * k + lane, k, whole, sums, lane);
        } else {
          for (int r = 0; r < rows; r++) {
            sums(a, aAt + lane, b, bAt + (row + r) * k + lane, whole, sums, r * COUNT + lane);
          }
        }
      }
      for (int r = 0; r < rows; r++) {
        RowProduct.rest(a, aAt, b, bAt + (row + r) * k, whole, k, sums, r * COUNT);
        c[cAt + row + r] = RowProduct.sum(sums, r * COUNT);
      }
    }
  }

  private static void fourSums(
      float[] a, int aAt, float[] b, int bAt, int step, int whole, float[] sums, int at) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    FloatVector sum2 = FloatVector.zero(SPECIES);
    FloatVector sum3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < whole; p += COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + p);
      sum0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + p), sum0);
      sum1 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + step + p), sum1);
      sum2 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * step + p), sum2);
      sum3 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + 3 * step + p), sum3);
    }
    sum0.intoArray(sums, at);
    sum1.intoArray(sums, at + COUNT);
    sum2.intoArray(sums, at + 2 * COUNT);
    sum3.intoArray(sums, at + 3 * COUNT);
  }

  private static void sums(
      float[] a, int aAt, float[] b, int bAt, int whole, float[] sums, int at) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int p = 0; p < whole; p += COUNT) {
      sum =
          FloatVector.fromArray(SPECIES, a, aAt + p)
              .fma(FloatVector.fromArray(SPECIES, b, bAt + p), sum);
    }
    sum.intoArray(sums, at);
  }
}
