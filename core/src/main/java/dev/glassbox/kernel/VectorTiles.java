package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The tiles that [VectorProduct] is made of: some rows of c by one or two vectors, held in
/// registers while k goes by.
///
/// The accumulators are local variables and the species a constant: else the compiler would put
/// every vector on the heap. With masks there are no more than 4 of them, because the first
/// compiler gives up on more ("out of virtual registers") and may then never hand over to the
/// second.
final class VectorTiles {
  /// The vectors in use: the widest that the processor likes, unless told otherwise.
  static final VectorSpecies<Float> SPECIES = species();

  static final int LANES = SPECIES.length();

  /// Registers hold 8 × 2 accumulators of 512 bits; with narrower vectors a processor has half as
  /// many of them.
  static final int ROWS = LANES >= 16 ? 8 : 4;

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

  /// Computes a column of tiles, at most 2 vectors wide.
  static void column(
      VectorProduct.Operand left,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cStep,
      int m,
      int k,
      int width) {
    float[] a = left.array();
    int aRow = left.rowStep();
    int aStep = left.columnStep();
    int i = 0;
    if (width == 2 * LANES) {
      for (; i + ROWS <= m; i += ROWS) {
        int from = aAt + i * aRow;
        int to = cAt + i * cStep;
        if (ROWS == 8) {
          tile8(a, from, aRow, aStep, b, bAt, bStep, c, to, cStep, k);
        } else {
          tile4(a, from, aRow, aStep, b, bAt, bStep, c, to, cStep, k);
        }
      }
      for (; i + 4 <= m; i += 4) {
        tile4(a, aAt + i * aRow, aRow, aStep, b, bAt, bStep, c, cAt + i * cStep, cStep, k);
      }
    }
    for (int j = 0; j < width; j += LANES) {
      int lanes = Math.min(LANES, width - j);
      int row = i;
      for (; row + 4 <= m; row += 4) {
        edge4(
            a,
            aAt + row * aRow,
            aRow,
            aStep,
            b,
            bAt + j,
            bStep,
            c,
            cAt + row * cStep + j,
            cStep,
            k,
            lanes);
      }
      for (; row < m; row++) {
        edge1(a, aAt + row * aRow, aStep, b, bAt + j, bStep, c, cAt + row * cStep + j, k, lanes);
      }
    }
  }

  /// 8 rows by 2 vectors.
  private static void tile8(
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
    FloatVector c6a = FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow);
    FloatVector c6b = FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow + LANES);
    FloatVector c7a = FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow);
    FloatVector c7b = FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow + LANES);
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
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[from + 6 * aRow]);
      c6a = x6.fma(rowA, c6a);
      c6b = x6.fma(rowB, c6b);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[from + 7 * aRow]);
      c7a = x7.fma(rowA, c7a);
      c7b = x7.fma(rowB, c7b);
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
    c6a.intoArray(c, cAt + 6 * cRow);
    c6b.intoArray(c, cAt + 6 * cRow + LANES);
    c7a.intoArray(c, cAt + 7 * cRow);
    c7b.intoArray(c, cAt + 7 * cRow + LANES);
  }

  /// 4 rows by 2 vectors.
  private static void tile4(
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

  /// 4 rows by one vector, of which only the first lanes count.
  private static void edge4(
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
      int k,
      int lanes) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, lanes);
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt, mask);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + cRow, mask);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow, mask);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow, mask);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector row = FloatVector.fromArray(SPECIES, b, at, mask);
      int from = aAt + p * aStep;
      c0 = FloatVector.broadcast(SPECIES, a[from]).fma(row, c0);
      c1 = FloatVector.broadcast(SPECIES, a[from + aRow]).fma(row, c1);
      c2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]).fma(row, c2);
      c3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]).fma(row, c3);
    }
    c0.intoArray(c, cAt, mask);
    c1.intoArray(c, cAt + cRow, mask);
    c2.intoArray(c, cAt + 2 * cRow, mask);
    c3.intoArray(c, cAt + 3 * cRow, mask);
  }

  /// One row by one vector, of which only the first lanes count.
  private static void edge1(
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int k,
      int lanes) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, lanes);
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt, mask);
    for (int p = 0; p < k; p++) {
      int at = bAt + p * bStep;
      FloatVector row = FloatVector.fromArray(SPECIES, b, at, mask);
      int from = aAt + p * aStep;
      c0 = FloatVector.broadcast(SPECIES, a[from]).fma(row, c0);
    }
    c0.intoArray(c, cAt, mask);
  }
}
