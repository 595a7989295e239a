/// Tensors: dense arrays of numbers with a shape, their operations, and gradients as values.
///
/// {@link dev.glassbox.tensor.Tensor} is the place to start.
@NullMarked
package dev.glassbox.tensor;

import org.jspecify.annotations.NullMarked;
