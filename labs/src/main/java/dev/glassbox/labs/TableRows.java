package dev.glassbox.labs;

import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A table that is being written, row by row.
public final class TableRows {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean isFinished;

  TableRows(String... head) {
    this.head = List.of(head);
  }

  /// Adds a row. Numbers that are not whole get four decimals; give text for another form. A tensor
  /// or an array of numbers stands for as many cells.
  ///
  /// @throws IllegalArgumentException if there are more or fewer cells than heads
  /// @throws IllegalStateException if something else was said since the table was begun
  public TableRows row(Object... cells) {
    if (isFinished) {
      throw new IllegalStateException(
          "table: a row came after something else was said; the table under %s had ended"
              .formatted(head));
    }
    List<String> row = Arrays.stream(cells).flatMap(TableRows::each).map(Figures::cell).toList();
    if (row.size() != head.size()) {
      throw new IllegalArgumentException(
          "table: a row of %d cells under %d heads".formatted(row.size(), head.size()));
    }
    rows.add(row);
    return this;
  }

  private static Stream<?> each(Object cell) {
    return switch (cell) {
      case Tensor tensor -> Arrays.stream(tensor.toDoubleArray()).boxed();
      case double[] numbers -> Arrays.stream(numbers).boxed();
      case long[] numbers -> Arrays.stream(numbers).boxed();
      default -> Stream.of(cell);
    };
  }

  Element.Table finished() {
    isFinished = true;
    return new Element.Table(head, rows);
  }
}
