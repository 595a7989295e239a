package dev.glassbox.kernel;

import java.util.Arrays;

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
final class VectorProduct {
  private static final int LANES = VectorTiles.LANES;

  /// How much of k is summed up at a time, so that a panel of B stays in the first-level cache.
  private static final int DEPTH = 384;

  /// Rows of B that are further apart than this many bytes in total are packed.
  private static final long NEAR_BYTES = 1 << 20;

  /// How many multiplications are worth a part of their own: some ten microseconds.
  private static final long PART = 500_000;

  private VectorProduct() {}

  /// See [Kernels#matmul]. The bits do not depend on how many workers there are.
  static void product(
      Workers workers,
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
      boolean near = 4L * n * k <= NEAR_BYTES || m <= VectorTiles.ROWS;
      multiply(workers, left, right, near, c, cAt, m, n, k);
    } else if (m < n) {
      Operand right = new Operand(a, aAt, transposeA ? m : 1, transposeA ? 1 : k);
      float[] transposed = new float[n * m];
      multiply(workers, new Operand(b, bAt, k, 1), right, transposeA, transposed, 0, n, m, k);
      transpose(transposed, n, m, c, cAt);
    } else {
      multiply(workers, left, new Operand(b, bAt, 1, k), false, c, cAt, m, n, k);
    }
  }

  /// A matrix in an array: element (i, j) lies at `at + i · rowStep + j · columnStep`.
  record Operand(float[] array, int at, int rowStep, int columnStep) {
    /// The part that begins at this element.
    Operand from(int row, int column) {
      return new Operand(array, at + row * rowStep + column * columnStep, rowStep, columnStep);
    }
  }

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

  /// Shares the columns of c out among the workers, or its rows if those are more.
  ///
  /// @param asItLies whether b may be read without packing; its columns must then be neighbours
  private static void multiply(
      Workers workers,
      Operand a,
      Operand b,
      boolean asItLies,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    long work = (long) m * n * k;
    int parts = (int) Math.min(2L * workers.count(), work / PART);
    if (parts < 2 || workers.count() == 1) {
      multiply(a, b, asItLies, c, cAt, m, n, k, n);
    } else if (n >= m) {
      int share = shareOf(n, parts, 2 * LANES);
      workers.runWhereFaster(
          work,
          Math.ceilDiv(n, share),
          part -> {
            int from = part * share;
            int columns = Math.min(share, n - from);
            multiply(a, b.from(0, from), asItLies, c, cAt + from, m, columns, k, n);
          });
    } else {
      int share = shareOf(m, parts, VectorTiles.ROWS);
      workers.runWhereFaster(
          work,
          Math.ceilDiv(m, share),
          part -> {
            int from = part * share;
            int rows = Math.min(share, m - from);
            multiply(a.from(from, 0), b, asItLies, c, cAt + from * n, rows, n, k, n);
          });
    }
  }

  /// The length of a part, in whole units.
  private static int shareOf(int length, int parts, int unit) {
    return Math.ceilDiv(Math.ceilDiv(length, parts), unit) * unit;
  }

  private static void multiply(
      Operand a, Operand b, boolean asItLies, float[] c, int cAt, int m, int n, int k, int cStep) {
    int width = 2 * LANES;
    float[] panel = asItLies ? b.array() : new float[Math.min(k, DEPTH) * width];
    for (int p = 0; p < k; p += DEPTH) {
      int depth = Math.min(DEPTH, k - p);
      int from = a.at() + p * a.columnStep();
      for (int j = 0; j < n; j += width) {
        int left = Math.min(width, n - j);
        if (asItLies) {
          int at = b.at() + p * b.rowStep() + j;
          VectorTiles.column(a, from, panel, at, b.rowStep(), c, cAt + j, cStep, m, depth, left);
        } else {
          pack(b, p, j, depth, left, panel);
          VectorTiles.column(a, from, panel, 0, width, c, cAt + j, cStep, m, depth, left);
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
}
