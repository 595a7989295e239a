package dev.glassbox.nn;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;

/// How many inputs an output has, and how many outputs an input has.
record Fans(long in, long out) {
  /// The fans of a weight (out, in, …).
  static Fans of(String initializer, Shape shape) {
    if (shape.rank() < 2) {
      throw new ShapeException(
          "%s: a weight must be (out, in), was %s; for a bias use zeros, constant, uniform or normal"
              .formatted(initializer, shape));
    }
    long field = 1;
    for (int axis = 2; axis < shape.rank(); axis++) {
      field *= shape.length(axis);
    }
    return new Fans(field * shape.length(1), field * shape.length(0));
  }
}
