package dev.glassbox.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The matrix product of floats in vector instructions.
///
/// c is computed in tiles of 6 rows by 4 vectors ([VectorTiles]), which are kept in registers while
/// k goes by, [#DEPTH] at a time. So an element is summed in the order of k by fused multiply-adds,
/// and has the same bits as in [ScalarMatMul], whatever the width of the vectors and the place in
/// the tile.
///
/// A is read where it lies, transposed or not. B is read where it lies if it is not transposed and
/// fits the first-level cache; else panels of it, `DEPTH` rows as wide as a tile, are packed first,
/// which costs about 8/m of the work where it has to be transposed and 1/m where not. A tile that
/// reaches over the edge of c is computed beside it and its part copied (Goto and van de Geijn
/// 2008, "Anatomy of high-performance matrix multiplication").
///
/// An object is one product under way. A thread uses one for all its products, so that handing it
/// to the [Workers] allocates nothing.
final class VectorProduct implements IntConsumer {
  private static final int LANES = VectorTiles.LANES;

  /// How much of k is summed up at a time, so that a panel of B stays in the nearest caches.
  static final int DEPTH = 256;

  /// How many rows are computed with one panel of B.
  static final int HEIGHT = 240;

  /// B is not packed if its rows are no further apart than this many numbers in total.
  private static final int NEAR = 8192;

  /// Fewer rows than this are not worth packing for.
  private static final int FEW_ROWS = 6;

  /// How many multiplications are worth a part of their own: some ten microseconds.
  private static final long PART = 500_000;

  private static final float[] NONE = new float[0];

  private float[] a = NONE;
  private int aAt;
  private int aRow;
  private int aStep;
  private float[] b = NONE;
  private int bAt;
  private boolean transposeB;
  private float @Nullable [] bias;
  private int biasAt;
  private @Nullable UnaryFunction g;
  private float[] c = NONE;
  private int cAt;
  private int m;
  private int n;
  private int k;

  /// The number of columns, or else of rows, of a part.
  private int share;

  private boolean byColumns;

  /// See [Kernels#affine]; without a bias the product alone. The bits do not depend on how many
  /// workers there are.
  static void product(
      Workers workers,
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float @Nullable [] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    VectorProduct product = VectorScratch.ofThread().product;
    product.a = a;
    product.aAt = aAt;
    product.aRow = transposeA ? 1 : k;
    product.aStep = transposeA ? m : 1;
    product.b = b;
    product.bAt = bAt;
    product.transposeB = transposeB;
    product.bias = bias;
    product.biasAt = biasAt;
    product.g = g;
    product.c = c;
    product.cAt = cAt;
    product.m = m;
    product.n = n;
    product.k = k;
    product.run(workers);
    // So that the thread does not hold on to what the caller lets go.
    product.a = NONE;
    product.b = NONE;
    product.c = NONE;
    product.bias = null;
  }

  /// Shares the columns of c out among the workers, or its rows if those are more.
  private void run(Workers workers) {
    long work = (long) m * n * k;
    int parts = workers.count() == 1 ? 1 : (int) Math.min(2L * workers.count(), work / PART);
    if (parts < 2) {
      block(0, m, 0, n);
      return;
    }
    int widest = VectorTiles.MOST * LANES;
    boolean wide = n >= parts * widest;
    byColumns = wide || n >= m;
    int length = byColumns ? n : m;
    int unit = wide ? widest : byColumns ? LANES : 2;
    share = Math.ceilDiv(Math.ceilDiv(length, parts), unit) * unit;
    workers.runWhereFaster(work, Math.ceilDiv(length, share), this);
  }

  /// Computes a part.
  @Override
  public void accept(int part) {
    int from = part * share;
    if (byColumns) {
      block(0, m, from, Math.min(share, n - from));
    } else {
      block(from, Math.min(share, m - from), 0, n);
    }
  }

  private void block(int firstRow, int rows, int firstColumn, int columns) {
    VectorScratch scratch = VectorScratch.ofThread();
    for (int i = firstRow; i < firstRow + rows; i += HEIGHT) {
      int height = Math.min(HEIGHT, firstRow + rows - i);
      clear(cAt + i * n + firstColumn, height, columns);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        for (int j = 0; j < columns; ) {
          int left = columns - j;
          int vectors = VectorTiles.widthOf(Math.ceilDiv(left, LANES));
          panel(scratch, i, height, p, depth, firstColumn + j, vectors, left);
          j += vectors * LANES;
        }
      }
      finish(cAt + i * n + firstColumn, firstColumn, height, columns);
    }
  }

  private void clear(int at, int rows, int columns) {
    if (columns == n) {
      Arrays.fill(c, at, at + rows * n, 0);
    } else {
      for (int i = 0; i < rows; i++) {
        Arrays.fill(c, at + i * n, at + i * n + columns, 0);
      }
    }
  }

  /// Adds `depth` products to `height` rows of c in a column of tiles, of which `left` numbers are
  /// still in the part.
  private void panel(
      VectorScratch scratch, int i, int height, int p, int depth, int j, int vectors, int left) {
    int width = vectors * LANES;
    int columns = Math.min(width, left);
    float[] panel = b;
    int panelAt = bAt + p * n + j;
    int panelStep = n;
    if (transposeB) {
      panel = scratch.panel(depth * width);
      VectorPacking.transpose(b, bAt + j * k + p, k, panel, 0, width, columns, depth);
      panelAt = 0;
      panelStep = width;
    } else if (columns < width || (depth * n > NEAR && height >= FEW_ROWS)) {
      panel = scratch.panel(depth * width);
      VectorPacking.copy(b, panelAt, n, panel, 0, width, depth, columns);
      panelAt = 0;
      panelStep = width;
    }
    int from = aAt + i * aRow + p * aStep;
    int to = cAt + i * n + j;
    if (columns == width) {
      VectorTiles.column(
          vectors, a, from, aRow, aStep, panel, panelAt, panelStep, c, to, n, height, depth);
    } else {
      float[] strip = scratch.strip(height * width);
      VectorPacking.copy(c, to, n, strip, 0, width, height, columns);
      VectorTiles.column(
          vectors, a, from, aRow, aStep, panel, panelAt, panelStep, strip, 0, width, height, depth);
      VectorPacking.copy(strip, 0, width, c, to, n, height, columns);
    }
  }

  /// Adds the bias to rows that are complete, and applies the function.
  private void finish(int at, int firstColumn, int rows, int columns) {
    float[] row = bias;
    if (row == null) {
      return;
    }
    int from = biasAt + firstColumn;
    int together = columns == n ? rows : 1;
    for (int i = at; i < at + rows * n; i += together * n) {
      VectorRows.binaryRows(
          BinaryFunction.ADD, c, i, n, 1, row, from, 0, 1, c, i, together, columns);
      if (g != null) {
        unary(g, c, i, c, i, together * columns);
      }
    }
  }

  private static void unary(UnaryFunction f, float[] x, int at, float[] out, int to, int n) {
    if (VectorUnary.has(f)) {
      VectorUnary.unary(f, x, at, out, to, n);
    } else {
      ScalarFloats.unary(f, x, at, out, to, n);
    }
  }
}
