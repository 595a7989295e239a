package dev.glassbox.program;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.FloatFunctions;
import dev.glassbox.kernel.FusedMultiplyAdd;
import dev.glassbox.kernel.UnaryFunction;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Bytecode for functions of floats whose operands lie on the stack: the same arithmetic as the
/// kernels', hence the same bits.
final class FunctionCode {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FLOATS = FloatFunctions.class.describeConstable().orElseThrow();
  private static final ClassDesc FUSED = FusedMultiplyAdd.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc OF_ONE =
      MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_float);
  private static final MethodTypeDesc OF_TWO =
      MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_float, ConstantDescs.CD_float);

  private FunctionCode() {}

  /// Whether the just-in-time compiler makes vector instructions of a loop over this function.
  static boolean isArithmetic(UnaryFunction f) {
    return switch (f) {
      case NEGATE, ABS, SIGN, STEP, SQUARE, SQRT, RELU -> true;
      default -> false;
    };
  }

  /// Whether the just-in-time compiler makes vector instructions of a loop over this function.
  static boolean isArithmetic(BinaryFunction f) {
    return switch (f) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM -> true;
      default -> false;
    };
  }

  /// Whether there is code for this function.
  static boolean isKnown(UnaryFunction f) {
    return switch (f) {
      case EXP, TANH, SIGMOID, LOG, SOFTPLUS -> true;
      default -> isArithmetic(f);
    };
  }

  static void unary(CodeBuilder code, UnaryFunction f) {
    switch (f) {
      case NEGATE -> code.fneg();
      case ABS -> code.invokestatic(MATH, "abs", OF_ONE);
      case SIGN -> code.invokestatic(MATH, "signum", OF_ONE);
      case STEP ->
          code.invokestatic(MATH, "signum", OF_ONE).fconst_0().invokestatic(MATH, "max", OF_TWO);
      case SQUARE -> code.dup().fmul();
      case SQRT ->
          code.f2d()
              .invokestatic(
                  MATH, "sqrt", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double))
              .d2f();
      case RELU -> code.fconst_0().invokestatic(MATH, "max", OF_TWO);
      case EXP -> code.invokestatic(FLOATS, "exp", OF_ONE);
      case TANH -> code.invokestatic(FLOATS, "tanh", OF_ONE);
      case SIGMOID -> code.invokestatic(FLOATS, "sigmoid", OF_ONE);
      case LOG -> code.invokestatic(FLOATS, "log", OF_ONE);
      case SOFTPLUS -> code.invokestatic(FLOATS, "softplus", OF_ONE);
      default -> throw new IllegalArgumentException("no code for " + f);
    }
  }

  static void binary(CodeBuilder code, BinaryFunction f) {
    switch (f) {
      case ADD -> code.fadd();
      case SUBTRACT -> code.fsub();
      case MULTIPLY -> code.fmul();
      case DIVIDE -> code.fdiv();
      case MAXIMUM -> code.invokestatic(MATH, "max", OF_TWO);
      case MINIMUM -> code.invokestatic(MATH, "min", OF_TWO);
      default -> throw new IllegalArgumentException("no code for " + f);
    }
  }

  /// a · b + c of the three on the stack.
  static void multiplyAdd(CodeBuilder code) {
    code.invokestatic(
        FUSED,
        "of",
        MethodTypeDesc.of(
            ConstantDescs.CD_float,
            ConstantDescs.CD_float,
            ConstantDescs.CD_float,
            ConstantDescs.CD_float));
  }
}
