package dev.glassbox.bench;

import java.util.Arrays;

/// Sizes as a parameter of a benchmark has them, `128x256x784`.
final class Sizes {
  private Sizes() {}

  static int[] of(String words) {
    return Arrays.stream(words.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  static long product(String words) {
    return Arrays.stream(of(words)).asLongStream().reduce(1, (a, b) -> a * b);
  }
}
