package dev.glassbox.bench;

import dev.glassbox.kernel.BinaryFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Functions of two numbers.
public class Binary extends Pairing {
  /// Which.
  @Param public BinaryFunction function;

  /// How many pairs.
  @Param("128x256")
  public String size;

  private float[] a;
  private float[] b;
  private float[] out;

  /// Makes the numbers.
  @Setup
  public void start() {
    int n = (int) Sizes.product(size);
    a = function == BinaryFunction.POWER ? Numbers.positive(n) : Numbers.around0(n);
    b = Numbers.positive(n);
    out = new float[n];
  }

  /// f(a, b).
  @Benchmark
  public float[] binary() {
    kernels.binary(function, a, 0, 1, b, 0, 1, out, 0, a.length);
    return out;
  }
}
