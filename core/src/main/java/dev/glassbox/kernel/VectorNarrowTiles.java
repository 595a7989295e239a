package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [VectorTiles] that are one or two vectors wide.
final class VectorNarrowTiles {
  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LANES = VectorTiles.LANES;

  private VectorNarrowTiles() {}

  /// A tile two vectors wide.
  static void two(
      int rows,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    if (rows == 6) {
      tile6x2(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else if (rows == 4) {
      tile4x2(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else {
      tile1x2(a, aAt, aStep, b, bAt, bStep, c, cAt, k);
    }
  }

  /// 6 rows by 2 vectors.
  private static void tile6x2(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    FloatVector c0a = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c4a = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c4b = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES);
    FloatVector c5a = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    FloatVector c5b = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * aRow]);
      c4a = x4.fma(rowA, c4a);
      c4b = x4.fma(rowB, c4b);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * aRow]);
      c5a = x5.fma(rowA, c5a);
      c5b = x5.fma(rowB, c5b);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
    c4a.intoArray(c, cAt + 4 * cRow);
    c4b.intoArray(c, cAt + 4 * cRow + LANES);
    c5a.intoArray(c, cAt + 5 * cRow);
    c5b.intoArray(c, cAt + 5 * cRow + LANES);
  }

  /// 4 rows by 2 vectors.
  private static void tile4x2(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    FloatVector c0a = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
  }

  /// One row by 2 vectors.
  private static void tile1x2(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt, int k) {
    FloatVector c0a = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
  }

  /// A tile one vector wide.
  static void one(
      int rows,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    if (rows == 6) {
      tile6x1(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else if (rows == 4) {
      tile4x1(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else {
      tile1x1(a, aAt, aStep, b, bAt, bStep, c, cAt, k);
    }
  }

  /// 6 rows by one vector.
  private static void tile6x1(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector row = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(row, c0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1 = x1.fma(row, c1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2 = x2.fma(row, c2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3 = x3.fma(row, c3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * aRow]);
      c4 = x4.fma(row, c4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * aRow]);
      c5 = x5.fma(row, c5);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
    c4.intoArray(c, cAt + 4 * cRow);
    c5.intoArray(c, cAt + 5 * cRow);
  }

  /// 4 rows by one vector.
  private static void tile4x1(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int k) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector row = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(row, c0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1 = x1.fma(row, c1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2 = x2.fma(row, c2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3 = x3.fma(row, c3);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
  }

  /// One row by one vector.
  private static void tile1x1(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt, int k) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector row = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(row, c0);
    }
    c0.intoArray(c, cAt);
  }
}
