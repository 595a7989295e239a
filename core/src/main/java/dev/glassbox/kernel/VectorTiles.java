package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The tiles that [VectorProduct] is made of: some rows of c by some vectors, held in registers
/// while k goes by.
///
/// Each step of k loads the vectors of a row of B and adds to each row of the tile its number of A
/// times them. Loads are what limits a small tile: of 512 bits the processor does one
/// multiplication a cycle, and 6 × 4 of them on 10 loads run at 98 % of that, 8 × 2 on as many at
/// 77 %, one row at 45 %. The accumulators are local variables and the species a constant: else the
/// compiler would put every vector on the heap.
final class VectorTiles {
  /// The vectors in use: the widest that the processor likes, unless told otherwise.
  static final VectorSpecies<Float> SPECIES = species();

  static final int LANES = SPECIES.length();

  /// How many vectors wide a tile is at most. Registers hold 6 × 4 accumulators of 512 bits; with
  /// narrower vectors most processors have half as many of them.
  static final int MOST = LANES >= 16 ? 4 : 2;

  private VectorTiles() {}

  private static VectorSpecies<Float> species() {
    int bits = Integer.getInteger("glassbox.vector.bits", 0);
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /// How many bits a vector has.
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /// The width in vectors of the next tile where so many vectors are left.
  static int widthOf(int vectors) {
    return vectors >= MOST ? MOST : vectors >= 2 ? 2 : 1;
  }

  /// Adds to a column of tiles, `vectors` wide and m rows long: 6 rows at a time, 4 where that
  /// comes out even, single ones at last.
  static void column(
      int vectors,
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
      int m,
      int k) {
    for (int i = 0; i < m; ) {
      int left = m - i;
      int rows = left >= 6 && left != 8 && left != 9 ? 6 : left >= 4 ? 4 : 1;
      int from = aAt + i * aRow;
      int to = cAt + i * cRow;
      if (vectors == 4) {
        wide(rows, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow, k);
      } else if (vectors == 2) {
        VectorNarrowTiles.two(rows, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow, k);
      } else {
        VectorNarrowTiles.one(rows, a, from, aRow, aStep, b, bAt, bStep, c, to, cRow, k);
      }
      i += rows;
    }
  }

  private static void wide(
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
      tile6x4(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else if (rows == 4) {
      tile4x4(a, aAt, aRow, aStep, b, bAt, bStep, c, cAt, cRow, k);
    } else {
      tile1x4(a, aAt, aStep, b, bAt, bStep, c, cAt, k);
    }
  }

  /// 6 rows by 4 vectors.
  private static void tile6x4(
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
    FloatVector c0c = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, c, cAt + cRow + 2 * LANES);
    FloatVector c1d = FloatVector.fromArray(SPECIES, c, cAt + cRow + 3 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 2 * LANES);
    FloatVector c2d = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 3 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 2 * LANES);
    FloatVector c3d = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 3 * LANES);
    FloatVector c4a = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c4b = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES);
    FloatVector c4c = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 2 * LANES);
    FloatVector c4d = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 3 * LANES);
    FloatVector c5a = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    FloatVector c5b = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + LANES);
    FloatVector c5c = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + 2 * LANES);
    FloatVector c5d = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + 3 * LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      FloatVector rowD = FloatVector.fromArray(SPECIES, b, at + 3 * LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      c0d = x0.fma(rowD, c0d);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      c1d = x1.fma(rowD, c1d);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      c2d = x2.fma(rowD, c2d);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
      c3d = x3.fma(rowD, c3d);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * aRow]);
      c4a = x4.fma(rowA, c4a);
      c4b = x4.fma(rowB, c4b);
      c4c = x4.fma(rowC, c4c);
      c4d = x4.fma(rowD, c4d);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * aRow]);
      c5a = x5.fma(rowA, c5a);
      c5b = x5.fma(rowB, c5b);
      c5c = x5.fma(rowC, c5c);
      c5d = x5.fma(rowD, c5d);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c0d.intoArray(c, cAt + 3 * LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c1c.intoArray(c, cAt + cRow + 2 * LANES);
    c1d.intoArray(c, cAt + cRow + 3 * LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c2c.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c2d.intoArray(c, cAt + 2 * cRow + 3 * LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
    c3c.intoArray(c, cAt + 3 * cRow + 2 * LANES);
    c3d.intoArray(c, cAt + 3 * cRow + 3 * LANES);
    c4a.intoArray(c, cAt + 4 * cRow);
    c4b.intoArray(c, cAt + 4 * cRow + LANES);
    c4c.intoArray(c, cAt + 4 * cRow + 2 * LANES);
    c4d.intoArray(c, cAt + 4 * cRow + 3 * LANES);
    c5a.intoArray(c, cAt + 5 * cRow);
    c5b.intoArray(c, cAt + 5 * cRow + LANES);
    c5c.intoArray(c, cAt + 5 * cRow + 2 * LANES);
    c5d.intoArray(c, cAt + 5 * cRow + 3 * LANES);
  }

  /// 4 rows by 4 vectors.
  private static void tile4x4(
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
    FloatVector c0c = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, c, cAt + cRow + 2 * LANES);
    FloatVector c1d = FloatVector.fromArray(SPECIES, c, cAt + cRow + 3 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 2 * LANES);
    FloatVector c2d = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 3 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 2 * LANES);
    FloatVector c3d = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 3 * LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      FloatVector rowD = FloatVector.fromArray(SPECIES, b, at + 3 * LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      c0d = x0.fma(rowD, c0d);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      c1d = x1.fma(rowD, c1d);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      c2d = x2.fma(rowD, c2d);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
      c3d = x3.fma(rowD, c3d);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c0d.intoArray(c, cAt + 3 * LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c1c.intoArray(c, cAt + cRow + 2 * LANES);
    c1d.intoArray(c, cAt + cRow + 3 * LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c2c.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c2d.intoArray(c, cAt + 2 * cRow + 3 * LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
    c3c.intoArray(c, cAt + 3 * cRow + 2 * LANES);
    c3d.intoArray(c, cAt + 3 * cRow + 3 * LANES);
  }

  /// One row by 4 vectors.
  private static void tile1x4(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt, int k) {
    FloatVector c0a = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      FloatVector rowD = FloatVector.fromArray(SPECIES, b, at + 3 * LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      c0d = x0.fma(rowD, c0d);
    }
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c0d.intoArray(c, cAt + 3 * LANES);
  }
}
