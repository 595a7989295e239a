package dev.glassbox.tensor;

import java.util.List;

/// A case on which the contract test checks an operation. Each operation lists its own.
sealed interface Sample {
  Op op();

  /// Inputs around which the operation is smooth: its value, both derivative modes and the second
  /// derivative are checked there.
  record Smooth(Op op, List<Tensor> inputs) implements Sample {}

  /// Single numbers whose value and derivatives are stated, such as a kink, a tie or an extreme.
  record Point(Op op, double[] at, double value, double[] derivatives) implements Sample {}

  /// Inputs that the operation must refuse with this message.
  record Wrong(Op op, List<Tensor> inputs, String message) implements Sample {}

  /// A smooth case with random float64 inputs, uniform in [low, high], of these shapes.
  static Sample smooth(Op op, double low, double high, Shape... shapes) {
    Rng rng = Rng.seed(20 + shapes.length);
    Tensor[] inputs = new Tensor[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      inputs[i] = Tensor.uniform(rng.split(), shapes[i], low, high, DType.FLOAT64);
    }
    return new Smooth(op, List.of(inputs));
  }

  /// A smooth case with these inputs.
  static Sample given(Op op, Tensor... inputs) {
    return new Smooth(op, List.of(inputs));
  }

  /// An operation of one number: its value and derivative at x.
  static Sample at(Op op, double x, double value, double derivative) {
    return new Point(op, new double[] {x}, value, new double[] {derivative});
  }

  /// An operation of two numbers: its value and both derivatives at (a, b).
  static Sample at(Op op, double a, double b, double value, double byA, double byB) {
    return new Point(op, new double[] {a, b}, value, new double[] {byA, byB});
  }

  /// Inputs that must be refused with this message.
  static Sample wrong(Op op, String message, Tensor... inputs) {
    return new Wrong(op, List.of(inputs), message);
  }
}
