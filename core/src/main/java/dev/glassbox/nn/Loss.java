package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// How far a model's outputs are from their targets: the smaller, the better.
///
/// {@snippet :
/// Loss loss = new CrossEntropy();
/// Linear model = Linear.of(4, 3, Rng.seed(1));
/// Tensor inputs = Tensor.normal(Rng.seed(2), Shape.of(2, 4), 0, 1);
/// Tensor targets = Tensor.of(Shape.of(2), new long[] {0, 2});
/// Gradients gradients = loss.of(model.apply(inputs), targets).gradients();
/// }
public interface Loss {
  /// The mean loss over a batch, a single number; NaN for an empty batch.
  ///
  /// Outputs and targets are paired element by element and never broadcast: outputs (rows, 1) meet
  /// targets (rows) as their only column, and any other difference in shape is an error. The same
  /// outputs and targets give the same loss, so a trainer may record what is computed and repeat
  /// it.
  ///
  /// @param output what the model gave, one example a row
  /// @param target what it should have given
  Tensor of(Tensor output, Tensor target);

  /// The loss's name, such as `cross-entropy`.
  String name();
}
