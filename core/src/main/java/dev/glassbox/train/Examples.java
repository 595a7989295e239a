package dev.glassbox.train;

import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// Inputs and the targets that belong to them, row by row.
///
/// {@snippet :
/// Tensor points = Tensor.of(0, 0, 0, 1, 1, 0, 1, 1).reshape(4, 2);
/// Examples xor = Examples.of(points, 0, 1, 1, 0);
/// Examples unlike = xor.rows(1, 2);
/// }
///
/// @param inputs one example a row
/// @param targets what the model should answer, one a row: numbers, class indices or probabilities
public record Examples(Tensor inputs, Tensor targets) {
  /// Checks that there are as many inputs as targets.
  ///
  /// @throws ShapeException if the numbers of rows differ or a tensor is a single number
  public Examples {
    if (inputs.shape().rank() == 0
        || targets.shape().rank() == 0
        || inputs.shape().length(0) != targets.shape().length(0)) {
      throw new ShapeException(
          "examples: inputs %s and targets %s must have the same number of rows"
              .formatted(inputs.shape(), targets.shape()));
    }
  }

  /// Inputs and the number of the class of each, counted from 0.
  ///
  /// @throws ShapeException if there are not as many classes as rows of inputs
  public static Examples of(Tensor inputs, int... classes) {
    return new Examples(inputs, Tensor.indices(classes));
  }

  /// The number of examples.
  public int rows() {
    return inputs.shape().length(0);
  }

  /// The examples with these numbers, in this order.
  public Examples rows(int... rows) {
    Tensor picked = Tensor.indices(rows);
    return new Examples(inputs.gather(picked), targets.gather(picked));
  }
}
