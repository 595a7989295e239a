package dev.glassbox.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product of floats in vector instructions.
///
/// A tile of c, 8 rows by 2 vectors, is kept in registers while k goes by: each step loads 2
/// vectors of a row of B and adds to each row of the tile its number of A times them. So an element
/// is summed in the order of k by fused multiply-adds, and has the same bits as in [ScalarMatMul],
/// whatever the width of the vectors and the place in the tile.
///
/// A is read where it lies, transposed or not. B is read where it lies if its rows lie along n and
/// are near enough to each other; else panels of it, [#DEPTH] rows by 2 vectors, are packed first,
/// which costs 1/m of the work. If B lies transposed and c has fewer rows than columns it is
/// cheaper to pack A and to compute cᵀ = Bᵀ · Aᵀ.
///
/// The accumulators are local variables and the species a constant: else the compiler would put
/// every vector on the heap. With masks there are no more than 4 of them, because the first
/// compiler gives up on more ("out of virtual registers") and may then never hand over to the
/// second.
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = species();
  private static final int LANES = SPECIES.length();

  /// Registers hold 8 × 2 accumulators of 512 bits; with narrower vectors a processor has half as
  /// many of them.
  private static final int ROWS = LANES >= 16 ? 8 : 4;

  /// How much of k is summed up at a time, so that a panel of B stays in the first-level cache.
  private static final int DEPTH = 384;

  /// Rows of B that are further apart than this many bytes in total are packed.
  private static final long NEAR_BYTES = 1 << 20;

  private VectorProduct() {}

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
    Arrays.fill(c, cAt, cAt + m * n, 0);
    Operand left = new Operand(a, aAt, transposeA ? 1 : k, transposeA ? m : 1);
    if (!transposeB) {
      Operand right = new Operand(b, bAt, n, 1);
      boolean near = 4L * n * k <= NEAR_BYTES || m <= ROWS;
      multiply(left, right, near, c, cAt, m, n, k);
    } else if (m < n) {
      Operand right = new Operand(a, aAt, transposeA ? m : 1, transposeA ? 1 : k);
      float[] transposed = new float[n * m];
      multiply(new Operand(b, bAt, k, 1), right, transposeA, transposed, 0, n, m, k);
      transpose(transposed, n, m, c, cAt);
    } else {
      multiply(left, new Operand(b, bAt, 1, k), false, c, cAt, m, n, k);
    }
  }

  /// A matrix in an array: element (i, j) lies at `at + i · rowStep + j · columnStep`.
  private record Operand(float[] array, int at, int rowStep, int columnStep) {}

  private static void transpose(float[] from, int rows, int columns, float[] to, int toAt) {
    for (int j = 0; j < columns; j += 8) {
      int lastColumn = Math.min(columns, j + 8);
      for (int i = 0; i < rows; i += 16) {
        int lastRow = Math.min(rows, i + 16);
        for (int column = j; column < lastColumn; column++) {
          for (int row = i; row < lastRow; row++) {
            to[toAt + column * rows + row] = from[row * columns + column];
          }
        }
      }
    }
  }

  /// @param asItLies whether b may be read without packing; its columns must then be neighbours
  private static void multiply(
      Operand a, Operand b, boolean asItLies, float[] c, int cAt, int m, int n, int k) {
    int width = 2 * LANES;
    float[] panel = asItLies ? b.array() : new float[Math.min(k, DEPTH) * width];
    for (int p = 0; p < k; p += DEPTH) {
      int depth = Math.min(DEPTH, k - p);
      int from = a.at() + p * a.columnStep();
      for (int j = 0; j < n; j += width) {
        int left = Math.min(width, n - j);
        if (asItLies) {
          int at = b.at() + p * b.rowStep() + j;
          column(a, from, panel, at, b.rowStep(), c, cAt + j, n, m, depth, left);
        } else {
          pack(b, p, j, depth, left, panel);
          column(a, from, panel, 0, width, c, cAt + j, n, m, depth, left);
        }
      }
    }
  }

  /// Copies `depth` rows of `left` numbers into a panel that is 2 vectors wide.
  private static void pack(Operand b, int p, int j, int depth, int left, float[] panel) {
    int width = 2 * LANES;
    float[] array = b.array();
    if (b.columnStep() == 1) {
      for (int i = 0; i < depth; i++) {
        System.arraycopy(array, b.at() + (p + i) * b.rowStep() + j, panel, i * width, left);
      }
      return;
    }
    for (int q = 0; q < left; q++) {
      int from = b.at() + p * b.rowStep() + (j + q) * b.columnStep();
      int step = b.rowStep();
      for (int i = 0; i < depth; i++) {
        panel[i * width + q] = array[from + i * step];
      }
    }
  }

  /// Computes a column of tiles, at most 2 vectors wide.
  private static void column(
      Operand left,
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
