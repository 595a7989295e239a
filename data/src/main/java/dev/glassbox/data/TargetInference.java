package dev.glassbox.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides what the target is: classes or a number.
final class TargetInference {
  private static final int FEWEST_ROWS = 10;
  private static final int MOST_CLASSES_OF_NUMBERS = 20;
  private static final int MOST_CLASSES = 10_000;
  private static final int ROWS_A_CLASS = 5;

  private final Table table;
  private final Column column;
  private final Counts counts;
  private final String name;

  private TargetInference(Table table, Column column) {
    this.table = table;
    this.column = column;
    this.counts = Counts.of(column);
    this.name = column.name();
  }

  /// Refuses options that name columns which are not there.
  static void check(Table table, SchemaOptions options) {
    Set<String> names = new TreeSet<>(table.names());
    if (!names.contains(options.target())) {
      throw new DataException(
          "%s has no column %s to predict%s"
              .formatted(
                  table.source(),
                  options.target(),
                  NearNames.questionOrList(options.target(), table.names())));
    }
    for (String ignored : new TreeSet<>(options.ignored())) {
      if (ignored.equals(options.target())) {
        throw new DataException(
            "column %s is both to be predicted and to be ignored; choose one".formatted(ignored));
      }
      if (!names.contains(ignored)) {
        throw new DataException(
            "%s has no column %s to ignore%s"
                .formatted(
                    table.source(), ignored, NearNames.questionOrList(ignored, table.names())));
      }
    }
  }

  /// The target; what the user should know besides is added to the notes.
  static Target infer(Table table, SchemaOptions options, List<String> notes) {
    Column column = table.column(options.target());
    TargetInference inference = new TargetInference(table, column);
    inference.refuseTooFewRows();
    inference.refuseInfinities();
    int missing = column.missing();
    if (missing > 0) {
      notes.add(
          "%d of %d rows are left out, as they have no %s"
              .formatted(missing, column.rows(), column.name()));
    }
    Task task = options.task().orElseGet(inference::task);
    return switch (task) {
      case CLASSIFY -> inference.classes(options.task().isPresent(), notes);
      case REGRESS -> inference.quantity(options.task().isPresent());
    };
  }

  private void refuseTooFewRows() {
    if (counts.total() == 0) {
      throw new DataException(
          "column %s holds no value in any row, so there is nothing to learn".formatted(name));
    }
    if (counts.total() < FEWEST_ROWS) {
      throw new DataException(
          "%s has %s with a known %s; at least %d are needed to train and to check"
              .formatted(
                  table.source(),
                  counts.total() == 1 ? "1 row" : counts.total() + " rows",
                  name,
                  FEWEST_ROWS));
    }
    if (column instanceof TemporalColumn) {
      throw new DataException(
          "column %s holds %s, which cannot be predicted; predict a number made of it by a query"
              .formatted(name, column.holds()));
    }
  }

  private void refuseInfinities() {
    if (column instanceof NumericColumn numbers) {
      for (int row = 0; row < numbers.rows(); row++) {
        if (Double.isInfinite(numbers.value(row))) {
          throw new DataException(
              "column %s holds %s in row %d; a target must be a finite number, or empty"
                  .formatted(name, numbers.text(row), row + 1));
        }
      }
    }
  }

  /// Whole numbers are classes if there are few and each comes often, as the digits 0 to 9 do.
  private Task task() {
    if (!(column instanceof NumericColumn numbers)) {
      return Task.CLASSIFY;
    }
    boolean few =
        counts.distinct() <= MOST_CLASSES_OF_NUMBERS
            && counts.average() >= ROWS_A_CLASS
            && counts.rarest() > 1;
    return counts.distinct() == 2 || (few && numbers.isWhole()) ? Task.CLASSIFY : Task.REGRESS;
  }

  private Target classes(boolean asked, List<String> notes) {
    refuseOneValue();
    refuseTooManyClasses();
    List<String> labels = counts.sorted(column instanceof NumericColumn);
    List<String> single = labels.stream().filter(label -> counts.of(label) == 1).toList();
    if (!single.isEmpty()) {
      notes.add(
          "only one row has %s %s: it is used for training, so how well it is predicted stays unknown"
              .formatted(name, NearNames.list(single)));
    }
    return new Target.Classes(name, labels, classesPlan(labels, asked));
  }

  private void refuseOneValue() {
    if (counts.distinct() == 1) {
      throw new DataException(
          "column %s holds only %s, in every row; there must be two values to tell apart"
              .formatted(name, counts.byText().keySet().iterator().next()));
    }
  }

  private void refuseTooManyClasses() {
    int classes = counts.distinct();
    boolean tooRare =
        (classes > MOST_CLASSES_OF_NUMBERS && counts.average() < ROWS_A_CLASS)
            || (classes > 2 && counts.average() < 2)
            || classes > MOST_CLASSES;
    if (!tooRare) {
      return;
    }
    String remedy =
        column instanceof NumericColumn
            ? "use --task regress to predict it as a number"
            : "group rare values by a query, or choose another target" + numbersSpoilt();
    throw new DataException(
        "column %s has %d distinct values in %d rows, too many to be classes; %s"
            .formatted(name, classes, counts.total(), remedy));
  }

  /// A hint where a few texts keep a column of numbers from being one.
  private String numbersSpoilt() {
    int numbers = 0;
    String spoiler = "";
    for (Map.Entry<String, Integer> entry : new TreeMap<>(counts.byText()).entrySet()) {
      if (Double.isNaN(Numbers.parse(entry.getKey(), '.'))) {
        spoiler = entry.getKey();
      } else {
        numbers += entry.getValue();
      }
    }
    return numbers > counts.total() / 2
        ? "; it would be numbers but for '%s'".formatted(spoiler)
        : "";
  }

  private String classesPlan(List<String> labels, boolean asked) {
    String classes =
        labels.size() <= 10
            ? "%d classes: %s".formatted(labels.size(), String.join(", ", labels))
            : "%d classes".formatted(labels.size());
    return column instanceof NumericColumn && !asked
        ? classes + " (whole numbers that come often; --task regress predicts a number instead)"
        : classes;
  }

  private Target quantity(boolean asked) {
    if (!(column instanceof NumericColumn numbers)) {
      throw new DataException(
          "column %s holds %s, such as '%s', and cannot be predicted as a number; use --task classify"
              .formatted(name, column.holds(), firstNotNumber()));
    }
    refuseOneValue();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < numbers.rows(); row++) {
      if (!numbers.isMissing(row)) {
        low = Math.min(low, numbers.value(row));
        high = Math.max(high, numbers.value(row));
      }
    }
    String range = "a number, from %s to %s".formatted(Numbers.text(low), Numbers.text(high));
    boolean doubtful = !asked && counts.distinct() <= MOST_CLASSES_OF_NUMBERS;
    return new Target.Quantity(
        name, doubtful ? range + " (--task classify predicts classes instead)" : range);
  }

  private String firstNotNumber() {
    for (int row = 0; row < column.rows(); row++) {
      String text = column.text(row);
      if (!column.isMissing(row) && Double.isNaN(Numbers.parse(text, '.'))) {
        return text;
      }
    }
    return column.text(0);
  }
}
