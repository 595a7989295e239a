package dev.glassbox.kernel;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The matrix product of floats in vector instructions.
///
/// c is computed in panels of up to four vectors of columns ([VectorPanel]), [VectorPanel#DEPTH] of
/// k at a time. So an element is summed in the order of k by fused multiply-adds, and has the same
/// bits as in [ScalarMatMul], whatever the width of the vectors and the place in the tile.
///
/// For wide tiles, blocks of A and panels of B are packed, so that all steps are constants; for
/// narrow ones A is read where it lies, and so is B if it is not transposed and fits the
/// first-level cache. Packing costs about 1/m and 1/n of the work, and eight times that where it
/// has to transpose. A tile that reaches over the edge of c is computed beside it and its part
/// copied (Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication").
///
/// An object is one product under way. A thread uses one for all its products, so that handing it
/// to the [Workers] allocates nothing.
final class VectorProduct implements IntConsumer {
  private static final int LANES = VectorPanel.LANES;

  /// How many rows are computed with one panel of B.
  static final int HEIGHT = 240;

  /// With more rows than that, up to so many numbers of B are packed once for all of them. They lie
  /// in a farther cache then, but A, of which each number is used once only, is read at its
  /// fastest.
  private static final int MOST_AHEAD = 1 << 20;

  /// With fewer rows than this, copying B for wide tiles costs more than they gain.
  private static final int ROWS_TO_PACK = 12;

  /// B is not copied for narrow tiles if its rows are no further apart than this many numbers in
  /// total.
  private static final int NEAR = 8192;

  /// With fewer rows than this it is not copied at all.
  private static final int FEW_ROWS = 6;

  /// How many multiplications are worth a part of their own: some ten microseconds.
  private static final long PART = 500_000;

  /// The same where every number of B is used once only.
  private static final long PART_OF_ROW = 50_000;

  /// With fewer multiplications a product is quickly done: within half a millisecond or so.
  private static final long QUICK = 100_000_000;

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

  private boolean isRow;
  private boolean byColumns;

  /// The number of columns, or else of rows, that are shared out in units of so many.
  private int length;

  private int unit;
  private int parts;

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
  ///
  /// Each worker gets two parts, so that one that is held up does not hold up the other for long;
  /// but a single one where that is quickly done and all are about equal: every part packs what it
  /// needs of the other operand anew.
  private void run(Workers workers) {
    long work = (long) m * n * k;
    isRow = RowProduct.is(m, transposeB, k);
    int count = workers.count();
    int most = (int) Math.min(2L * count, work / (isRow ? PART_OF_ROW : PART));
    if (count == 1 || most < 2) {
      block(0, m, 0, n);
      return;
    }
    int widest = VectorPanel.MOST * LANES;
    byColumns = n >= most * widest || n >= m;
    length = byColumns ? n : m;
    int narrow = n >= 2 * LANES * count ? 2 * LANES : LANES;
    unit = byColumns ? narrow : 2;
    parts = Math.min(count, most);
    if (work >= QUICK || !isEven()) {
      unit = n >= most * widest ? widest : unit;
      parts = Math.clamp(length / unit, 1, most);
    }
    workers.runProduct(work, parts, this);
  }

  /// Whether no part is more than a tenth larger than its share.
  private boolean isEven() {
    int largest = 0;
    for (int part = 0; part < parts; part++) {
      largest = Math.max(largest, bound(part + 1) - bound(part));
    }
    return 10L * parts * largest <= 11L * length;
  }

  /// Where a part begins: whole units from the start, as near to its share as that can be.
  private int bound(int part) {
    long share = (long) length * part;
    return part == parts
        ? length
        : (int) ((2 * share + (long) parts * unit) / (2L * parts * unit)) * unit;
  }

  @Override
  public void accept(int part) {
    int from = bound(part);
    int to = bound(part + 1);
    if (byColumns) {
      block(0, m, from, to - from);
    } else {
      block(from, to - from, 0, n);
    }
  }

  private void block(int firstRow, int rows, int firstColumn, int columns) {
    if (isRow) {
      int to = cAt + firstColumn;
      VectorRowProduct.product(a, aAt, b, bAt + firstColumn * k, c, to, columns, k);
      finish(to, firstColumn, 1, columns);
      return;
    }
    VectorScratch scratch = VectorScratch.ofThread();
    // Steps of k of one length, or else the last may be hardly worth its pass over c.
    int steps = Math.max(1, Math.ceilDiv(k, VectorPanel.DEPTH));
    int deepest = Math.max(1, Math.ceilDiv(k, steps));
    boolean ahead = rows > HEIGHT && wide(rows, columns) && (long) k * columns <= MOST_AHEAD;
    if (ahead) {
      packB(scratch, firstColumn, columns, deepest);
    }
    int most = ahead ? HEIGHT / 2 : HEIGHT;
    int blocks = Math.ceilDiv(rows, most);
    int highest = Math.ceilDiv(Math.ceilDiv(rows, Math.max(1, blocks)), 6) * 6;
    for (int i = firstRow; i < firstRow + rows; i += highest) {
      int height = Math.min(highest, firstRow + rows - i);
      if (ahead) {
        packA(scratch, i, height, deepest);
      }
      rows(scratch, ahead, i, height, firstColumn, columns, deepest);
      finish(cAt + i * n + firstColumn, firstColumn, height, columns);
    }
    scratch.panel.clear();
  }

