package dev.glassbox.kernel;

import static dev.glassbox.kernel.BinaryFunction.DIVIDE;
import static dev.glassbox.kernel.BinaryFunction.SUBTRACT;
import static dev.glassbox.kernel.ReduceFunction.MAXIMUM;
import static dev.glassbox.kernel.ReduceFunction.SUM;
import static dev.glassbox.kernel.UnaryFunction.EXP;
import static dev.glassbox.kernel.UnaryFunction.LOG;

import java.util.Arrays;

/// Softmax of rows by way of other kernels, some rows at a time so that they stay in the
/// first-level cache: e^(x − max) / Σ e^(x − max), or x − max − ln Σ e^(x − max).
///
/// Short rows of floats are turned first, so that rows lie side by side and vectors take one
/// element of many rows at a time.
///
/// The same steps in vectors and without, so the same bits.
final class Softmax {
  /// Rows no longer than this are turned.
  private static final int SHORT = 32;

  /// Rows are turned by multiples of this, the rest filled up, so that there are whole vectors
  /// only.
  private static final int SIDE = 16;

  private Softmax() {}

  /// See [Kernels#softmax].
  static void softmax(
      Kernels kernels, float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    if (columns == 0) {
      return;
    }
    if (columns <= SHORT) {
      turned(kernels, x, xAt, out, rows, columns, logarithm);
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

  private static void turned(
      Kernels kernels, float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    Scratch scratch = Scratch.ofThread();
    float[] turned = scratch.turned;
    float[] ofRows = scratch.rows;
    int block = Scratch.TILE / columns / SIDE * SIDE;
    for (int r = 0; r < rows; r += block) {
      int count = Math.min(block, rows - r);
      int width = Math.ceilDiv(count, SIDE) * SIDE;
      int n = columns * width;
      turn(x, xAt + r * columns, count, columns, turned, width);
      kernels.reduce(MAXIMUM, turned, 0, 1, columns, width, ofRows);
      subtract(kernels, turned, ofRows, columns, width);
      float[] powers = logarithm ? scratch.powers(n) : turned;
      kernels.unary(EXP, turned, 0, powers, 0, n);
      kernels.reduce(SUM, powers, 0, 1, columns, width, ofRows);
      if (logarithm) {
        kernels.unary(LOG, ofRows, 0, ofRows, 0, width);
        subtract(kernels, turned, ofRows, columns, width);
      } else {
        kernels.binaryRows(DIVIDE, turned, 0, width, 1, ofRows, 0, 0, 1, turned, 0, columns, width);
      }
      turnBack(turned, width, out, r * columns, count, columns);
    }
  }

  private static void subtract(Kernels kernels, float[] x, float[] row, int rows, int columns) {
    kernels.binaryRows(SUBTRACT, x, 0, columns, 1, row, 0, 0, 1, x, 0, rows, columns);
  }

  private static void turn(float[] x, int at, int rows, int columns, float[] turned, int width) {
    for (int j = 0; j < columns; j++) {
      int from = at + j;
      for (int i = j * width; i < j * width + rows; i++) {
        turned[i] = x[from];
        from += columns;
      }
      Arrays.fill(turned, j * width + rows, (j + 1) * width, 0);
    }
  }

  private static void turnBack(
      float[] turned, int width, float[] out, int at, int rows, int columns) {
    for (int j = 0; j < columns; j++) {
      int to = at + j;
      for (int i = j * width; i < j * width + rows; i++) {
        out[to] = turned[i];
        to += columns;
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
