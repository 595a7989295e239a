package dev.glassbox.tensor;

import java.util.stream.IntStream;

/// The elements in order along an axis, and where each came from.
///
/// {@snippet :
/// Sorted sorted = Tensor.of(3.0, 1.0, 2.0).sort(0);
/// Tensor values = sorted.values(); // 1, 2, 3
/// Tensor indices = sorted.indices(); // 1, 2, 0
/// }
///
/// The derivative follows each element to its place: the permutation is held fixed.
///
/// @param values the elements in order
/// @param indices the place along the axis that each had before, INT64
public record Sorted(Tensor values, Tensor indices) {

  /// The first `count` in this order along an axis.
  static Sorted of(Tensor x, int axis, boolean descending, int count) {
    Tensor indices = x.argsort(axis, descending).slice(axis, 0, count);
    return new Sorted(taken(x, axis, indices), indices);
  }

  /// For each line along the axis, its elements at the given places, which must be valid: picked
  /// from all lines end to end.
  private static Tensor taken(Tensor x, int axis, Tensor indices) {
    Tensor lines = x.withAxisLast(axis);
    Tensor places = indices.withAxisLast(axis);
    int length = lines.shape().length(-1);
    int count = places.shape().length(-1);
    int rows = x.size() / Math.max(length, 1);
    double[] starts = IntStream.range(0, rows).mapToDouble(row -> (double) row * length).toArray();
    Tensor flat =
        places
            .reshape(Shape.of(rows, count))
            .to(DType.FLOAT64)
            .add(Tensor.of(Shape.of(rows, 1), starts))
            .to(DType.INT64);
    return lines
        .reshape(Shape.of(lines.size()))
        .gather(flat)
        .reshape(places.shape())
        .withAxisLast(axis);
  }
}
