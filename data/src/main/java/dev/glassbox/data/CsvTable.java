package dev.glassbox.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Makes a table of CSV text: the names from its first line, the kinds of its columns from their
/// cells.
final class CsvTable {
  private final CsvCells cells;
  private final boolean headed;
  private final List<String> notes = new ArrayList<>();

  private CsvTable(CsvCells cells) {
    this.cells = cells;
    this.headed = isHeader();
  }

  /// The table in these bytes.
  ///
  /// @param source what to call it in messages
  /// @param bytes the whole file
  /// @param keepsText whether the table remembers its cells to the letter
  static Table read(String source, byte[] bytes, boolean keepsText) {
    CsvText text = CsvText.check(source, bytes);
    return new CsvTable(CsvSplitter.split(text)).table(keepsText);
  }

  private Table table(boolean keepsText) {
    String source = cells.text().source();
    List<String> names = names();
    refuseDuplicates(source, names);
    int firstRow = headed ? 1 : 0;
    if (cells.rows() == firstRow) {
      throw new DataException(source + " has a header line and no rows");
    }
    List<Column> columns =
        IntStream.range(0, cells.columns())
            .parallel()
            .mapToObj(column -> column(names.get(column), column, firstRow))
            .toList();
    Optional<Table.Originals> originals =
        keepsText
            ? Optional.of((row, column) -> cells.original(row + firstRow, column))
            : Optional.empty();
    return new Table(source, columns, originals, List.copyOf(notes));
  }

  /// A first line of nothing but numbers is a row, unless it counts the columns: 0, 1, 2, … or 1,
  /// 2, 3, …
  private boolean isHeader() {
    boolean fromZero = cells.columns() > 1;
    boolean fromOne = fromZero;
    for (int column = 0; column < cells.columns(); column++) {
      double number = Numbers.parse(cells.value(0, column), '.');
      if (Double.isNaN(number)) {
        return true;
      }
      fromZero &= number == column;
      fromOne &= number == column + 1;
    }
    return fromZero || fromOne;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int column = 0; column < cells.columns(); column++) {
      String name = headed ? cells.value(0, column).replaceAll("\\s+", " ") : "";
      String stem = headed ? "unnamed_" : "column_";
      names.add(name.isEmpty() ? stem + (column + 1) : name);
    }
    if (!headed) {
      notes.add(
          "the first line holds only numbers, so there is no header: the columns are called"
              + " column_1"
              + (names.size() > 1 ? " to column_" + names.size() : ""));
    }
    return names;
  }

  static void refuseDuplicates(String source, List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    if (!twice.isEmpty()) {
      throw new DataException(
          "%s has more than one column called %s; rename all but one"
              .formatted(source, NearNames.list(twice)));
    }
  }

  private Column column(String name, int column, int firstRow) {
    double[] values = new double[cells.rows() - firstRow];
    byte[] bytes = cells.text().bytes();
    for (int i = 0; i < values.length; i++) {
      int from = cells.from(firstRow + i, column);
      int to = cells.to(firstRow + i, column, from);
      double value = from == to ? Double.NaN : Numbers.parse(bytes, from, to, '.');
      if (Double.isNaN(value) && !isMissing(bytes, from, to)) {
        return Levels.of(name, cells, column, firstRow).infer(cells.delimiter() != ',');
      }
      values[i] = value;
    }
    return new NumericColumn(name, values);
  }

  private static boolean isMissing(byte[] bytes, int from, int to) {
    return to - from <= 7
        && MissingMarks.contains(
            new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8));
  }
}
