package dev.glassbox.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The matrix product: A is m × k and B is k × n, each as it is or stored transposed.
public class MatMul extends Pairing {
  /// m, n and k: layers of the comparison's networks, and squares.
  @Param({"32x16x13", "32x100x64", "64x100x1000", "128x256x784", "256x256x256", "1024x1024x1024"})
  public String size;

  /// Which of the two are stored transposed.
  @Param({"none", "A", "B", "AB"})
  public String transposed;

  private int m;
  private int n;
  private int k;
  private boolean transposeA;
  private boolean transposeB;
  private float[] a;
  private float[] b;
  private float[] c;

  /// Makes the matrices.
  @Setup
  public void start() {
    int[] sizes = Sizes.of(size);
    m = sizes[0];
    n = sizes[1];
    k = sizes[2];
    transposeA = transposed.contains("A");
    transposeB = transposed.contains("B");
    a = Numbers.around0(m * k);
    b = Numbers.around0(k * n);
    c = new float[m * n];
  }

  /// A · B.
  @Benchmark
  public float[] matmul() {
    kernels.matmul(a, 0, transposeA, b, 0, transposeB, c, 0, m, n, k);
    return c;
  }
}
