package dev.glassbox.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Writes numbers and names as a person reads them.
final class Figures {
  private static final Map<String, String> NAMES =
      Map.of(
          "accuracy", "accuracy",
          "balancedAccuracy", "balanced accuracy",
          "logLoss", "log loss",
          "rocAuc", "ROC AUC",
          "rmse", "RMSE",
          "mae", "MAE",
          "r2", "R²");

  private Figures() {}

  /// What a score is called.
  static String name(String figure) {
    return NAMES.getOrDefault(figure, figure);
  }

  /// A number with about four digits that count; an undefined one is a dash.
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "-∞";
    }
    double magnitude = Math.abs(value);
    String format;
    if (magnitude >= 1e6 || (magnitude > 0 && magnitude < 1e-3)) {
      format = "%.1e";
    } else if (magnitude >= 1000) {
      format = "%,.0f";
    } else {
      format = magnitude >= 100 ? "%.1f" : "%.4f";
    }
    return String.format(Locale.ROOT, format, value);
  }

  /// A whole number and what is counted: `1 row`, `1,797 rows`.
  static String count(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }

  /// A file as one writes it on a command line: in quotes if there is a space in its name.
  static String argument(Path file) {
    String name = file.toString();
    return name.contains(" ") ? '"' + name + '"' : name;
  }

  /// Time as a clock shows it: `0:07`, `12:30`, `1:05:00`.
  static String clock(double seconds) {
    long whole = Math.round(Math.min(seconds, 359_999));
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
