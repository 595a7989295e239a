package dev.glassbox.labs;

import java.util.Locale;

/// Numbers as text, the same in every language.
final class Figures {
  private static final int DIGITS = 4;

  private Figures() {}

  /// A text with numbers put in.
  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
  static String format(String text, Object... numbers) {
    return numbers.length == 0 ? text : String.format(Locale.ROOT, text, numbers);
  }

  /// The text of a cell: whole numbers as they are, others with four decimals, very small and very
  /// large ones with an exponent.
  static String cell(Object value) {
    return switch (value) {
      case Double number -> number(number);
      case Float number -> number(number);
      case Integer number -> whole(number);
      case Long number -> whole(number);
      default -> value.toString();
    };
  }

  private static String whole(long number) {
    return minus(String.format(Locale.ROOT, "%,d", number));
  }

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return whole(Math.round(value));
    }
    if (size < 1e-3 || size >= 1e6) {
      return minus(String.format(Locale.ROOT, "%.2e", value));
    }
    String text = String.format(Locale.ROOT, "%,." + DIGITS + "f", value);
    return minus(text.replaceFirst("0+$", "").replaceFirst("\\.$", ""));
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
