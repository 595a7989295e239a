package dev.glassbox.kernel;

/// Kernels in vector instructions where those are faster and at hand, else the scalar ones.
///
/// What is written here in vectors gives the same bits as the scalar loop. So it does not matter to
/// any result that the vector kernels take over in the middle of a run, once they are warm.
public final class VectorKernels extends ScalarKernels {
  /// The only instance.
  public static final Kernels INSTANCE = new VectorKernels();

  /// Below this number of multiplications the scalar product is as fast.
  private static final long SMALL = 4096;

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
      VectorProduct.product(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
    } else {
      super.matmul(a, aAt, transposeA, b, bAt, transposeB, c, cAt, m, n, k);
    }
  }
}
