package dev.glassbox.data;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// How numbers are written and read in tables: `-3`, `0.5`, `.5`, `6.02e23`, `inf`.
final class Numbers {
  private static final int MOST_DIGITS = 19;

  // Powers of ten that a double holds exactly (Clinger 1990): up to 10²², with whole numbers up to
  // 2⁵³.
  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private Numbers() {}

  /// The number that a text spells, NaN if it spells none.
  static double parse(String text, char point) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length, point);
  }

  /// The number that the bytes [from, to) spell with this decimal point, NaN if they spell none.
  static double parse(byte[] bytes, int from, int to, char point) {
    int i = from;
    boolean negative = i < to && bytes[i] == '-';
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      i++;
    }
    int first = i;
    long mantissa = 0;
    int significant = 0;
    int digits = 0;
    int scale = 0;
    boolean fraction = false;
    for (; i < to; i++) {
      int c = bytes[i];
      if (c >= '0' && c <= '9') {
        digits++;
        if (significant > 0 || c != '0') {
          significant++;
        }
        if (significant <= MOST_DIGITS) {
          mantissa = mantissa * 10 + (c - '0');
        }
        if (fraction) {
          scale++;
        }
      } else if (c == point && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return infinity(bytes, first, to, negative);
    }
    int exponent = 0;
    if (i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
      int start = ++i;
      boolean down = i < to && bytes[i] == '-';
      if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
        i++;
        start++;
      }
      for (; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
        exponent = Math.min(99_999, exponent * 10 + (bytes[i] - '0'));
      }
      if (i == start) {
        return Double.NaN;
      }
      exponent = down ? -exponent : exponent;
    }
    if (i != to) {
      return Double.NaN;
    }
    int power = exponent - scale;
    if (significant <= MOST_DIGITS) {
      double value = value(mantissa, power);
      if (!Double.isNaN(value)) {
        return negative ? -value : value;
      }
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return Double.parseDouble(text.replace(point, '.'));
  }

  /// mantissa · 10^power, where the mantissa has no sign; NaN if it takes more care.
  private static double value(long mantissa, int power) {
    if (mantissa >= 0 && mantissa <= 1L << 53 && Math.abs(power) < POWERS.length) {
      return power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
    }
    return mantissa == 0 ? 0 : Decimals.nearest(mantissa, power);
  }

  private static double infinity(byte[] bytes, int from, int to, boolean negative) {
    int length = to - from;
    if (length != 3 && length != 8) {
      return Double.NaN;
    }
    for (int i = 0; i < length; i++) {
      if ((bytes[from + i] | 0x20) != "infinity".charAt(i)) {
        return Double.NaN;
      }
    }
    return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /// The shortest text that reads back as the same number: `18`, `0.5`, `1.0E-9`, `-inf`.
  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String text = Double.toString(value);
    double size = Math.abs(value);
    return text.indexOf('E') >= 0 && size >= 1e-6 && size < 1e21
        ? new BigDecimal(text).toPlainString().replaceAll("\\.0$", "")
        : text;
  }
}
