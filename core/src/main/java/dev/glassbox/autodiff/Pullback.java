package dev.glassbox.autodiff;

import dev.glassbox.tensor.Linearization;
import dev.glassbox.tensor.Tensor;

/// A function's value at a point, and the way back: Jᵀ, which carries an upstream gradient of the
/// value to the point. It may be applied as often as one likes; the function runs once.
///
/// @param <T> the kind of the point: a tensor for a tensor, a model for a model
public final class Pullback<T> {
  private final Linearization linearization;
  private final Structure<T> structure;

  Pullback(Linearization linearization, Structure<T> structure) {
    this.linearization = linearization;
    this.structure = structure;
  }

  /// The function's value.
  public Tensor value() {
    return linearization.value();
  }

  /// The gradient of Σ upstream · value.
  ///
  /// @throws dev.glassbox.tensor.ShapeException if `upstream` has not the shape of the value
  /// @throws dev.glassbox.tensor.DTypeException if `upstream` has not the type of the value
  public T apply(Tensor upstream) {
    return structure.derivatives(linearization.pullback(upstream));
  }
}
