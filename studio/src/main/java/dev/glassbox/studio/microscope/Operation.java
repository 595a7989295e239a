package dev.glassbox.studio.microscope;

import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an expression can do with numbers, each as the tensor operation that does it.
enum Operation {
  ADD("+", 2),
  SUBTRACT("−", 2),
  MULTIPLY("·", 2),
  DIVIDE("/", 2),
  POWER("pow", 2),
  MAXIMUM("max", 2),
  MINIMUM("min", 2),
  NEGATE("neg", 1),
  ABS("abs", 1),
  SQUARE("square", 1),
  SQRT("sqrt", 1),
  EXP("exp", 1),
  LOG("log", 1),
  LN("ln", 1),
  SIN("sin", 1),
  COS("cos", 1),
  TAN("tan", 1),
  ATAN("atan", 1),
  TANH("tanh", 1),
  SIGMOID("sigmoid", 1),
  RELU("relu", 1),
  SOFTPLUS("softplus", 1),
  SILU("silu", 1),
  GELU("gelu", 1);

  private final String symbol;
  private final int arity;

  Operation(String symbol, int arity) {
    this.symbol = symbol;
    this.arity = arity;
  }

  String symbol() {
    return symbol;
  }

  int arity() {
    return arity;
  }

  /// The name of the tensor method that does it.
  String method() {
    return switch (this) {
      case SUBTRACT -> "sub";
      case MULTIPLY -> "mul";
      case DIVIDE -> "div";
      case POWER -> "pow";
      case NEGATE -> "neg";
      case LOG, LN -> "log";
      case ADD,
          MAXIMUM,
          MINIMUM,
          ABS,
          SQUARE,
          SQRT,
          EXP,
          SIN,
          COS,
          TAN,
          ATAN,
          TANH,
          SIGMOID,
          RELU,
          SOFTPLUS,
          SILU,
          GELU ->
          name().toLowerCase(Locale.ROOT);
    };
  }

  Tensor of(List<Tensor> operands) {
    Tensor x = operands.getFirst();
    Tensor y = operands.getLast();
    return switch (this) {
      case ADD -> x.add(y);
      case SUBTRACT -> x.sub(y);
      case MULTIPLY -> x.mul(y);
      case DIVIDE -> x.div(y);
      case POWER -> x.pow(y);
      case MAXIMUM -> x.maximum(y);
      case MINIMUM -> x.minimum(y);
      case NEGATE -> x.neg();
      case ABS -> x.abs();
      case SQUARE -> x.square();
      case SQRT -> x.sqrt();
      case EXP -> x.exp();
      case LOG, LN -> x.log();
      case SIN -> x.sin();
      case COS -> x.cos();
      case TAN -> x.tan();
      case ATAN -> x.atan();
      case TANH -> x.tanh();
      case SIGMOID -> x.sigmoid();
      case RELU -> x.relu();
      case SOFTPLUS -> x.softplus();
      case SILU -> x.silu();
      case GELU -> x.gelu();
    };
  }

  private boolean isFunction() {
    return symbol.length() > 1;
  }

  /// The function of this name, such as `sin`.
  static Optional<Operation> function(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.isFunction() && operation.symbol.equals(name))
        .findAny();
  }

  /// All names of functions, to tell someone who wrote another.
  static String functions() {
    return Arrays.stream(values())
        .filter(Operation::isFunction)
        .map(Operation::symbol)
        .collect(Collectors.joining(", "));
  }
}
