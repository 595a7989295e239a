package dev.glassbox.kernel;

/// A function of two numbers that kernels apply to two arrays element by element.
public enum BinaryFunction {
  /// a + b.
  ADD,
  /// a − b.
  SUBTRACT,
  /// a · b.
  MULTIPLY,
  /// a / b.
  DIVIDE,
  /// The larger of a and b; NaN if either is.
  MAXIMUM,
  /// The smaller of a and b; NaN if either is.
  MINIMUM,
  /// aᵇ.
  POWER,
  /// a if a > 0, else a · b: the leaky rectifier with slope b.
  LEAKY_RELU,
  /// a if a > 0, else b(eᵃ − 1): the exponential linear unit with scale b.
  ELU;

  /// The value at `(a, b)`, in double precision: the definition that all kernels follow.
  public double at(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case POWER -> Math.pow(a, b);
      case LEAKY_RELU -> a > 0 ? a : a * b;
      case ELU -> a > 0 ? a : b * Math.expm1(a);
    };
  }
}
