package dev.glassbox.nn;

/// Checks of a layer's or a loss's settings, each giving back the value it was given.
final class Setting {
  private Setting() {}

  /// A number in [0, 1).
  static double share(String owner, String name, double value) {
    return require(value >= 0 && value < 1, owner, name, "lie in [0, 1)", value);
  }

  /// A number in [0, 1].
  static double weight(String owner, String name, double value) {
    return require(value >= 0 && value <= 1, owner, name, "lie in [0, 1]", value);
  }

  /// A number above 0 that is finite.
  static double positive(String owner, String name, double value) {
    return require(value > 0 && Double.isFinite(value), owner, name, "be positive", value);
  }

  /// A number that is not NaN or infinite.
  static double finite(String owner, String name, double value) {
    return require(Double.isFinite(value), owner, name, "be a finite number", value);
  }

  /// A number from 0 up that is finite.
  static double nonNegative(String owner, String name, double value) {
    return require(value >= 0 && Double.isFinite(value), owner, name, "be 0 or more", value);
  }

  private static double require(
      boolean holds, String owner, String name, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: %s must %s, was %s".formatted(owner, name, rule, value));
    }
    return value;
  }
}
