package dev.glassbox.data;

import java.util.List;

/// What is done with one column of a table, and why, in a line of plain English.
public sealed interface Feature {
  /// The column.
  String column();

  /// What is done with it and why, without a full stop: `numbers, scaled`.
  String plan();

  /// A column of numbers, which are scaled.
  record Numeric(String column, String plan) implements Feature {}

  /// A column of truth values, −1 and 1.
  record Truth(String column, String plan) implements Feature {}

  /// A column of a few texts, each of which becomes a column of zeros and ones.
  record OneHot(String column, String plan) implements Feature {}

  /// A column of many texts, each of which becomes a vector that is learnt.
  record Embedded(String column, String plan) implements Feature {}

  /// A column of dates or times, from which parts such as the month are taken.
  ///
  /// @param kind dates, times of day or moments
  /// @param parts the parts that differ between rows, and are used
  record Temporal(String column, TemporalColumn.Kind kind, List<TimePart> parts, String plan)
      implements Feature {
    /// Copies the list.
    public Temporal {
      parts = List.copyOf(parts);
    }
  }

  /// A column that is not used.
  record LeftOut(String column, String plan) implements Feature {}

  /// Whether the column is used.
  default boolean isUsed() {
    return !(this instanceof LeftOut);
  }
}
