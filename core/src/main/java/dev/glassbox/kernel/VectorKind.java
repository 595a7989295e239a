package dev.glassbox.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels that get ready by themselves once a program has work for them: what the compiler
/// translates together is one kind.
enum VectorKind {
  /// The matrix product, which gains most.
  PRODUCT,
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MAXIMUM,
  MINIMUM,
  LEAKY_RELU,
  /// Functions of one float that take an instruction or two.
  SIMPLE,
  EXP,
  LOG,
  SIGMOID,
  TANH,
  SOFTPLUS,
  /// Sums and extremes.
  REDUCTION;

  /// The kind of a function of two numbers, null if it is not done in vectors.
  static @Nullable VectorKind of(BinaryFunction f) {
    return switch (f) {
      case ADD -> ADD;
      case SUBTRACT -> SUBTRACT;
      case MULTIPLY -> MULTIPLY;
      case DIVIDE -> DIVIDE;
      case MAXIMUM -> MAXIMUM;
      case MINIMUM -> MINIMUM;
      case LEAKY_RELU -> LEAKY_RELU;
      case POWER, ELU -> null;
    };
  }

  /// The kind of a function of one number, null if it is not done in vectors.
  static @Nullable VectorKind of(UnaryFunction f) {
    return switch (f) {
      case NEGATE, ABS, SIGN, STEP, SQUARE, SQRT, RELU -> SIMPLE;
      case EXP -> EXP;
      case LOG -> LOG;
      case SIGMOID -> SIGMOID;
      case TANH -> TANH;
      case SOFTPLUS -> SOFTPLUS;
      case ERF, SIN, COS, TAN, ATAN, LOG1P, EXPM1 -> null;
    };
  }
}
