package dev.glassbox.autodiff;

import dev.glassbox.draw.Raised;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;

/// Writes numbers as a textbook does: few digits, a real minus sign, powers of ten as such.
final class Figures {
  private static final int DIGITS = 6;
  private static final int SMALLEST_PLAIN = -5;

  private Figures() {}

  /// A number with up to six digits.
  static String of(double value) {
    return of(value, DIGITS);
  }

  /// A number with up to so many digits, such as −0.000370184 or 6.02214·10²³.
  static String of(double value, int digits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    String sign = value < 0 ? "−" : "";
    if (Double.isInfinite(value)) {
      return sign + "∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= SMALLEST_PLAIN && exponent <= digits) {
      return sign + rounded.toPlainString();
    }
    String mantissa = rounded.scaleByPowerOfTen(-exponent).toPlainString();
    String factor = mantissa.equals("1") ? "" : mantissa + "·";
    return sign + factor + "10" + raised(Integer.toString(exponent).replace('-', '−'));
  }

  /// A number within a product or sum: in brackets if it has a sign, unless it comes first.
  static String factor(double value, int digits, boolean first) {
    String text = of(value, digits);
    return !first && text.startsWith("−") ? "(" + text + ")" : text;
  }

  /// This text as superscripts, or `^` and the text where a letter has none. A name such as v1 is
  /// not raised, because it would read as v¹.
  static String raised(String text) {
    var raised = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      OptionalInt superscript = Raised.superscript(c);
      boolean index = Character.isDigit(c) && i > 0 && Character.isLetter(text.charAt(i - 1));
      if (superscript.isPresent() && !index) {
        raised.appendCodePoint(superscript.getAsInt());
      } else if (c != ' ') {
        return "^" + (isAtom(text) ? text : "(" + text + ")");
      }
    }
    return raised.toString();
  }

  /// Whether this is a single name or number without a sign, so that it needs no brackets anywhere.
  static boolean isAtom(String text) {
    return text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "_.'′".indexOf(c) >= 0);
  }
}
