package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out what a column of texts holds, by looking at each distinct text once.
///
/// A column is of numbers, of truth values (`true`, `false`) or of times (as ISO 8601 writes them)
/// if every text that does not say "missing" is one; otherwise it is text.
final class Typing {
  private final String name;
  private final List<String> levels;
  private final int[] codes;

  /// @param name the column
  /// @param levels distinct texts
  /// @param codes for every row the place of its text, or [TextColumn#MISSING]
  Typing(String name, List<String> levels, int[] codes) {
    this.name = name;
    this.levels = levels.stream().map(String::strip).toList();
    this.codes = codes;
  }

  /// The column in the kind that fits all its texts.
  ///
  /// @param commas whether `3,14` may be a number, when no text of the column has a point
  Column infer(boolean commas) {
    Column numbers = numbers('.');
    if (numbers == null && commas) {
      numbers = numbers(',');
    }
    if (numbers != null) {
      return numbers;
    }
    Column truth = truth();
    if (truth != null) {
      return truth;
    }
    Column times = times();
    return times != null ? times : text();
  }

  /// The column as text, unless marks of missing values were all that kept it from being of
  /// numbers.
  Column inferFromText() {
    boolean marked =
        levels.stream().anyMatch(level -> !level.isEmpty() && MissingMarks.contains(level));
    Column numbers = marked ? numbers('.') : null;
    return numbers != null ? numbers : text();
  }

  private @Nullable Column numbers(char point) {
    double[] values = new double[levels.size()];
    for (int i = 0; i < values.length; i++) {
      String level = levels.get(i);
      values[i] = Numbers.parse(level, point);
      if (Double.isNaN(values[i]) && !MissingMarks.contains(level)) {
        return null;
      }
    }
    double[] cells = new double[codes.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = codes[row] == TextColumn.MISSING ? Double.NaN : values[codes[row]];
    }
    return new NumericColumn(name, cells);
  }

  private @Nullable Column truth() {
    byte[] values = new byte[levels.size()];
    for (int i = 0; i < values.length; i++) {
      String level = levels.get(i);
      if (level.equalsIgnoreCase("true")) {
        values[i] = BooleanColumn.TRUE;
      } else if (level.equalsIgnoreCase("false")) {
        values[i] = BooleanColumn.FALSE;
      } else if (MissingMarks.contains(level)) {
        values[i] = BooleanColumn.MISSING;
      } else {
        return null;
      }
    }
    byte[] cells = new byte[codes.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = codes[row] == TextColumn.MISSING ? BooleanColumn.MISSING : values[codes[row]];
    }
    return new BooleanColumn(name, cells);
  }

  private @Nullable Column times() {
    for (TemporalColumn.Kind kind : TemporalColumn.Kind.values()) {
      long[] values = Times.parse(levels, kind);
      if (values != null) {
        long[] cells = new long[codes.length];
        for (int row = 0; row < cells.length; row++) {
          cells[row] =
              codes[row] == TextColumn.MISSING ? TemporalColumn.MISSING : values[codes[row]];
        }
        return new TemporalColumn(name, kind, cells);
      }
    }
    return null;
  }

  /// The column as text: space around a text is gone, marks of a missing value are missing cells.
  TextColumn text() {
    List<String> kept = new ArrayList<>();
    Map<String, Integer> known = new HashMap<>();
    int[] place = new int[levels.size()];
    Arrays.fill(place, TextColumn.MISSING);
    for (int i = 0; i < place.length; i++) {
      String level = levels.get(i);
      if (MissingMarks.contains(level)) {
        continue;
      }
      Integer at = known.putIfAbsent(level, kept.size());
      place[i] = at == null ? kept.size() : at;
      if (at == null) {
        kept.add(level);
      }
    }
    int[] cells = new int[codes.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = codes[row] == TextColumn.MISSING ? TextColumn.MISSING : place[codes[row]];
    }
    return new TextColumn(name, kept, cells);
  }
}
