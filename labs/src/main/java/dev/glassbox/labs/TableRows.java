package dev.glassbox.labs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table that is being written, row by row.
public final class TableRows {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean isFinished;

  TableRows(String... head) {
    this.head = List.of(head);
  }

  /// Adds a row. Numbers that are not whole get four decimals; give text for another form.
  ///
  /// @throws IllegalArgumentException if there are more or fewer cells than heads
  /// @throws IllegalStateException if something else was said since the table was begun
  public TableRows row(Object... cells) {
    if (isFinished) {
      throw new IllegalStateException(
          "table: a row came after something else was said; the table under %s had ended"
              .formatted(head));
    }
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          "table: a row of %d cells under %d heads".formatted(cells.length, head.size()));
    }
    rows.add(Arrays.stream(cells).map(Figures::cell).toList());
    return this;
  }

  Element.Table finished() {
    isFinished = true;
    return new Element.Table(head, rows);
  }
}
