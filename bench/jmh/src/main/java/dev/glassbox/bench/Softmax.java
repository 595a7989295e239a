package dev.glassbox.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Softmax of rows, and its logarithm.
public class Softmax extends Pairing {
  /// Rows and columns.
  @Param({"32x2", "128x10", "128x1000"})
  public String size;

  /// Whether the logarithm is computed.
  @Param({"false", "true"})
  public boolean logarithm;

  private int[] sides;
  private float[] x;
  private float[] out;

  /// Makes the numbers.
  @Setup
  public void start() {
    sides = Sizes.of(size);
    x = Numbers.around0(sides[0] * sides[1]);
    out = new float[x.length];
  }

  /// Softmax of each row.
  @Benchmark
  public float[] softmax() {
    kernels.softmax(x, 0, out, sides[0], sides[1], logarithm);
    return out;
  }
}
