package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;

/// A function's value at a point together with how it moves when the point moves.
///
/// @param value of any shape
/// @param tangent J · v, of the value's shape
public record ValueAndTangent(Tensor value, Tensor tangent) {}
