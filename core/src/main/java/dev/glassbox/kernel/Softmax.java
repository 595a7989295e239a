package dev.glassbox.kernel;

import static dev.glassbox.kernel.BinaryFunction.DIVIDE;
import static dev.glassbox.kernel.BinaryFunction.SUBTRACT;
import static dev.glassbox.kernel.ReduceFunction.MAXIMUM;
import static dev.glassbox.kernel.ReduceFunction.SUM;
import static dev.glassbox.kernel.UnaryFunction.EXP;
import static dev.glassbox.kernel.UnaryFunction.LOG;

/// Softmax of rows by way of other kernels, some rows at a time so that they stay in the
/// first-level cache: e^(x − max) / Σ e^(x − max), or x − max − ln Σ e^(x − max).
///
/// The same steps in vectors and without, so the same bits.
final class Softmax {
  private Softmax() {}

  /// See [Kernels#softmax].
  static void softmax(
      Kernels kernels, float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    if (columns == 0) {
      return;
    }
    Scratch scratch = Scratch.ofThread();
    int block = Math.clamp(Scratch.TILE / columns, 1, Scratch.TILE);
    float[] ofRows = scratch.rows;
    for (int r = 0; r < rows; r += block) {
      int count = Math.min(block, rows - r);
      int n = count * columns;
      int from = xAt + r * columns;
      int to = r * columns;
      kernels.reduce(MAXIMUM, x, from, count, columns, 1, ofRows);
      kernels.binaryRows(SUBTRACT, x, from, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      if (logarithm) {
        float[] powers = scratch.powers(n);
        kernels.unary(EXP, out, to, powers, 0, n);
        kernels.reduce(SUM, powers, 0, count, columns, 1, ofRows);
        kernels.unary(LOG, ofRows, 0, ofRows, 0, count);
        kernels.binaryRows(SUBTRACT, out, to, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      } else {
        kernels.unary(EXP, out, to, out, to, n);
        kernels.reduce(SUM, out, to, count, columns, 1, ofRows);
        kernels.binaryRows(DIVIDE, out, to, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      }
    }
  }

  /// See [Kernels#softmax].
  static void softmax(
      Kernels kernels,
      double[] x,
      int xAt,
      double[] out,
      int rows,
      int columns,
      boolean logarithm) {
    if (columns == 0) {
      return;
    }
    Scratch scratch = Scratch.ofThread();
    int block = Math.clamp(Scratch.TILE / columns, 1, Scratch.TILE);
    double[] ofRows = scratch.rowDoubles;
    for (int r = 0; r < rows; r += block) {
      int count = Math.min(block, rows - r);
      int n = count * columns;
      int from = xAt + r * columns;
      int to = r * columns;
      kernels.reduce(MAXIMUM, x, from, count, columns, 1, ofRows);
      kernels.binaryRows(SUBTRACT, x, from, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      if (logarithm) {
        double[] powers = scratch.powerDoubles(n);
        kernels.unary(EXP, out, to, powers, 0, n);
        kernels.reduce(SUM, powers, 0, count, columns, 1, ofRows);
        kernels.unary(LOG, ofRows, 0, ofRows, 0, count);
        kernels.binaryRows(SUBTRACT, out, to, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      } else {
        kernels.unary(EXP, out, to, out, to, n);
        kernels.reduce(SUM, out, to, count, columns, 1, ofRows);
        kernels.binaryRows(DIVIDE, out, to, columns, 1, ofRows, 0, 1, 0, out, to, count, columns);
      }
    }
  }
}
