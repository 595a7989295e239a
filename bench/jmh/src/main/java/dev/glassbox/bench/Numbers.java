package dev.glassbox.bench;

import java.util.SplittableRandom;

/// What the kernels are given: the same numbers each time.
final class Numbers {
  private static final long SEED = 42;

  private Numbers() {}

  /// n numbers in [−4, 4).
  static float[] around0(int n) {
    return between(n, -4, 4);
  }

  /// n numbers in [0.1, 4), of which there are logarithms and powers.
  static float[] positive(int n) {
    return between(n, 0.1, 4);
  }

  private static float[] between(int n, double low, double high) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(low, high);
    }
    return numbers;
  }
}
