package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [VectorPanel] that are one or two vectors wide, and single rows. They read their
/// operands as they lie.
final class VectorTiles {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;

  private VectorTiles() {}

  /// A single row, `vectors` wide.
  static void row(int vectors, VectorPanel q, int row) {
    switch (vectors) {
      case 4 -> tile1x4(q, row);
      case 3 -> tile1x3(q, row);
      case 2 -> tile1x2(q, row);
      default -> tile1x1(q, row);
    }
  }

  /// A tile of 4 or 6 rows, two vectors wide.
  static void two(int rows, VectorPanel q, int row) {
    if (rows == 6) {
      tile6x2(q, row);
    } else {
      tile4x2(q, row);
    }
  }

  /// A tile of 4 or 6 rows, one vector wide.
  static void one(int rows, VectorPanel q, int row) {
    if (rows == 6) {
      tile6x1(q, row);
    } else {
      tile4x1(q, row);
    }
  }

  /// 6 rows by 2 vectors.
  private static void tile6x2(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aRow = q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    FloatVector c4a = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow);
    FloatVector c4b = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + LANES);
    FloatVector c5a = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow);
    FloatVector c5b = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + LANES);
    for (int p = 0; p < depth; p++) {
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
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
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
  private static void tile4x2(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aRow = q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    for (int p = 0; p < depth; p++) {
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
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
  }

  /// 6 rows by one vector.
  private static void tile6x1(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aRow = q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c4 = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow);
    FloatVector c5 = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow);
    for (int p = 0; p < depth; p++) {
      int at = bAt + p * bStep;
      FloatVector vector = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(vector, c0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1 = x1.fma(vector, c1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2 = x2.fma(vector, c2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3 = x3.fma(vector, c3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * aRow]);
      c4 = x4.fma(vector, c4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * aRow]);
      c5 = x5.fma(vector, c5);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
    c4.intoArray(c, cAt + 4 * cRow);
    c5.intoArray(c, cAt + 5 * cRow);
  }

  /// 4 rows by one vector.
  private static void tile4x1(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aRow = q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    for (int p = 0; p < depth; p++) {
      int at = bAt + p * bStep;
      FloatVector vector = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(vector, c0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + aRow]);
      c1 = x1.fma(vector, c1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * aRow]);
      c2 = x2.fma(vector, c2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * aRow]);
      c3 = x3.fma(vector, c3);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
  }

  /// One row by 4 vectors.
  private static void tile1x4(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, start, startAt + 3 * LANES);
    for (int p = 0; p < depth; p++) {
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
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c0d.intoArray(c, cAt + 3 * LANES);
  }

  /// One row by 3 vectors.
  private static void tile1x3(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    for (int p = 0; p < depth; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
  }

  /// One row by 2 vectors.
  private static void tile1x2(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    for (int p = 0; p < depth; p++) {
      int at = bAt + p * bStep;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
  }

  /// One row by one vector.
  private static void tile1x1(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * q.aRow;
    int aStep = q.aStep;
    int bAt = q.bAt;
    int bStep = q.bStep;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    for (int p = 0; p < depth; p++) {
      int at = bAt + p * bStep;
      FloatVector vector = FloatVector.fromArray(SPECIES, b, at);
      int from = aAt + p * aStep;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0 = x0.fma(vector, c0);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    c0.intoArray(c, cAt);
  }
}
