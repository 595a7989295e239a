package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;

/// A function's value at a point together with its gradient there.
///
/// @param value a single number
/// @param gradient of the kind of the point: a tensor for a tensor, a model for a model
public record ValueAndGradient<T>(Tensor value, T gradient) {}
