package dev.glassbox.data;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Named columns of equal length: what a file or a query held when it was read. It never changes.
///
/// {@snippet :
/// Table penguins = Table.read("data/penguins.csv");
/// Table heavy = Table.query("select * from 'data/penguins.csv' where body_mass_g > 4000");
/// NumericColumn mass = (NumericColumn) penguins.column("body_mass_g");
/// Tensor bills = heavy.numbers("bill_length_mm", "bill_depth_mm"); // a row for each penguin
/// }
///
/// Files may be CSV, TSV, Parquet, JSON or newline-delimited JSON, also compressed as `.gz`. Rows
/// come in the order of the file. Missing values may be written as an empty cell, `NA`, `N/A`,
/// `null`, `None`, `nan`, `?`, `-`, `.` or `missing`, in capitals or not; the space around a cell
/// does not count.
public final class Table {

  /// The cells as they were written, where that was kept.
  interface Originals {
    /// The text of a cell, to the letter.
    String text(int row, int column);
  }

  private final String source;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Optional<Originals> originals;
  private final List<String> notes;
  private final int rows;

  Table(
      String source,
      List<? extends Column> columns,
      Optional<Originals> originals,
      List<String> notes) {
    this.source = source;
    this.originals = originals;
    this.notes = notes;
    CsvTable.refuseDuplicates(source, columns.stream().map(Column::name).toList());
    for (Column column : columns) {
      this.columns.put(column.name(), column);
    }
    this.rows = columns.isEmpty() ? 0 : columns.getFirst().rows();
    for (Column column : columns) {
      if (column.rows() != rows) {
        throw new DataException(
            "column %s has %d rows, column %s has %d; all columns of a table have equally many"
                .formatted(columns.getFirst().name(), rows, column.name(), column.rows()));
      }
    }
  }

  /// The table of these columns.
  ///
  /// @throws DataException if two have one name, or their lengths differ
  public static Table of(Column... columns) {
    return of(List.of(columns));
  }

  /// The table of these columns.
  ///
  /// @throws DataException if two have one name, or their lengths differ
  public static Table of(List<? extends Column> columns) {
    return new Table("table", columns, Optional.empty(), List.of());
  }

  /// Reads a file, `-` for standard input, or the rows of a query if the text begins with `select`,
  /// `with` or `from`.
  ///
  /// @throws DataException if there is no such file, or it is no table
  public static Table read(String source) {
    return TableReader.standard().read(source);
  }

  /// Runs a query, in the SQL of DuckDB, that may name files as tables: `from 'data/penguins.csv'`.
  ///
  /// A query reads only: it is one `select`, `with` or `from`, and nothing from the network. A CSV
  /// file named as a table is read as [#read(String)] reads it; `read_csv('…')` asks for DuckDB's
  /// own reader.
  ///
  /// @throws DataException if the query is wrong, does more than read, or gives no rows
  public static Table query(String sql) {
    return TableReader.standard().query(sql);
  }

  /// Where the rows came from, for messages: a path, `standard input`, `query`, or `table`.
  public String source() {
    return source;
  }

  /// What is worth knowing about how the table was read, a line each; mostly nothing.
  public List<String> notes() {
    return notes;
  }

  /// How many rows there are.
  public int rows() {
    return rows;
  }

  /// The names of the columns, in order.
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /// The columns, in order.
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /// The column of this name, if there is one.
  public Optional<Column> find(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /// The column of this name.
  ///
  /// @throws DataException if there is none; it says which names are near
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new DataException(
          "%s has no column %s%s"
              .formatted(source, name, NearNames.questionOrList(name, columns.keySet())));
    }
    return column;
  }

  /// A cell as text: to the letter where the table was read by a [TableReader] that keeps text,
  /// otherwise as [Column#text(int)] writes it.
  public String text(int row, String name) {
    Column column = column(name);
    return originals
        .map(kept -> kept.text(row, new ArrayList<>(columns.keySet()).indexOf(name)))
        .orElseGet(() -> column.text(row));
  }

  /// The numbers of these columns, or of all, side by side: a FLOAT64 matrix with the rows of the
  /// table. [Preprocessing] makes numbers of columns of other kinds, and of missing cells.
  ///
  /// @throws DataException if there is no such column, it does not hold numbers, or one is missing
  public Tensor numbers(String... names) {
    List<String> chosen = names.length == 0 ? names() : List.of(names);
    Shape shape = Shape.of(rows, chosen.size());
    double[] values = new double[shape.size()];
    for (int i = 0; i < chosen.size(); i++) {
      Column column = column(chosen.get(i));
      if (!(column instanceof NumericColumn numeric) || column.missing() > 0) {
        throw new DataException(
            "%s: the column %s must hold a number in every row".formatted(source, column.name()));
      }
      for (int row = 0; row < rows; row++) {
        values[row * chosen.size() + i] = numeric.value(row);
      }
    }
    return Tensor.of(shape, values);
  }

  /// The rows of these numbers, counted from 0, in their order; a row may come more than once.
  public Table select(int[] rows) {
    int[] chosen = rows.clone();
    Optional<Originals> kept =
        originals.map(before -> (row, column) -> before.text(chosen[row], column));
    List<Column> selected = new ArrayList<>();
    for (Column column : columns.values()) {
      selected.add(column.select(chosen));
    }
    return new Table(source, selected, kept, notes);
  }

  /// The table without these columns; a name that it does not have is no matter.
  public Table without(Collection<String> names) {
    List<Column> kept =
        columns().stream().filter(column -> !names.contains(column.name())).toList();
    return new Table(source, kept, originalsOf(kept), notes);
  }

  /// The table with one more column, or with this column in the place of its namesake.
  ///
  /// @throws DataException if it has not as many rows
  public Table with(Column column) {
    List<Column> all = new ArrayList<>(columns.values());
    List<String> names = names();
    int at = names.indexOf(column.name());
    if (at >= 0) {
      all.set(at, column);
    } else {
      all.add(column);
    }
    return new Table(source, all, originalsOf(all), notes);
  }

  // A column that was not read, such as a prediction, is written as its own values say.
  private Optional<Originals> originalsOf(List<Column> kept) {
    List<Column> columnsBefore = columns();
    int[] places = kept.stream().mapToInt(columnsBefore::indexOf).toArray();
    return originals.map(
        before ->
            (row, column) ->
                places[column] < 0 ? kept.get(column).text(row) : before.text(row, places[column]));
  }

  /// Writes the table as CSV (RFC 4180: commas, LF, quotes only where they are needed) to a file,
  /// all or nothing: a file that stood there stays as it was until the new one is complete.
  ///
  /// @throws dev.glassbox.io.FileException if the file cannot be written
  public void writeCsv(Path file) {
    CsvWriter.write(this, file);
  }

  /// Writes the table as CSV, as [#writeCsv(Path)] does, to a stream, which stays open.
  ///
  /// @throws IOException if the stream refuses
  public void writeCsv(OutputStream out) throws IOException {
    CsvWriter.write(this, out);
  }

  /// A SHA-256 over the columns in order, their names, kinds and values, as 64 hexadecimal digits:
  /// equal tables have equal ones, whatever file they came from.
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  String originalText(int row, int column, Column of) {
    return originals.isPresent() ? originals.get().text(row, column) : of.text(row);
  }

  @Override
  public String toString() {
    return "%s: %d rows of %s".formatted(source, rows, String.join(", ", columns.keySet()));
  }
}
