package dev.glassbox.studio.microscope;

import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What an expression can do with numbers, each as the tensor operation that does it.
enum Operation {
  ADD("+", Tensor::add),
  SUBTRACT("−", Tensor::sub),
  MULTIPLY("·", Tensor::mul),
  DIVIDE("/", Tensor::div),
  POWER("pow", (base, exponent) -> base.pow(exponent)),
  MAXIMUM("max", (a, b) -> a.maximum(b)),
  MINIMUM("min", (a, b) -> a.minimum(b)),
  NEGATE("neg", Tensor::neg),
  ABS("abs", Tensor::abs),
  SQUARE("square", Tensor::square),
  SQRT("sqrt", Tensor::sqrt),
  EXP("exp", Tensor::exp),
  LOG("log", Tensor::log),
  LN("ln", Tensor::log),
  SIN("sin", Tensor::sin),
  COS("cos", Tensor::cos),
  TAN("tan", Tensor::tan),
  ATAN("atan", Tensor::atan),
  TANH("tanh", Tensor::tanh),
  SIGMOID("sigmoid", Tensor::sigmoid),
  RELU("relu", Tensor::relu),
  SOFTPLUS("softplus", Tensor::softplus),
  SILU("silu", Tensor::silu),
  GELU("gelu", Tensor::gelu);

  private final String symbol;
  private final int arity;
  private final BinaryOperator<Tensor> meaning;

  Operation(String symbol, UnaryOperator<Tensor> meaning) {
    this.symbol = symbol;
    arity = 1;
    this.meaning = (x, _) -> meaning.apply(x);
  }

  Operation(String symbol, BinaryOperator<Tensor> meaning) {
    this.symbol = symbol;
    arity = 2;
    this.meaning = meaning;
  }

  String symbol() {
    return symbol;
  }

  int arity() {
    return arity;
  }

  Tensor of(List<Tensor> operands) {
    return meaning.apply(operands.getFirst(), operands.getLast());
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
