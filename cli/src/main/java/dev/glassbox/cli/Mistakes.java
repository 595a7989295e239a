package dev.glassbox.cli;

import dev.glassbox.data.Scores;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.RegressionScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Shows where predictions went wrong: which classes were taken for which, or how far numbers were
/// off.
final class Mistakes {
  private static final int INDENT = 2;
  private static final int MOST_CLASSES_SHOWN = 20;
  private static final int MOST_CONFUSIONS_SHOWN = 5;
  private static final int SHORTEST_LABEL = 5;
  private static final int LONGEST_LABEL = 20;
  private static final int LABEL_STEP = 3;
  private static final int LEAST_OF_A_ROW = 12;

  private Mistakes() {}

  /// The confusion matrix or the summary of the residuals, in lines of this width.
  ///
  /// @param rows which rows were predicted, such as `Test rows`
  /// @param target the column that was predicted
  static List<String> lines(Scores scores, String rows, String target, int width) {
    return switch (scores) {
      case Scores.OfClasses classes -> confusion(classes, rows, width);
      case Scores.OfNumbers numbers -> residuals(numbers.detail(), rows, target, width);
    };
  }

  private static List<String> residuals(
      RegressionScores scores, String rows, String target, int width) {
    double[] q = scores.quantiles();
    Grid grid = new Grid(0);
    grid.row("smallest", "a quarter below", "median", "a quarter above", "largest", "mean");
    grid.row(
        Figures.number(q[0]),
        Figures.number(q[1]),
        Figures.number(q[2]),
        Figures.number(q[3]),
        Figures.number(q[4]),
        Figures.number(scores.bias()));
    String title = "%s, predicted minus true %s:".formatted(rows, target);
    List<String> lines = new ArrayList<>(Paragraph.hanging("", title, width));
    grid.lines().forEach(line -> lines.add(" ".repeat(INDENT) + line));
    return lines;
  }

  private static List<String> confusion(Scores.OfClasses scores, String rows, int width) {
    if (scores.labels().size() > MOST_CLASSES_SHOWN) {
      return mostConfused(scores, rows, width);
    }
    for (int most = LONGEST_LABEL; most >= SHORTEST_LABEL; most -= LABEL_STEP) {
      List<String> matrix = matrix(scores, most);
      if (matrix.stream().allMatch(line -> Grid.width(line) <= width - INDENT)) {
        String title = "%s by true class (down) and predicted class (across):".formatted(rows);
        List<String> lines = new ArrayList<>(Paragraph.hanging("", title, width));
        matrix.forEach(line -> lines.add(" ".repeat(INDENT) + line));
        return lines;
      }
    }
    return mostConfused(scores, rows, width);
  }

  private static List<String> matrix(Scores.OfClasses scores, int longestLabel) {
    ClassificationScores detail = scores.detail();
    long[][] counts = detail.confusion();
    List<String> labels = shortened(scores.labels(), longestLabel);
    List<String> rowLabels = shortened(scores.labels(), Math.max(longestLabel, LEAST_OF_A_ROW));
    Grid grid = new Grid(1);
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(labels);
    head.addAll(List.of("recall", "precision"));
    grid.row(head);
    for (int actual = 0; actual < counts.length; actual++) {
      List<String> cells = new ArrayList<>(List.of(rowLabels.get(actual)));
      for (long count : counts[actual]) {
        cells.add(count == 0 ? "·" : Long.toString(count));
      }
      cells.add(String.format(Locale.ROOT, "%.3f", detail.recall(actual)));
      cells.add(String.format(Locale.ROOT, "%.3f", detail.precision(actual)));
      grid.row(cells);
    }
    return grid.lines();
  }

  private static List<String> shortened(List<String> labels, int longest) {
    return labels.stream().map(label -> Grid.shorten(label, longest)).toList();
  }

  private record Confusion(String actual, String predicted, long rows) {}

  private static List<String> mostConfused(Scores.OfClasses scores, String rows, int width) {
    List<String> labels = scores.labels();
    long[][] counts = scores.detail().confusion();
    List<Confusion> confusions = new ArrayList<>();
    for (int actual = 0; actual < counts.length; actual++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        if (actual != predicted && counts[actual][predicted] > 0) {
          confusions.add(
              new Confusion(labels.get(actual), labels.get(predicted), counts[actual][predicted]));
        }
      }
    }
    if (confusions.isEmpty()) {
      return List.of(
          "%s: each was given its true class, of %d classes.".formatted(rows, labels.size()));
    }
    confusions.sort(Comparator.comparingLong(Confusion::rows).reversed());
    List<String> lines = new ArrayList<>();
    lines.add("%s of %d classes; most often confused:".formatted(rows, labels.size()));
    confusions.stream()
        .limit(MOST_CONFUSIONS_SHOWN)
        .map(
            one ->
                "%s predicted as %s: %s"
                    .formatted(one.actual(), one.predicted(), Figures.count(one.rows(), "row")))
        .forEach(line -> lines.addAll(Paragraph.hanging(" ".repeat(INDENT), line, width)));
    return lines;
  }
}
