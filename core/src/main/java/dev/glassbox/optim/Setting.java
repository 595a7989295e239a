package dev.glassbox.optim;

/// Checks of settings, which say what was given and which rule it broke.
final class Setting {
  private Setting() {}

  /// A finite number above 0.
  static void positive(String owner, String name, double value) {
    require(value > 0 && Double.isFinite(value), owner, name, "be positive", value);
  }

  /// A finite number from 0 up.
  static void nonNegative(String owner, String name, double value) {
    require(value >= 0 && Double.isFinite(value), owner, name, "be 0 or more", value);
  }

  /// A number in [0, 1).
  static void decay(String owner, String name, double value) {
    require(value >= 0 && value < 1, owner, name, "lie in [0, 1)", value);
  }

  /// A number in (0, 1].
  static void factor(String owner, String name, double value) {
    require(value > 0 && value <= 1, owner, name, "lie in (0, 1]", value);
  }

  static void require(boolean holds, String owner, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: %s must %s, was %s".formatted(owner, name, rule, value));
    }
  }
}
