package dev.glassbox.data;

import java.util.Arrays;

/// Fits the columns of a new table to the kinds that a model was trained on.
///
/// A column without any value fits every kind: it is missing throughout.
final class Matching {
  private Matching() {}

  /// The column of this name in a table that is to be predicted.
  static Column column(Table table, String name) {
    return table
        .find(name)
        .orElseThrow(
            () ->
                new DataException(
                    "%s has no column %s, which the model was trained on%s"
                        .formatted(
                            table.source(), name, NearNames.questionOrList(name, table.names()))));
  }

  static NumericColumn numbers(Table table, String name) {
    Column column = column(table, name);
    if (column instanceof NumericColumn numbers) {
      return numbers;
    }
    double[] values = new double[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.isMissing(row) ? Double.NaN : Numbers.parse(column.text(row), '.');
      if (Double.isNaN(values[row]) && !column.isMissing(row)) {
        throw mismatch(table, column, row, "numbers");
      }
    }
    return new NumericColumn(name, values);
  }

  static TextColumn text(Table table, String name) {
    Column column = column(table, name);
    if (column instanceof TextColumn text) {
      return text;
    }
    String[] texts = new String[column.rows()];
    Arrays.setAll(texts, column::text);
    return TextColumn.of(name, texts);
  }

  static BooleanColumn truth(Table table, String name) {
    Column column = column(table, name);
    if (column instanceof BooleanColumn truth) {
      return truth;
    }
    byte[] values = new byte[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] =
          switch (column.text(row)) {
            case "" -> BooleanColumn.MISSING;
            case "0" -> BooleanColumn.FALSE;
            case "1" -> BooleanColumn.TRUE;
            default -> throw mismatch(table, column, row, "true and false");
          };
    }
    return new BooleanColumn(name, values);
  }

  static TemporalColumn times(Table table, String name, TemporalColumn.Kind kind) {
    Column column = column(table, name);
    if (column instanceof TemporalColumn times && times.kind() == kind) {
      return times;
    }
    long[] values = new long[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = TemporalColumn.MISSING;
      if (!column.isMissing(row)) {
        if (!(column instanceof TemporalColumn times) || !isDated(kind) || !isDated(times.kind())) {
          throw mismatch(table, column, row, new TemporalColumn(name, kind, values).holds());
        }
        values[row] = converted(times.value(row), kind);
      }
    }
    return new TemporalColumn(name, kind, values);
  }

  private static boolean isDated(TemporalColumn.Kind kind) {
    return kind != TemporalColumn.Kind.TIME;
  }

  private static long converted(long value, TemporalColumn.Kind to) {
    long day = 86_400_000_000L;
    return to == TemporalColumn.Kind.DATE
        ? Math.floorDiv(value, day)
        : Math.multiplyExact(value, day);
  }

  private static DataException mismatch(Table table, Column column, int row, String expected) {
    return new DataException(
        "%s, row %d: column %s holds '%s', but the model was trained on %s; mend the value or leave it empty"
            .formatted(table.source(), row + 1, column.name(), column.text(row), expected));
  }
}
