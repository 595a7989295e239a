package dev.glassbox.kernel;

/// A function that turns many numbers into one, two at a time.
public enum ReduceFunction {
  /// The sum; 0 for none.
  SUM,
  /// The largest; NaN if any is NaN, −∞ for none.
  MAXIMUM,
  /// The smallest; NaN if any is NaN, +∞ for none.
  MINIMUM;

  /// The value for no number at all, from which a reduction starts.
  public double ofNone() {
    return switch (this) {
      case SUM -> 0;
      case MAXIMUM -> Double.NEGATIVE_INFINITY;
      case MINIMUM -> Double.POSITIVE_INFINITY;
    };
  }

  /// The value for two numbers, in double precision: the definition that all kernels follow.
  public double at(double a, double b) {
    return switch (this) {
      case SUM -> a + b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }
}
