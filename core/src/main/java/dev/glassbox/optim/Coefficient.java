package dev.glassbox.optim;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;

/// A number of a rule's formula that changes from step to step, such as the learning rate.
///
/// It is a leaf, because a program takes every other number as it was when it was recorded.
final class Coefficient {
  private final Tensor leaf;
  private double value;

  Coefficient(DType dtype) {
    leaf = Tensor.scalar(dtype, 0).buffer();
  }

  /// Sets the number for the steps to come; most learning rates stay for long.
  void set(double next) {
    if (next != value) {
      leaf.assign(next);
      value = next;
    }
  }

  /// The number, to compute with.
  Tensor tensor() {
    return leaf;
  }
}
