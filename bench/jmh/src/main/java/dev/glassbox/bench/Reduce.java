package dev.glassbox.bench;

import dev.glassbox.kernel.ReduceFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Reductions over the middle axis: of all numbers, of each row, and of each column.
public class Reduce extends Pairing {
  /// Which.
  @Param public ReduceFunction function;

  /// The axes before, of and after the reduction.
  @Param({"1x32768x1", "128x256x1", "1x128x256"})
  public String size;

  private int[] axes;
  private float[] x;
  private float[] out;

  /// Makes the numbers.
  @Setup
  public void start() {
    axes = Sizes.of(size);
    x = Numbers.around0((int) Sizes.product(size));
    out = new float[axes[0] * axes[2]];
  }

  /// f over the middle axis.
  @Benchmark
  public float[] reduce() {
    kernels.reduce(function, x, 0, axes[0], axes[1], axes[2], out);
    return out;
  }
}
