package dev.glassbox.data;

/// A column of numbers, as 64-bit floating point; NaN stands for a missing cell.
public final class NumericColumn implements Column {
  private final String name;
  private final double[] values;

  /// Takes the array as its own: the caller must not write to it afterwards.
  NumericColumn(String name, double[] values) {
    this.name = name;
    this.values = values;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  /// The number in this row, NaN if it is missing.
  public double value(int row) {
    return values[row];
  }

  /// A copy of all numbers, NaN where one is missing.
  public double[] values() {
    return values.clone();
  }

  /// Whether every number is whole and small enough (at most 2⁵³) to be held exactly.
  public boolean isWhole() {
    for (double value : values) {
      if (!Double.isNaN(value) && (value != Math.rint(value) || Math.abs(value) > 0x1p53)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String text(int row) {
    return isMissing(row) ? "" : Numbers.text(values[row]);
  }

  @Override
  public NumericColumn select(int[] rows) {
    double[] chosen = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new NumericColumn(name, chosen);
  }

  @Override
  public NumericColumn renamed(String name) {
    return new NumericColumn(name, values);
  }

  @Override
  public String holds() {
    return "numbers";
  }
}
