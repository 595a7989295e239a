package dev.glassbox.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels in vector instructions where those are faster and at hand, else the scalar ones.
///
/// What is written here in vectors gives the same bits as the scalar loop. So it does not matter to
/// any result that the vector kernels take over in the middle of a run, once they are warm.
public final class VectorKernels extends ScalarKernels {
  /// The only instance.
  public static final Kernels INSTANCE = new VectorKernels();

  /// Below this number of multiplications the scalar product is as fast.
  private static final long SMALL = 4096;

  /// Below this number of elements the scalar functions are as fast.
  private static final int FEW = 64;

  /// What a transcendental function costs beside a multiplication and addition in a product.
  private static final int FUNCTION_WORK = 50;

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
    long work = (long) m * n * k;
    if (work >= SMALL && warmUp.isReadyAfter(work)) {
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
    long work = (long) m * n * k;
    if (work >= SMALL && warmUp.isReadyAfter(work)) {
      VectorProduct.product(
          Workers.SHARED, a, aAt, transposeA, b, bAt, transposeB, bias, biasAt, g, c, cAt, m, n, k);
    } else {
      super.affine(a, aAt, transposeA, b, bAt, transposeB, bias, biasAt, g, c, cAt, m, n, k);
    }
  }

  @Override
  public void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    boolean known = f == UnaryFunction.EXP || f == UnaryFunction.SIGMOID || f == UnaryFunction.TANH;
    if (!known || n < FEW || !warmUp.isReadyAfter((long) n * FUNCTION_WORK)) {
      super.unary(f, x, xAt, out, outAt, n);
    } else if (f == UnaryFunction.EXP) {
      VectorFunctions.exp(x, xAt, out, outAt, n);
    } else if (f == UnaryFunction.SIGMOID) {
      VectorFunctions.sigmoid(x, xAt, out, outAt, n);
    } else {
      VectorFunctions.tanh(x, xAt, out, outAt, n);
    }
  }
}
