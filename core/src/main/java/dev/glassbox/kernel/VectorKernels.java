package dev.glassbox.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels in vector instructions where those are faster and at hand, else the scalar ones.
///
/// What is written here in vectors gives the same bits as the scalar loop. So it does not matter to
/// any result that the vector kernels take over in the middle of a run, once they are warm.
public final class VectorKernels extends ScalarKernels {
  /// The only instance.
  public static final Kernels INSTANCE = new VectorKernels();

  /// What a transcendental function costs beside a multiplication and addition in a product.
  private static final int FUNCTION_WORK = 50;

  /// Asked before anything else is: until it says yes, the module of vectors may not be there, and
  /// then no class that names it can be loaded.
  private final VectorWarmUp warmUp = new VectorWarmUp();

  private VectorKernels() {}

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
    if (warmUp.isReadyAfter(VectorKind.PRODUCT, (long) m * n * k)) {
      VectorProduct.product(
          Workers.SHARED, a, aAt, transposeA, b, bAt, transposeB, null, 0, null, c, cAt, m, n, k);
    } else {
      super.matmul(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
    }
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
    VectorKind function = g == null ? null : VectorKind.of(g);
    boolean ready = warmUp.isReadyAfter(VectorKind.PRODUCT, (long) m * n * k);
    ready &= warmUp.isReadyAfter(VectorKind.ADD, (long) m * n);
    ready &= function == null || warmUp.isReadyAfter(function, (long) m * n * FUNCTION_WORK);
    if (ready) {
      VectorProduct.product(
          Workers.SHARED, a, aAt, transposeA, b, bAt, transposeB, bias, biasAt, g, c, cAt, m, n, k);
    } else {
      super.affine(a, aAt, transposeA, b, bAt, transposeB, bias, biasAt, g, c, cAt, m, n, k);
    }
  }

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    VectorKind kind = VectorKind.of(f);
    if (kind != null && warmUp.isReadyAfter(kind, (long) n * FUNCTION_WORK)) {
      VectorUnary.unary(f, x, xAt, out, outAt, n);
    } else {
      super.unary(f, x, xAt, out, outAt, n);
    }
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
    VectorKind kind = VectorKind.of(f);
    if (kind != null && warmUp.isReadyAfter(kind, n)) {
      VectorRows.binaryRows(f, a, aAt, 0, aStep, b, bAt, 0, bStep, out, outAt, 1, n);
    } else {
      super.binary(f, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
    }
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
    VectorKind kind = VectorKind.of(f);
    if (kind != null && warmUp.isReadyAfter(kind, (long) rows * columns)) {
      VectorRows.binaryRows(
          f, a, aAt, aRowStep, aStep, b, bAt, bRowStep, bStep, out, outAt, rows, columns);
    } else {
      super.binaryRows(
          f, a, aAt, aRowStep, aStep, b, bAt, bRowStep, bStep, out, outAt, rows, columns);
    }
  }

  @Override
  public void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    if (warmUp.isReadyAfter(VectorKind.REDUCTION, (long) outer * length * inner)) {
      VectorReductions.reduce(f, x, xAt, outer, length, inner, out);
    } else {
      super.reduce(f, x, xAt, outer, length, inner, out);
    }
  }
}
