package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [VectorPanel] that are three or four vectors of 512 bits wide. They read packed
/// operands only: then all steps are constants, and a step of k is ten loads and 24 multiplications
/// and nothing else, neither arithmetic of indices nor checks of them.
final class VectorWideTiles {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;
  private static final int PITCH = VectorPanel.PITCH;
  private static final int WIDE = 4 * LANES;
  private static final int MEDIUM = 3 * LANES;

  private VectorWideTiles() {}

  /// A tile of 4 or 6 rows, four vectors wide.
  static void four(int rows, VectorPanel q, int row) {
    if (rows == 6) {
      tile6x4(q, row);
    } else {
      tile4x4(q, row);
    }
  }

  /// A tile of 4 or 6 rows, three vectors wide.
  static void three(int rows, VectorPanel q, int row) {
    if (rows == 6) {
      tile6x3(q, row);
    } else {
      tile4x3(q, row);
    }
  }

  /// 6 rows by 4 vectors.
  private static void tile6x4(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * PITCH;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, start, startAt + 3 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, start, startAt + startRow + 2 * LANES);
    FloatVector c1d = FloatVector.fromArray(SPECIES, start, startAt + startRow + 3 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 2 * LANES);
    FloatVector c2d = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 3 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 2 * LANES);
    FloatVector c3d = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 3 * LANES);
    FloatVector c4a = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow);
    FloatVector c4b = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + LANES);
    FloatVector c4c = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + 2 * LANES);
    FloatVector c4d = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + 3 * LANES);
    FloatVector c5a = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow);
    FloatVector c5b = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + LANES);
    FloatVector c5c = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + 2 * LANES);
    FloatVector c5d = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + 3 * LANES);
    for (int p = 0; p < depth; p++) {
      int at = p * WIDE;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      FloatVector rowD = FloatVector.fromArray(SPECIES, b, at + 3 * LANES);
      int from = aAt + p;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      c0d = x0.fma(rowD, c0d);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + PITCH]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      c1d = x1.fma(rowD, c1d);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * PITCH]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      c2d = x2.fma(rowD, c2d);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * PITCH]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
      c3d = x3.fma(rowD, c3d);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * PITCH]);
      c4a = x4.fma(rowA, c4a);
      c4b = x4.fma(rowB, c4b);
      c4c = x4.fma(rowC, c4c);
      c4d = x4.fma(rowD, c4d);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * PITCH]);
      c5a = x5.fma(rowA, c5a);
      c5b = x5.fma(rowB, c5b);
      c5c = x5.fma(rowC, c5c);
      c5d = x5.fma(rowD, c5d);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
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
  private static void tile4x4(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * PITCH;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(SPECIES, start, startAt + 3 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, start, startAt + startRow + 2 * LANES);
    FloatVector c1d = FloatVector.fromArray(SPECIES, start, startAt + startRow + 3 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 2 * LANES);
    FloatVector c2d = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 3 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 2 * LANES);
    FloatVector c3d = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 3 * LANES);
    for (int p = 0; p < depth; p++) {
      int at = p * WIDE;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      FloatVector rowD = FloatVector.fromArray(SPECIES, b, at + 3 * LANES);
      int from = aAt + p;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      c0d = x0.fma(rowD, c0d);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + PITCH]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      c1d = x1.fma(rowD, c1d);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * PITCH]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      c2d = x2.fma(rowD, c2d);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * PITCH]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
      c3d = x3.fma(rowD, c3d);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
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

  /// 6 rows by 3 vectors.
  private static void tile6x3(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * PITCH;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, start, startAt + startRow + 2 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 2 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 2 * LANES);
    FloatVector c4a = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow);
    FloatVector c4b = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + LANES);
    FloatVector c4c = FloatVector.fromArray(SPECIES, start, startAt + 4 * startRow + 2 * LANES);
    FloatVector c5a = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow);
    FloatVector c5b = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + LANES);
    FloatVector c5c = FloatVector.fromArray(SPECIES, start, startAt + 5 * startRow + 2 * LANES);
    for (int p = 0; p < depth; p++) {
      int at = p * MEDIUM;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      int from = aAt + p;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + PITCH]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * PITCH]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * PITCH]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[from + 4 * PITCH]);
      c4a = x4.fma(rowA, c4a);
      c4b = x4.fma(rowB, c4b);
      c4c = x4.fma(rowC, c4c);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[from + 5 * PITCH]);
      c5a = x5.fma(rowA, c5a);
      c5b = x5.fma(rowB, c5b);
      c5c = x5.fma(rowC, c5c);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c1c.intoArray(c, cAt + cRow + 2 * LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c2c.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
    c3c.intoArray(c, cAt + 3 * cRow + 2 * LANES);
    c4a.intoArray(c, cAt + 4 * cRow);
    c4b.intoArray(c, cAt + 4 * cRow + LANES);
    c4c.intoArray(c, cAt + 4 * cRow + 2 * LANES);
    c5a.intoArray(c, cAt + 5 * cRow);
    c5b.intoArray(c, cAt + 5 * cRow + LANES);
    c5c.intoArray(c, cAt + 5 * cRow + 2 * LANES);
  }

  /// 4 rows by 3 vectors.
  private static void tile4x3(VectorPanel q, int row) {
    float[] a = q.a;
    float[] b = q.b;
    int aAt = q.aAt + row * PITCH;
    int depth = q.depth;
    float[] start = q.start;
    int startAt = q.startAt + row * q.startRow;
    int startRow = q.startRow;
    FloatVector c0a = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c0b = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c0c = FloatVector.fromArray(SPECIES, start, startAt + 2 * LANES);
    FloatVector c1a = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c1b = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c1c = FloatVector.fromArray(SPECIES, start, startAt + startRow + 2 * LANES);
    FloatVector c2a = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c2b = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c2c = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + 2 * LANES);
    FloatVector c3a = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c3b = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    FloatVector c3c = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + 2 * LANES);
    for (int p = 0; p < depth; p++) {
      int at = p * MEDIUM;
      FloatVector rowA = FloatVector.fromArray(SPECIES, b, at);
      FloatVector rowB = FloatVector.fromArray(SPECIES, b, at + LANES);
      FloatVector rowC = FloatVector.fromArray(SPECIES, b, at + 2 * LANES);
      int from = aAt + p;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[from]);
      c0a = x0.fma(rowA, c0a);
      c0b = x0.fma(rowB, c0b);
      c0c = x0.fma(rowC, c0c);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[from + PITCH]);
      c1a = x1.fma(rowA, c1a);
      c1b = x1.fma(rowB, c1b);
      c1c = x1.fma(rowC, c1c);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[from + 2 * PITCH]);
      c2a = x2.fma(rowA, c2a);
      c2b = x2.fma(rowB, c2b);
      c2c = x2.fma(rowC, c2c);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[from + 3 * PITCH]);
      c3a = x3.fma(rowA, c3a);
      c3b = x3.fma(rowB, c3b);
      c3c = x3.fma(rowC, c3c);
    }
    float[] c = q.c;
    int cAt = q.cAt + row * q.cRow;
    int cRow = q.cRow;
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c1a.intoArray(c, cAt + cRow);
    c1b.intoArray(c, cAt + cRow + LANES);
    c1c.intoArray(c, cAt + cRow + 2 * LANES);
    c2a.intoArray(c, cAt + 2 * cRow);
    c2b.intoArray(c, cAt + 2 * cRow + LANES);
    c2c.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c3a.intoArray(c, cAt + 3 * cRow);
    c3b.intoArray(c, cAt + 3 * cRow + LANES);
    c3c.intoArray(c, cAt + 3 * cRow + 2 * LANES);
  }
}
