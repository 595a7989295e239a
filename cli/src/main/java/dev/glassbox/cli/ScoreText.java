package dev.glassbox.cli;

import dev.glassbox.data.Scores;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes scores for people.
final class ScoreText {
  private static final Map<String, String> NAMES =
      Map.of(
          "accuracy", "accuracy",
          "balancedAccuracy", "balanced accuracy",
          "logLoss", "log loss",
          "rocAuc", "ROC AUC",
          "rmse", "RMSE",
          "mae", "MAE",
          "r2", "R²");
  private static final int MOST_CLASSES_SHOWN = 20;

  private ScoreText() {}

  static String name(String figure) {
    return NAMES.getOrDefault(figure, figure);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    double magnitude = Math.abs(value);
    String format = magnitude >= 1e6 || (magnitude > 0 && magnitude < 1e-3) ? "%.3e" : magnitude >= 100 ? "%.1f" : "%.4f";
    return String.format(Locale.ROOT, format, value);
  }

  static String oneLine(Scores scores) {
    return scores.figures().entrySet().stream()
        .map(figure -> name(figure.getKey()) + " " + number(figure.getValue()))
        .collect(Collectors.joining(" · "));
  }

  /// The figures, then a confusion matrix or a summary of the residuals.
  static List<String> lines(Scores scores, String part) {
    List<String> lines = new ArrayList<>();
    switch (scores) {
      case Scores.OfClasses classes -> {
        lines.add(
            "%s rows (%,d): %s".formatted(capital(part), classes.detail().rows(), oneLine(scores)));
        lines.addAll(confusion(classes));
      }
      case Scores.OfNumbers numbers -> {
        RegressionScores detail = numbers.detail();
        lines.add("%s rows (%,d): %s".formatted(capital(part), detail.rows(), oneLine(scores)));
        double[] q = detail.quantiles();
        lines.add(
            "  predicted − true: mean %s; smallest %s, quarter %s, middle %s, three quarters %s, largest %s"
                .formatted(
                    number(detail.bias()),
                    number(q[0]),
                    number(q[1]),
                    number(q[2]),
                    number(q[3]),
                    number(q[4])));
      }
    }
    return lines;
  }

  private static List<String> confusion(Scores.OfClasses scores) {
    ClassificationScores detail = scores.detail();
    List<String> labels = scores.labels();
    if (labels.size() > MOST_CLASSES_SHOWN) {
      return List.of("  %d classes; the confusion matrix is left out".formatted(labels.size()));
    }
    long[][] counts = detail.confusion();
    List<String> shown = labels.stream().map(label -> shorten(label, 20)).toList();
    int first = Math.max(14, shown.stream().mapToInt(String::length).max().orElse(0));
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("  " + pad("true \\ predicted", first + 2));
    int[] widths = new int[labels.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(6, shown.get(c).length() + 2);
      head.append(padLeft(shown.get(c), widths[c]));
    }
    head.append("     recall precision");
    lines.add(head.toString());
    for (int c = 0; c < widths.length; c++) {
      StringBuilder line = new StringBuilder("  " + pad(shown.get(c), first + 2));
      for (int p = 0; p < widths.length; p++) {
        line.append(padLeft(counts[c][p] == 0 ? "·" : Long.toString(counts[c][p]), widths[p]));
      }
      line.append(String.format(Locale.ROOT, "     %6.3f    %6.3f", detail.recall(c), detail.precision(c)));
      lines.add(line.toString());
    }
    return lines;
  }

  private static String shorten(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
