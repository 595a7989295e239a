package dev.glassbox.kernel;

/// A function of one number that kernels apply to every element of an array.
public enum UnaryFunction {
  /// −x.
  NEGATE,
  /// |x|.
  ABS,
  /// −1, 0 or 1 by the sign of x; NaN stays NaN.
  SIGN,
  /// 1 if x > 0, else 0; NaN stays NaN.
  STEP,
  /// x².
  SQUARE,
  /// √x.
  SQRT,
  /// eˣ.
  EXP,
  /// ln x.
  LOG,
  /// max(x, 0).
  RELU,
  /// 1 / (1 + e⁻ˣ).
  SIGMOID,
  /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).
  TANH,
  /// ln(1 + eˣ), without overflow.
  SOFTPLUS,
  /// 2/√π ∫₀ˣ e^(−t²) dt.
  ERF,
  /// sin x, x in radians.
  SIN,
  /// cos x, x in radians.
  COS,
  /// tan x, x in radians.
  TAN,
  /// arctan x, in radians.
  ATAN,
  /// ln(1 + x), to all digits near 0.
  LOG1P,
  /// eˣ − 1, to all digits near 0.
  EXPM1;

  /// The value at `x`, in double precision: the definition that all kernels follow.
  public double at(double x) {
    return switch (this) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case STEP -> x > 0 ? 1 : x <= 0 ? 0 : x;
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case RELU -> x > 0 ? x : x <= 0 ? 0 : x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case ERF -> Erf.at(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ATAN -> Math.atan(x);
      case LOG1P -> Math.log1p(x);
      case EXPM1 -> Math.expm1(x);
    };
  }
}
