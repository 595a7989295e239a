package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides what one column is good for.
final class FeatureInference {
  private static final int MOST_ONE_HOT = 32;
  private static final int ROWS_A_LEVEL = 4;
  private static final int FEWEST_TO_JUDGE = 10;
  private static final double NEARLY_ALL = 0.9;
  private static final int FREE_TEXT_LENGTH = 25;

  private static final Set<String> IDENTIFIER_WORDS =
      Set.of("id", "uid", "uuid", "guid", "rowid", "identifier");
  private static final Set<String> COUNTER_NAMES =
      Set.of("index", "idx", "row", "rownum", "no", "nr", "number", "key", "unnamed");

  private FeatureInference() {}

  /// What to do with a column, looking only at rows whose target is known.
  static Feature infer(Column column) {
    String name = column.name();
    int missing = column.missing();
    if (missing == column.rows()) {
      return new Feature.LeftOut(name, "left out: every value is missing");
    }
    String gaps = missing == 0 ? "" : ", %d missing".formatted(missing);
    return switch (column) {
      case NumericColumn numbers -> numeric(numbers, gaps);
      case TextColumn text -> text(text, gaps);
      case BooleanColumn truth -> truth(truth, gaps);
      case TemporalColumn times -> temporal(times, gaps);
    };
  }

  private static Feature numeric(NumericColumn column, String gaps) {
    if (gaps.isEmpty() && isConstant(column)) {
      return constant(column.name(), Numbers.text(column.value(0)));
    }
    if (gaps.isEmpty() && isIdentifier(column)) {
      return new Feature.LeftOut(
          column.name(),
          "left out: a different whole number in every row, which only names the row");
    }
    return new Feature.Numeric(column.name(), "numbers" + gaps + ", scaled");
  }

  private static boolean isConstant(NumericColumn column) {
    for (int row = 1; row < column.rows(); row++) {
      if (column.value(row) != column.value(0)) {
        return false;
      }
    }
    return true;
  }

  private static Feature constant(String name, String value) {
    return new Feature.LeftOut(name, "left out: it is %s in every row".formatted(value));
  }

  private static boolean isIdentifier(NumericColumn column) {
    Set<String> words = words(column.name());
    boolean identifier = words.stream().anyMatch(IDENTIFIER_WORDS::contains);
    boolean counter = words.stream().allMatch(COUNTER_NAMES::contains);
    if (column.rows() < FEWEST_TO_JUDGE || (!identifier && !counter) || !column.isWhole()) {
      return false;
    }
    double[] sorted = column.values();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return false;
      }
    }
    // A counter has hardly any holes; rows without target may have made some.
    return identifier || sorted[sorted.length - 1] - sorted[0] < 2.0 * sorted.length;
  }

  /// The words of a name, without figures: `passengerId`, `passenger_id` and `Passenger ID 2` give
  /// the same.
  private static Set<String> words(String name) {
    String apart = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
    return Arrays.stream(apart.split("[^\\p{L}]+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Feature text(TextColumn column, String gaps) {
    Counts counts = Counts.of(column);
    String name = column.name();
    int levels = counts.distinct();
    if (levels == 1 && gaps.isEmpty()) {
      return constant(name, counts.byText().keySet().iterator().next());
    }
    if (levels >= FEWEST_TO_JUDGE && levels > NEARLY_ALL * counts.total()) {
      return new Feature.LeftOut(name, nearlyAllDistinct(counts) + dateHint(counts));
    }
    if (levels <= MOST_ONE_HOT) {
      return new Feature.OneHot(
          name,
          "%s%s, one column each".formatted(levels == 1 ? "1 text" : levels + " texts", gaps));
    }
    if (counts.average() >= ROWS_A_LEVEL) {
      return new Feature.Embedded(name, "%d texts%s, a learnt vector each".formatted(levels, gaps));
    }
    return new Feature.LeftOut(
        name,
        "left out: %d texts in %d rows, too rare each to learn from%s"
            .formatted(levels, counts.total(), dateHint(counts)));
  }

  private static String nearlyAllDistinct(Counts counts) {
    double length = counts.byText().keySet().stream().mapToInt(String::length).average().orElse(0);
    String what = length > FREE_TEXT_LENGTH ? "free text" : "an identifier";
    return "left out: %s, with %d different values in %d rows"
        .formatted(what, counts.distinct(), counts.total());
  }

  private static String dateHint(Counts counts) {
    long dates = counts.byText().keySet().stream().filter(Times::looksLikeDate).count();
    return dates > NEARLY_ALL * counts.distinct()
        ? "; if these are dates, write them as 2026-05-01"
        : "";
  }

  private static Feature truth(BooleanColumn column, String gaps) {
    int trues = 0;
    for (int row = 0; row < column.rows(); row++) {
      trues += column.isTrue(row) ? 1 : 0;
    }
    if (gaps.isEmpty() && (trues == 0 || trues == column.rows())) {
      return constant(column.name(), trues == 0 ? "false" : "true");
    }
    return new Feature.Truth(column.name(), "true or false" + gaps + ", as 1 and -1");
  }

  private static Feature temporal(TemporalColumn column, String gaps) {
    List<TimePart> parts = new ArrayList<>();
    for (TimePart part : TimePart.values()) {
      if (part.isPartOf(column.kind()) && varies(column, part)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return gaps.isEmpty()
          ? constant(column.name(), column.text(0))
          : new Feature.LeftOut(column.name(), "left out: it is always the same" + gaps);
    }
    String used = parts.stream().map(TimePart::label).collect(Collectors.joining(", "));
    return new Feature.Temporal(
        column.name(), column.kind(), parts, "%s%s, as %s".formatted(column.holds(), gaps, used));
  }

  private static boolean varies(TemporalColumn column, TimePart part) {
    double first = Double.NaN;
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        double value = part.of(column.kind(), column.value(row));
        if (!Double.isNaN(first) && value != first) {
          return true;
        }
        first = value;
      }
    }
    return false;
  }
}
