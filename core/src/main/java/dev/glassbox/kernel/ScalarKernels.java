package dev.glassbox.kernel;

import org.jspecify.annotations.Nullable;

/// The reference kernels: plain loops that say what every other provider must compute.
public sealed class ScalarKernels implements Kernels permits VectorKernels {
  /// The only instance; it has no state.
  public static final Kernels INSTANCE = new ScalarKernels();

  ScalarKernels() {}

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    ScalarFloats.unary(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int n) {
    ScalarFloats.binary(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public void binaryRows(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aRowStep,
      int aStep,
      float[] b,
      int bAt,
      int bRowStep,
      int bStep,
      float[] out,
      int outAt,
      int rows,
      int columns) {
    ScalarFloatRows.binaryRows(
        f, a, aAt, aRowStep, aStep, b, bAt, bRowStep, bStep, out, outAt, rows, columns);
  }

  @Override
  public void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    ScalarFloats.reduce(f, x, xAt, outer, length, inner, out);
  }

  @Override
  public void matmul(
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
    ScalarMatMul.product(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
  }

  @Override
  public void affine(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      float[] c,
      int cAt,
      int m,
      int n,
      int k) {
    matmul(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
    binaryRows(BinaryFunction.ADD, c, cAt, n, 1, bias, biasAt, 0, 1, c, cAt, m, n);
    if (g != null) {
      unary(g, c, cAt, c, cAt, m * n);
    }
  }

  @Override
  public void softmax(float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm) {
    Softmax.softmax(this, x, xAt, out, rows, columns, logarithm);
  }

  @Override
  public void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    ScalarDoubles.unary(f, x, xAt, out, outAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] out,
      int outAt,
      int n) {
    ScalarDoubles.binary(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
  }

  @Override
  public void binaryRows(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aRowStep,
      int aStep,
      double[] b,
      int bAt,
      int bRowStep,
      int bStep,
      double[] out,
      int outAt,
      int rows,
      int columns) {
    ScalarDoubleRows.binaryRows(
        f, a, aAt, aRowStep, aStep, b, bAt, bRowStep, bStep, out, outAt, rows, columns);
  }

  @Override
  public void reduce(
      ReduceFunction f, double[] x, int xAt, int outer, int length, int inner, double[] out) {
    ScalarDoubles.reduce(f, x, xAt, outer, length, inner, out);
  }

  @Override
  public void matmul(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] c,
      int cAt,
      int m,
      int n,
      int k) {
    ScalarMatMul.product(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
  }

  @Override
  public void affine(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      double[] c,
      int cAt,
      int m,
      int n,
      int k) {
    matmul(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
    binaryRows(BinaryFunction.ADD, c, cAt, n, 1, bias, biasAt, 0, 1, c, cAt, m, n);
    if (g != null) {
      unary(g, c, cAt, c, cAt, m * n);
    }
  }

  @Override
  public void softmax(double[] x, int xAt, double[] out, int rows, int columns, boolean logarithm) {
    Softmax.softmax(this, x, xAt, out, rows, columns, logarithm);
  }
}
