package dev.glassbox.data;

import org.jspecify.annotations.Nullable;

/// One named column of a [Table]: numbers, text, truth values or times. It never changes.
///
/// A cell may be missing; a row is counted from 0.
public sealed interface Column permits NumericColumn, TextColumn, BooleanColumn, TemporalColumn {

  /// What the column is called.
  String name();

  /// How many cells it has.
  int rows();

  /// Whether the cell of this row holds nothing.
  boolean isMissing(int row);

  /// The cell as text, as it is written to a file: `18`, `0.5`, `Adelie`, `true`, `2026-05-01`; the
  /// empty text if the cell is missing.
  String text(int row);

  /// The column with the cells of these rows, in their order; a row may come more than once.
  Column select(int[] rows);

  /// The same cells under another name.
  Column renamed(String name);

  /// What kind of thing the column holds, in a word or two, for messages: `numbers`, `text`, …
  String holds();

  /// How many cells are missing.
  default int missing() {
    int missing = 0;
    for (int row = 0; row < rows(); row++) {
      if (isMissing(row)) {
        missing++;
      }
    }
    return missing;
  }

  /// A column of numbers; NaN is a missing cell.
  static NumericColumn numeric(String name, double... values) {
    return new NumericColumn(name, values.clone());
  }

  /// A column of text; null is a missing cell, and so is the empty text.
  static TextColumn text(String name, @Nullable String... values) {
    return TextColumn.of(name, values);
  }

  /// A column of truth values; null is a missing cell.
  static BooleanColumn truth(String name, @Nullable Boolean... values) {
    return BooleanColumn.of(name, values);
  }
}