  /// Whether tiles are wide, and so their operands packed.
  private static boolean wide(int rows, int columns) {
    return VectorPanel.MOST > 2 && columns > 2 * LANES && rows >= ROWS_TO_PACK;
  }

  /// Computes some rows.
  ///
  /// @param ahead whether all that is needed of A and B is packed already
  private void rows(
      VectorScratch scratch,
      boolean ahead,
      int i,
      int height,
      int firstColumn,
      int columns,
      int deepest) {
    boolean packed = ahead || wide(height, columns);
    int most = packed || height < 4 ? VectorPanel.MOST : 2;
    int panels = 0;
    for (int p = 0; p == 0 || p < k; p += deepest) {
      int depth = Math.min(deepest, k - p);
      VectorPanel panel = scratch.panel;
      panel.depth = depth;
      if (ahead) {
        panel.readA(scratch.ofA(0), p / deepest * height * VectorPanel.PITCH, VectorPanel.PITCH, 1);
      } else if (packed) {
        float[] rowsOfA = scratch.ofA(height * VectorPanel.PITCH);
        packA(rowsOfA, 0, i, height, p, depth);
        panel.readA(rowsOfA, 0, VectorPanel.PITCH, 1);
      } else {
        panel.readA(a, aAt + i * aRow + p * aStep, aRow, aStep);
      }
      for (int j = 0; j < columns; ) {
        int left = columns - j;
        int width = VectorPanel.widthOf(Math.ceilDiv(left, LANES), most) * LANES;
        if (ahead) {
          panel.readB(scratch.ofB(panels++, 0), 0, width);
        } else {
          readB(scratch, packed, height, p, depth, firstColumn + j, width, Math.min(width, left));
        }
        panel(scratch, i, height, p, firstColumn + j, width, left);
        j += width;
      }
    }
  }

  /// Packs all panels of B that this part needs, in the order in which they are read.
  private void packB(VectorScratch scratch, int firstColumn, int columns, int deepest) {
    int panels = 0;
    for (int p = 0; p < k; p += deepest) {
      int depth = Math.min(deepest, k - p);
      for (int j = 0; j < columns; ) {
        int left = columns - j;
        int width = VectorPanel.widthOf(Math.ceilDiv(left, LANES), VectorPanel.MOST) * LANES;
        float[] panel = scratch.ofB(panels++, depth * width);
        packB(panel, p, depth, firstColumn + j, width, Math.min(width, left));
        j += width;
      }
    }
  }

  private void packB(float[] to, int p, int depth, int j, int width, int columns) {
    if (transposeB) {
      VectorPacking.transpose(b, bAt + j * k + p, k, to, 0, width, columns, depth);
    } else {
      VectorPacking.copy(b, bAt + p * n + j, n, to, 0, width, depth, columns);
    }
  }

  /// Packs rows of A, for each step of k behind those for the one before. A row that lies in one
  /// piece is read in one go: memory is faster that way.
  private void packA(VectorScratch scratch, int i, int height, int deepest) {
    int steps = Math.ceilDiv(k, deepest);
    float[] to = scratch.ofA(steps * height * VectorPanel.PITCH);
    int together = aStep == 1 ? 1 : height;
    for (int r = 0; r < height; r += together) {
      for (int p = 0; p < k; p += deepest) {
        int at = (p / deepest * height + r) * VectorPanel.PITCH;
        packA(to, at, i + r, together, p, Math.min(deepest, k - p));
      }
    }
  }

  private void packA(float[] to, int at, int i, int height, int p, int depth) {
    int from = aAt + i * aRow + p * aStep;
    if (aStep == 1) {
      VectorPacking.copy(a, from, aRow, to, at, VectorPanel.PITCH, height, depth);
    } else {
      VectorPacking.transpose(a, from, aStep, to, at, VectorPanel.PITCH, depth, height);
    }
  }

  /// Lets the panel read some columns of B: where they lie, or packed.
  private void readB(
      VectorScratch scratch,
      boolean packed,
      int height,
      int p,
      int depth,
      int j,
      int width,
      int columns) {
    if (packed || transposeB || columns < width || (depth * n > NEAR && height >= FEW_ROWS)) {
      float[] columnsOfB = scratch.ofB(0, depth * width);
      packB(columnsOfB, p, depth, j, width, columns);
      scratch.panel.readB(columnsOfB, 0, width);
    } else {
      scratch.panel.readB(b, bAt + p * n + j, n);
    }
  }

  /// Adds the products of a step of k to `height` rows of c in a column of tiles, of which `left`
  /// numbers are still in the part.
  private void panel(VectorScratch scratch, int i, int height, int p, int j, int width, int left) {
    VectorPanel panel = scratch.panel;
    int columns = Math.min(width, left);
    int to = cAt + i * n + j;
    if (columns == width) {
      panel.write(c, to, n, p == 0);
      panel.compute(width / LANES, height);
    } else {
      float[] strip = scratch.strip(height * width);
      if (p > 0) {
        VectorPacking.copy(c, to, n, strip, 0, width, height, columns);
      }
      panel.write(strip, 0, width, p == 0);
      panel.compute(width / LANES, height);
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
