package dev.glassbox.kernel;

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
  final float[] rows = new float[TILE];

  /// Rows turned into columns, for [Softmax].
  final float[] turned = new float[TILE];

  /// The partial sums of [RowProduct].
  final float[] rowSums = new float[RowProduct.ROWS * PartialSums.COUNT];

  final double[] rowDoubles = new double[TILE];
  private float[] powers = new float[TILE];
  private double[] powerDoubles = new double[TILE];

  private Scratch() {}

  /// The arrays of the thread that asks.
  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /// An array of at least n numbers for the powers in softmax.
  float[] powers(int n) {
    if (powers.length < n) {
      powers = new float[n];
    }
    return powers;
  }

  /// An array of at least n numbers for the powers in softmax.
  double[] powerDoubles(int n) {
    if (powerDoubles.length < n) {
      powerDoubles = new double[n];
    }
    return powerDoubles;
  }

  /// An array of at least n numbers for partial sums.
  double[] sums(int n) {
    if (sums.length < n) {
      sums = new double[n];
    }
    return sums;
  }
}
