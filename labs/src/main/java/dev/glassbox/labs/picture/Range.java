package dev.glassbox.labs.picture;

import java.util.Arrays;

/// The numbers from low to high.
///
/// @param low where it begins
/// @param high where it ends, greater than low
public record Range(double low, double high) {
  private static final double MARGIN = 0.06;

  /// Checks that it is not empty.
  ///
  /// @throws IllegalArgumentException if it is, or if an end is not finite
  public Range {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "range: needs two finite numbers with low < high, were %s and %s".formatted(low, high));
    }
  }

  /// A range that holds all the finite ones of these numbers, with a little room around them.
  public static Range around(double... values) {
    double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
    double room = high > low ? MARGIN * (high - low) : Math.max(0.5, Math.abs(high) / 2);
    return new Range(low - room, high + room);
  }

  /// The i-th of so many evenly spaced numbers of which the first is low and the last is high.
  public double at(int i, int count) {
    return low + (high - low) * i / (count - 1);
  }

  /// Evenly spaced numbers from low to high.
  public double[] spaced(int count) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> at(i, count));
    return numbers;
  }

  double length() {
    return high - low;
  }
}
