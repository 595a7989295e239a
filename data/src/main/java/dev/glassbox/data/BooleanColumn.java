package dev.glassbox.data;

import org.jspecify.annotations.Nullable;

/// A column of truth values.
public final class BooleanColumn implements Column {
  static final byte FALSE = 0;
  static final byte TRUE = 1;
  static final byte MISSING = -1;

  private final String name;
  private final byte[] values;

  /// Takes the array as its own: the caller must not write to it afterwards.
  BooleanColumn(String name, byte[] values) {
    this.name = name;
    this.values = values;
  }

  static BooleanColumn of(String name, @Nullable Boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int row = 0; row < values.length; row++) {
      Boolean value = values[row];
      bytes[row] = value == null ? MISSING : value ? TRUE : FALSE;
    }
    return new BooleanColumn(name, bytes);
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
    return values[row] == MISSING;
  }

  /// Whether the cell of this row is true; a missing one is not.
  public boolean isTrue(int row) {
    return values[row] == TRUE;
  }

  @Override
  public String text(int row) {
    return isMissing(row) ? "" : isTrue(row) ? "true" : "false";
  }

  @Override
  public BooleanColumn select(int[] rows) {
    byte[] chosen = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new BooleanColumn(name, chosen);
  }

  @Override
  public BooleanColumn renamed(String name) {
    return new BooleanColumn(name, values);
  }

  @Override
  public String holds() {
    return "true and false";
  }
}
