package dev.glassbox.kernel;

/// A function that turns many numbers into one.
public enum ReduceFunction {
  /// The sum; 0 for none.
  SUM,
  /// The largest; NaN if any is NaN, −∞ for none.
  MAXIMUM,
  /// The smallest; NaN if any is NaN, +∞ for none.
  MINIMUM
}
