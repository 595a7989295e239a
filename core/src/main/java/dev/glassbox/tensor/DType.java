package dev.glassbox.tensor;

/// The type of a tensor's elements.
public enum DType {
  /// 32-bit floating point, the default: about 7 decimal digits.
  FLOAT32,
  /// 64-bit floating point, for truth (gradient checks, least squares): about 16 decimal digits.
  FLOAT64,
  /// 64-bit integers, for class indices and row numbers.
  INT64,
  /// True or false, for masks.
  BOOL;

  /// Whether derivatives make sense for this type.
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }
}
