package dev.glassbox.bench;

import dev.glassbox.kernel.UnaryFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Functions of one number.
public class Unary extends Pairing {
  /// Which.
  @Param public UnaryFunction function;

  /// How many numbers.
  @Param("128x256")
  public String size;

  private float[] x;
  private float[] out;

  /// Makes the numbers.
  @Setup
  public void start() {
    int n = (int) Sizes.product(size);
    x =
        switch (function) {
          case SQRT, LOG, LOG1P -> Numbers.positive(n);
          default -> Numbers.around0(n);
        };
    out = new float[n];
  }

  /// f(x).
  @Benchmark
  public float[] unary() {
    kernels.unary(function, x, 0, out, 0, x.length);
    return out;
  }
}
