package dev.glassbox.data;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;

/// The rows of a table as numbers.
///
/// Every row has the same numbers of [Preprocessing#names()], and for every one of
/// [Preprocessing#embeddings()] a code, by which a network looks up a vector.
public final class Encoded {
  private final int rows;
  private final int columns;
  private final float[] values;
  private final int[][] codes;

  /// Takes the arrays as its own.
  Encoded(int rows, int columns, float[] values, int[][] codes) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.codes = codes;
  }

  /// How many rows there are.
  public int rows() {
    return rows;
  }

  /// How many numbers a row has, the codes left aside.
  public int columns() {
    return columns;
  }

  /// All numbers, row by row: the array itself, which its reader must not write to.
  public float[] values() {
    return values;
  }

  /// All numbers as a FLOAT32 matrix, a row for each row.
  public Tensor toTensor() {
    return Tensor.of(Shape.of(rows, columns), values);
  }

  /// The number of a row in a column.
  public float value(int row, int column) {
    return values[row * columns + column];
  }

  /// How many columns have codes.
  public int embedded() {
    return codes.length;
  }

  /// The codes of all rows in the i-th column that has codes: the array itself, which its reader
  /// must not write to.
  public int[] codes(int i) {
    return codes[i];
  }
}
