package dev.glassbox.labs.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where an axis has its ticks and what stands at them.
///
/// @param places in the units along the axis
/// @param labels one for each place
/// @param step from one tick to the next
record Ticks(List<Double> places, List<String> labels, double step) {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /// Ticks at round numbers.
  ///
  /// @param most how many there may be
  static Ticks of(Panel.Axis axis, Range shown, int most) {
    if (!axis.names().isEmpty()) {
      List<Double> places = new ArrayList<>();
      for (int i = 0; i < axis.names().size(); i++) {
        places.add((double) i);
      }
      return new Ticks(places, axis.names(), 1);
    }
    double step = step(shown.length(), Math.max(1, most));
    if (axis.logarithmic()) {
      step = Math.max(1, Math.ceil(step));
    }
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    double slack = 1e-9 * shown.length();
    for (long i = (long) Math.ceil((shown.low() - slack) / step);
        i * step <= shown.high() + slack;
        i++) {
      places.add(i * step);
      labels.add(axis.logarithmic() ? power(Math.round(i * step)) : text(i * step, step));
    }
    return new Ticks(places, labels, step);
  }

  /// The least of 1, 2, 2.5 and 5 times a power of ten that makes no more steps than that.
  private static double step(double length, int most) {
    double power = Math.pow(10, Math.floor(Math.log10(length / most)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (length / (factor * power) <= most) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String text(double value, double step) {
    double size = Math.abs(value);
    if (size >= 1e6 || step < 1e-5) {
      return String.format(Locale.ROOT, "%.1e", value).replace("-", "−");
    }
    int decimals = 0;
    for (double rest = step; decimals < 6 && Math.abs(rest - Math.rint(rest)) > 1e-6; rest *= 10) {
      decimals++;
    }
    String digits =
        String.format(
            Locale.ROOT, size >= 10_000 ? "%,." + decimals + "f" : "%." + decimals + "f", size);
    return value < -step / 2 ? "−" + digits : digits;
  }

  private static String power(long exponent) {
    var text = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
    for (char digit : Long.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
