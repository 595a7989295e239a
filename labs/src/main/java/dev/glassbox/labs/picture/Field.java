package dev.glassbox.labs.picture;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/// A function over a rectangle of the plane, known at the points of a grid.
///
/// {@snippet :
/// Field bowl = Field.of(new Range(-1, 1), new Range(-1, 1), (x, y) -> x * x + y * y);
/// }
///
/// @param x from the left column to the right
/// @param y from the bottom row to the top
/// @param columns how many points there are across
/// @param rows how many points there are upwards
/// @param values row by row from the bottom
public record Field(Range x, Range y, int columns, int rows, double[] values) {
  private static final int POINTS = 61;

  /// Checks that there is a value for each point.
  ///
  /// @throws IllegalArgumentException if not, or if the grid has less than two points either way
  public Field {
    if (columns < 2 || rows < 2 || values.length != columns * rows) {
      throw new IllegalArgumentException(
          "field: %d × %d points need as many values and two either way, had %d"
              .formatted(columns, rows, values.length));
    }
    values = values.clone();
  }

  /// The function at 61 × 61 points.
  public static Field of(Range x, Range y, DoubleBinaryOperator function) {
    return of(x, y, POINTS, function);
  }

  /// The function at so many points across and upwards.
  public static Field of(Range x, Range y, int points, DoubleBinaryOperator function) {
    double[] values = new double[points * points];
    Arrays.setAll(
        values, i -> function.applyAsDouble(x.at(i % points, points), y.at(i / points, points)));
    return new Field(x, y, points, points, values);
  }

  /// A model at 61 × 61 points: given all points as (3721, 2), it answers one number for each.
  public static Field of(Range x, Range y, DType dtype, UnaryOperator<Tensor> model) {
    return of(x, y, POINTS, dtype, model);
  }

  /// A model at so many points across and upwards.
  public static Field of(Range x, Range y, int points, DType dtype, UnaryOperator<Tensor> model) {
    double[] at = new double[2 * points * points];
    for (int i = 0; i < points * points; i++) {
      at[2 * i] = x.at(i % points, points);
      at[2 * i + 1] = y.at(i / points, points);
    }
    Tensor inputs = Tensor.of(Shape.of(points * points, 2), at).to(dtype);
    double[] values = Tensor.untracked(() -> model.apply(inputs)).to(DType.FLOAT64).toDoubleArray();
    return new Field(x, y, points, points, values);
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  double value(int column, int row) {
    return values[row * columns + column];
  }

  /// The least value.
  public double least() {
    return Arrays.stream(values).min().orElseThrow();
  }

  /// The greatest value.
  public double greatest() {
    return Arrays.stream(values).max().orElseThrow();
  }
}
