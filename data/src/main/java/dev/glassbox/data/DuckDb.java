package dev.glassbox.data;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// A DuckDB that lives in memory for one reading: it keeps no file and fetches nothing from the
/// network.
final class DuckDb implements AutoCloseable {
  private static final String VIEW = "glassbox_source";

  private final DuckDBConnection connection;

  private DuckDb(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// A new, empty database.
  static DuckDb open() {
    Properties settings = new Properties();
    settings.put("autoinstall_known_extensions", "false");
    settings.put("autoload_known_extensions", "false");
    settings.put("allow_persistent_secrets", "false");
    settings.put("temp_directory", "");
    settings.put("memory_limit", "50%");
    settings.put("preserve_insertion_order", "true");
    DuckDBConnection connection = null;
    try {
      connection =
          DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
      DuckDb database = new DuckDb(connection);
      database.execute("set TimeZone = 'UTC'");
      database.execute("set lock_configuration = true");
      return database;
    } catch (SQLException refused) {
      throw new IllegalStateException("DuckDB does not start: " + refused.getMessage(), refused);
    }
  }

  /// The table in a Parquet or JSON file.
  Table file(String source, Path file, TableReader.Format format, boolean keepsText) {
    // A name is a pattern to DuckDB: a bracket around each special letter makes it a plain one.
    String name = quoted(file.toString().replaceAll("[\\[*?]", "[$0]"));
    String reader =
        switch (format) {
          case PARQUET -> "read_parquet(%s)".formatted(name);
          case JSON -> "read_json(%s, sample_size = -1)".formatted(name);
          case CSV -> throw new IllegalArgumentException("CSV is not read by DuckDB");
        };
    try {
      // Parquet knows its rows without being read; arrays of the right size spare copying.
      int rows = format == TableReader.Format.PARQUET ? rows(reader) : 0;
      return table(source, "from " + reader, rows, keepsText);
    } catch (SQLException refused) {
      throw new DataException(
          "%s cannot be read: %s"
              .formatted(source, reason(refused).replace(file.toString(), source)),
          refused);
    }
  }

  private int rows(String reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + reader)) {
      count.next();
      return Math.toIntExact(count.getLong(1));
    }
  }

  /// The rows of a query that was found to be a single one which only reads.
  ///
  /// @param expectedRows how many rows to make room for at first, 0 if that is unknown
  Table table(String source, String query, int expectedRows, boolean keepsText)
      throws SQLException {
    execute("create view %s as %s".formatted(VIEW, query));
    List<ResultColumn> columns = columns();
    CsvTable.refuseDuplicates(source, columns.stream().map(ResultColumn::name).toList());
    List<ResultColumn> texts =
        keepsText ? columns.stream().map(ResultColumn::original).toList() : List.of();
    List<ResultColumn> all = new ArrayList<>(columns);
    all.addAll(texts);
    all.forEach(column -> column.reserve(expectedRows));
    List<String> expressions = all.stream().map(ResultColumn::expression).toList();
    read("select %s from %s".formatted(String.join(", ", expressions), VIEW), all);
    if (columns.getFirst().rows() == 0) {
      throw new DataException(source + " gives no rows");
    }
    Optional<Table.Originals> originals =
        keepsText ? Optional.of((row, column) -> texts.get(column).text(row)) : Optional.empty();
    List<Column> typed = columns.stream().parallel().map(ResultColumn::column).toList();
    return new Table(source, typed, originals, List.of());
  }

  private List<ResultColumn> columns() throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet described = statement.executeQuery("describe " + VIEW)) {
      while (described.next()) {
        columns.add(ResultColumn.of(described.getString(1), described.getString(2)));
      }
    }
    return columns;
  }

  private void read(String query, List<ResultColumn> columns) throws SQLException {
    try (DuckDBPreparedStatement statement = connection.prepare(query);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        int rows = Math.toIntExact(chunk.rowCount());
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).take(chunk.vector(i), rows);
        }
      }
    }
  }

  /// Makes a table of this name in the database, with the rows of a table read before.
  void create(String name, Table table) throws SQLException {
    List<Column> columns = table.columns();
    List<String> types = new ArrayList<>();
    for (Column column : columns) {
      types.add(identifier(column.name()) + " " + type(column));
    }
    execute("create table %s (%s)".formatted(identifier(name), String.join(", ", types)));
    try (DuckDBAppender appender = connection.createAppender(name)) {
      boolean[] whole = new boolean[columns.size()];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = columns.get(i) instanceof NumericColumn numbers && numbers.isWhole();
      }
      for (int row = 0; row < table.rows(); row++) {
        appender.beginRow();
        for (int i = 0; i < whole.length; i++) {
          append(appender, columns.get(i), row, whole[i]);
        }
        appender.endRow();
      }
    }
  }

  private static String type(Column column) {
    return switch (column) {
      case NumericColumn numbers -> numbers.isWhole() ? "BIGINT" : "DOUBLE";
      case TextColumn _ -> "VARCHAR";
      case BooleanColumn _ -> "BOOLEAN";
      case TemporalColumn times ->
          switch (times.kind()) {
            case DATE -> "DATE";
            case TIME -> "TIME";
            case MOMENT -> "TIMESTAMP";
          };
    };
  }

  private static void append(DuckDBAppender appender, Column column, int row, boolean whole)
      throws SQLException {
    if (column.isMissing(row)) {
      appender.appendNull();
      return;
    }
    switch (column) {
      case NumericColumn numbers when whole -> appender.append((long) numbers.value(row));
      case NumericColumn numbers -> appender.append(numbers.value(row));
      case TextColumn text -> appender.append(text.text(row));
      case BooleanColumn truth -> appender.append(truth.isTrue(row));
      case TemporalColumn times -> {
        switch (times.kind()) {
          case DATE -> appender.appendEpochDays(Math.toIntExact(times.value(row)));
          case TIME -> appender.appendDayMicros(times.value(row));
          case MOMENT -> appender.appendEpochMicros(times.value(row));
        }
      }
    }
  }

  /// A query as a tree in JSON text, in which an error is a tree too.
  String parsed(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tree =
            statement.executeQuery("select json_serialize_sql(%s)".formatted(quoted(query)))) {
      tree.next();
      return tree.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first paragraph of a message of DuckDB's, without the picture of the query that follows.
  static String reason(SQLException refused) {
    String message = String.valueOf(refused.getMessage());
    String reason =
        message
            .split("\\R\\s*\\R", 2)[0]
            .strip()
            .replaceFirst(
                "^(Invalid Input|Missing Extension|IO|Catalog|Binder|Parser) Error: ", "");
    return reason.contains("requires the extension")
        ? reason + "; nothing is fetched from the network, so download the file first"
        : reason;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      throw new IllegalStateException("DuckDB does not close", alreadyGone);
    }
  }
}
