package dev.glassbox.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How often each text, or each number as text, comes in a column.
///
/// @param byText every distinct cell that is not missing, with the number of its rows; empty if
///   there are more than 10,000 distinct numbers
/// @param total how many cells are not missing
/// @param distinct how many distinct ones there are
record Counts(Map<String, Integer> byText, int total, int distinct) {
  private static final int MOST_NUMBERS = 10_000;

  static Counts of(Column column) {
    return switch (column) {
      case TextColumn text -> ofText(text);
      case NumericColumn numbers -> ofNumbers(numbers);
      case BooleanColumn _, TemporalColumn _ -> ofAny(column);
    };
  }

  private static Counts ofText(TextColumn column) {
    int[] counts = new int[column.levels().size()];
    int total = 0;
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        counts[column.code(row)]++;
        total++;
      }
    }
    Map<String, Integer> byText = new HashMap<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        byText.put(column.levels().get(code), counts[code]);
      }
    }
    return new Counts(byText, total, byText.size());
  }

  private static Counts ofNumbers(NumericColumn column) {
    double[] sorted = column.values();
    Arrays.sort(sorted); // NaN, a missing cell, sorts last, and −0 before 0
    int total = sorted.length - column.missing();
    int distinct = 0;
    for (int i = 0; i < total; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    Map<String, Integer> byText = new HashMap<>();
    if (distinct <= MOST_NUMBERS) {
      int first = 0;
      for (int i = 1; i <= total; i++) {
        if (i == total || sorted[i] != sorted[first]) {
          byText.put(Numbers.text(sorted[first]), i - first);
          first = i;
        }
      }
    }
    return new Counts(byText, total, distinct);
  }

  private static Counts ofAny(Column column) {
    Map<String, Integer> byText = new HashMap<>();
    int total = 0;
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        byText.merge(column.text(row), 1, Integer::sum);
        total++;
      }
    }
    return new Counts(byText, total, byText.size());
  }

  /// How many rows have this one.
  int of(String text) {
    return byText.getOrDefault(text, 0);
  }

  /// How many rows the rarest one has.
  int rarest() {
    return byText.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  /// The distinct ones, numbers by size, text by letter (by UTF-16 code unit).
  List<String> sorted(boolean numeric) {
    Comparator<String> order =
        numeric
            ? Comparator.comparingDouble(text -> Numbers.parse(text, '.'))
            : Comparator.naturalOrder();
    return byText.keySet().stream().sorted(order).toList();
  }

  /// The rows per distinct one, on average.
  double average() {
    return (double) total / Math.max(1, distinct);
  }
}
