package dev.glassbox.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// A column of dates, of times of day, or of moments (a date with a time of day).
///
/// Moments with an offset from UTC are held as UTC; those without are held as they stand.
public final class TemporalColumn implements Column {
  /// What the cells are: a date, a time of day, or a moment.
  public enum Kind {
    /// A day; its value is the number of days since 1970-01-01.
    DATE,
    /// A time of day; its value is the number of microseconds since midnight.
    TIME,
    /// A date and a time; its value is the number of microseconds since 1970-01-01T00:00.
    MOMENT
  }

  /// The value of a missing cell.
  public static final long MISSING = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;

  private final String name;
  private final Kind kind;
  private final long[] values;

  /// Takes the array as its own: the caller must not write to it afterwards.
  TemporalColumn(String name, Kind kind, long[] values) {
    this.name = name;
    this.kind = kind;
    this.values = values;
  }

  @Override
  public String name() {
    return name;
  }

  /// What the cells are.
  public Kind kind() {
    return kind;
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return values[row] == MISSING;
  }

  /// The cell as a number, in the unit that its [Kind] names, or [#MISSING].
  public long value(int row) {
    return values[row];
  }

  @Override
  public String text(int row) {
    if (isMissing(row)) {
      return "";
    }
    return switch (kind) {
      case DATE -> LocalDate.ofEpochDay(values[row]).toString();
      case TIME -> LocalTime.ofNanoOfDay(values[row] * 1000).toString();
      case MOMENT -> moment(values[row]).toString();
    };
  }

  /// The date and time of a number of microseconds since 1970-01-01T00:00.
  static LocalDateTime moment(long micros) {
    int nanos = (int) Math.floorMod(micros, MICROS) * 1000;
    return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC);
  }

  @Override
  public TemporalColumn select(int[] rows) {
    long[] chosen = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new TemporalColumn(name, kind, chosen);
  }

  @Override
  public TemporalColumn renamed(String name) {
    return new TemporalColumn(name, kind, values);
  }

  @Override
  public String holds() {
    return kind.name().toLowerCase(Locale.ROOT) + "s";
  }
}
