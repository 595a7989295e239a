package dev.glassbox.tensor;

import org.jspecify.annotations.Nullable;

/// An operation on tensors, defined once: its value, its shape rule, its derivative in both modes
/// and its formula.
///
/// Derivatives are written in tensor operations, so they can be differentiated again. Each record
/// that implements this also has a static method `samples()` with the cases that the contract test
/// checks it on; an operation without samples fails that test.
public sealed interface Op
    permits Unary,
        Binary,
        Choice,
        Reduction,
        MatMul,
        Shaping,
        Indexing,
        Dropping,
        Fused,
        Identity,
        Recomputing {

  /// The operation's name as users write it, such as `matmul`.
  String name();

  /// The operation's formula in x (or a and b), such as `eˣ`.
  String formula();

  /// The local derivative of the result y by one input, as text such as `1 − y²`, in the names of
  /// [#formula()]. A product of matrices states how it carries the upstream gradient u instead,
  /// such as `u · bᵀ`.
  ///
  /// @param input which input
  String derivative(int input);

  /// Where the operation is defined, as text such as `x > 0`; outside, the result is NaN, infinite
  /// or an exception, as the `Tensor` method says.
  default String domain() {
    return "everywhere";
  }

  /// The shape of the result.
  ///
  /// @throws ShapeException if the inputs' shapes do not fit this operation
  Shape shape(Tensor... inputs);

  /// The result, without any memory of how it came about; always a new tensor.
  ///
  /// @throws ShapeException if the inputs' shapes do not fit this operation
  /// @throws DTypeException if the inputs' types do not fit this operation
  Tensor value(Tensor... inputs);

  /// Whether the result depends smoothly on any floating input; a step function's does not.
  default boolean differentiable() {
    return true;
  }

  /// Reverse mode: the upstream gradient of the result, carried to one input.
  ///
  /// @param input which input
  /// @param inputs all inputs
  /// @param output the result
  /// @param upstream ∂L/∂output, of the output's shape
  /// @return ∂L/∂input, of that input's shape
  Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream);

  /// Reverse mode for several inputs at once, for an operation that shares work between them.
  ///
  /// @param wanted which inputs
  /// @return ∂L/∂input for each input that is wanted, null for the others
  default @Nullable Tensor[] vjps(
      boolean[] wanted, Tensor[] inputs, Tensor output, Tensor upstream) {
    @Nullable Tensor[] gradients = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      if (wanted[i]) {
        gradients[i] = vjp(i, inputs, output, upstream);
      }
    }
    return gradients;
  }

  /// Forward mode: the tangents of the inputs, carried to the result.
  ///
  /// @param inputs all inputs
  /// @param output the result
  /// @param tangents a tangent for each input, null where an input does not vary
  /// @return the tangent of the result
  Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents);

  /// The sum of those terms that are there; at least one must be.
  static Tensor sum(@Nullable Tensor... terms) {
    Tensor sum = null;
    for (Tensor term : terms) {
      if (term != null) {
        sum = sum == null ? term : sum.add(term);
      }
    }
    if (sum == null) {
      throw new IllegalArgumentException("jvp: no input varies, so there is no tangent to carry");
    }
    return sum;
  }
}
