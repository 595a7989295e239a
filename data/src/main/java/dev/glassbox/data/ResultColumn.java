package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBReadableVector;

/// One column of a DuckDB result on its way into a table: what to ask for, and the cells so far.
abstract sealed class ResultColumn {
  private static final Pattern NUMERIC =
      Pattern.compile(
          "U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|BIGNUM|FLOAT|DOUBLE|DECIMAL\\(.*\\)");
  private static final Pattern MOMENT = Pattern.compile("TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?");
  private static final int FIRST_CAPACITY = 2048;

  private final String name;
  private final String expression;
  private final boolean json;
  int rows;

  ResultColumn(String name, String expression, boolean json) {
    this.name = name;
    this.expression = expression;
    this.json = json;
  }

  /// The column of this name and type, as DuckDB's `describe` gives them.
  static ResultColumn of(String name, String type) {
    String id = DuckDb.identifier(name);
    if (NUMERIC.matcher(type).matches()) {
      return new Numbers(name, "cast(%s as double)".formatted(id));
    }
    if (type.equals("BOOLEAN")) {
      return new Truth(name, id);
    }
    if (type.equals("DATE")) {
      String days = "datediff('day', date '1970-01-01', %s)".formatted(id);
      return new Times(name, days, TemporalColumn.Kind.DATE);
    }
    if (type.equals("TIME")) {
      String micros = "epoch_us(date '1970-01-01' + %s)".formatted(id);
      return new Times(name, micros, TemporalColumn.Kind.TIME);
    }
    if (MOMENT.matcher(type).matches()) {
      String micros = "epoch_us(cast(%s as timestamp))".formatted(id);
      return new Times(name, micros, TemporalColumn.Kind.MOMENT);
    }
    return text(name, type.equals("JSON"));
  }

  private static ResultColumn text(String name, boolean json) {
    String id = DuckDb.identifier(name);
    return new Texts(name, json ? id + "->>'$'" : "cast(%s as varchar)".formatted(id), json);
  }

  /// The same column asked for as text.
  ResultColumn original() {
    return text(name, json);
  }

  final String name() {
    return name;
  }

  final String expression() {
    return expression;
  }

  final int rows() {
    return rows;
  }

  /// A capacity for at least this many cells, grown by half.
  static int capacity(int now, int wanted) {
    return Math.max(wanted, (int) Math.min(Integer.MAX_VALUE - 8, now + (now >> 1) + 1L));
  }

  /// Makes room for this many cells.
  abstract void reserve(int count);

  /// Adds the cells of one chunk.
  abstract void take(DuckDBReadableVector vector, int count);

  /// The column of all the cells taken.
  abstract Column column();

  /// A cell as text; only for columns asked for as text.
  String text(int row) {
    throw new IllegalStateException(
        "column %s was not asked for as text, row %d".formatted(name, row));
  }

  private static final class Numbers extends ResultColumn {
    private double[] values = new double[FIRST_CAPACITY];

    Numbers(String name, String expression) {
      super(name, expression, false);
    }

    @Override
    void reserve(int count) {
      if (rows + count > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, rows + count));
      }
    }

    @Override
    void take(DuckDBReadableVector vector, int count) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        values[rows + i] = vector.getDouble(i, Double.NaN);
      }
      rows += count;
    }

    @Override
    Column column() {
      return new NumericColumn(
          name(), rows == values.length ? values : Arrays.copyOf(values, rows));
    }
  }

  private static final class Truth extends ResultColumn {
    private byte[] values = new byte[FIRST_CAPACITY];

    Truth(String name, String expression) {
      super(name, expression, false);
    }

    @Override
    void reserve(int count) {
      if (rows + count > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, rows + count));
      }
    }

    @Override
    void take(DuckDBReadableVector vector, int count) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        values[rows + i] =
            vector.isNull(i)
                ? BooleanColumn.MISSING
                : vector.getBoolean(i) ? BooleanColumn.TRUE : BooleanColumn.FALSE;
      }
      rows += count;
    }

    @Override
    Column column() {
      return new BooleanColumn(
          name(), rows == values.length ? values : Arrays.copyOf(values, rows));
    }
  }

  private static final class Times extends ResultColumn {
    private final TemporalColumn.Kind kind;
    private long[] values = new long[FIRST_CAPACITY];

    Times(String name, String expression, TemporalColumn.Kind kind) {
      super(name, expression, false);
      this.kind = kind;
    }

    @Override
    void reserve(int count) {
      if (rows + count > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, rows + count));
      }
    }

    @Override
    void take(DuckDBReadableVector vector, int count) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        values[rows + i] = vector.getLong(i, TemporalColumn.MISSING);
      }
      rows += count;
    }

    @Override
    Column column() {
      return new TemporalColumn(
          name(), kind, rows == values.length ? values : Arrays.copyOf(values, rows));
    }
  }

  private static final class Texts extends ResultColumn {
    private final List<String> levels = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private int[] codes = new int[FIRST_CAPACITY];

    Texts(String name, String expression, boolean json) {
      super(name, expression, json);
    }

    @Override
    void reserve(int count) {
      if (rows + count > codes.length) {
        codes = Arrays.copyOf(codes, capacity(codes.length, rows + count));
      }
    }

    @Override
    void take(DuckDBReadableVector vector, int count) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        codes[rows + i] = vector.isNull(i) ? TextColumn.MISSING : code(vector.getString(i));
      }
      rows += count;
    }

    private int code(String text) {
      Integer code = known.putIfAbsent(text, levels.size());
      if (code == null) {
        levels.add(text);
        return levels.size() - 1;
      }
      return code;
    }

    @Override
    Column column() {
      return new Typing(name(), levels, rows == codes.length ? codes : Arrays.copyOf(codes, rows))
          .inferFromText();
    }

    @Override
    String text(int row) {
      return codes[row] == TextColumn.MISSING ? "" : levels.get(codes[row]);
    }
  }
}
