package dev.glassbox.data;

/// What is to be predicted: a class, or a number.
public enum Task {
  /// One of a few classes.
  CLASSIFY,
  /// A number.
  REGRESS
}
