package dev.glassbox.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Arrays that a thread's kernels put things in for the length of a call, kept from one call to the
/// next so that none is allocated.
final class Scratch {
  /// How many numbers the arrays for elementwise functions hold: few enough for the first-level
  /// cache.
  static final int TILE = 1024;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  final float[] left = new float[TILE];
  final float[] right = new float[TILE];
  final float[] result = new float[TILE];
  final double[] leftDoubles = new double[TILE];
  final double[] rightDoubles = new double[TILE];
  final double[] resultDoubles = new double[TILE];
  private double[] sums = new double[TILE];
  private float[] panel = new float[0];
  private float[] strip = new float[0];
  private @Nullable VectorProduct product;

  private Scratch() {}

  /// The arrays of the thread that asks.
  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /// The product that the thread computes, one after the other.
  VectorProduct product() {
    // Made when asked for, since scalar kernels must not need the module of vectors.
    VectorProduct known = product;
    if (known == null) {
      known = new VectorProduct();
      product = known;
    }
    return known;
  }

  /// An array of at least n numbers for a panel of an operand.
  float[] panel(int n) {
    if (panel.length < n) {
      panel = new float[n];
    }
    return panel;
  }

  /// An array of at least n numbers for tiles beside their matrix.
  float[] strip(int n) {
    if (strip.length < n) {
      strip = new float[n];
    }
    return strip;
  }

  /// An array of at least n numbers for partial sums.
  double[] sums(int n) {
    if (sums.length < n) {
      sums = Arrays.copyOf(sums, n);
    }
    return sums;
  }
}
