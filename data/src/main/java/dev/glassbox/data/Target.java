package dev.glassbox.data;

import java.util.List;

/// The column to predict, and as what.
public sealed interface Target {
  /// The column.
  String column();

  /// What is predicted and why, in a line without a full stop.
  String plan();

  /// The target is one of some classes.
  ///
  /// @param labels the classes, in order: numbers by size, text by letter
  record Classes(String column, List<String> labels, String plan) implements Target {
    /// Copies the list.
    public Classes {
      labels = List.copyOf(labels);
    }
  }

  /// The target is a number.
  record Quantity(String column, String plan) implements Target {}

  /// The task that this target sets.
  default Task task() {
    return switch (this) {
      case Classes _ -> Task.CLASSIFY;
      case Quantity _ -> Task.REGRESS;
    };
  }
}
