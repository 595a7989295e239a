package dev.glassbox.nn;

import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// Outputs and targets of one shape and one type.
///
/// A column (rows, 1) against a vector (rows) would broadcast to a whole matrix of differences, and
/// the mean would look plausible: so shapes are matched here, before any arithmetic.
record Pair(Tensor output, Tensor target) {
  static Pair of(String loss, Tensor output, Tensor target) {
    Shape given = output.shape();
    Shape wanted = target.shape();
    if (!given.equals(wanted) && !isColumnOf(given, wanted) && !isColumnOf(wanted, given)) {
      throw new ShapeException(
          "%s: outputs %s and targets %s must have one shape, or (rows, 1) and (rows)"
              .formatted(loss, given, wanted));
    }
    return new Pair(output, inTypeOf(loss, output, target).reshape(given));
  }

  private static boolean isColumnOf(Shape column, Shape vector) {
    return column.rank() == 2
        && column.length(1) == 1
        && vector.rank() == 1
        && column.length(0) == vector.length(0);
  }

  /// The target in the output's type. Labels and masks are cast; a float is not silently widened or
  /// cut.
  static Tensor inTypeOf(String loss, Tensor output, Tensor target) {
    if (output.dtype() != target.dtype() && target.dtype().isFloating()) {
      throw new DTypeException(
          "%s: outputs %s and targets %s do not mix; cast the targets with to(DType.%s)"
              .formatted(loss, output.dtype(), target.dtype(), output.dtype()));
    }
    return target.to(output.dtype());
  }
}
