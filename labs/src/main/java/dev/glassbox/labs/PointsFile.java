package dev.glassbox.labs;

import dev.glassbox.data.Column;
import dev.glassbox.data.DataException;
import dev.glassbox.data.NumericColumn;
import dev.glassbox.data.Table;
import dev.glassbox.labs.LabelledPoints.Point;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Points of the user's own: a table with a header, or lines of `name label x y` or `index label x
/// y` with blanks between and no header.
public final class PointsFile {
  private static final Set<String> LABELS = Set.of("label", "class", "target");
  private static final Set<String> NAMES = Set.of("name", "index", "id");
  private static final int PLAIN_FIELDS = 4;

  private PointsFile() {}

  /// Reads points that each have one of two labels or more.
  ///
  /// @throws DataException if there is no such file, or it holds no such points
  public static LabelledPoints read(String source) {
    List<String[]> plain = plainRows(source);
    List<Row> rows = plain.isEmpty() ? ofTable(Table.read(source)) : ofLines(source, plain);
    List<String> labels = sorted(rows);
    if (labels.size() < 2) {
      throw new DataException(
          "%s: all points have the label %s; there must be two labels at least"
              .formatted(source, labels.getFirst()));
    }
    String xName = rows.getFirst().xName;
    String yName = rows.getFirst().yName;
    List<Point> points =
        rows.stream().map(r -> new Point(r.name, labels.indexOf(r.label), r.x, r.y)).toList();
    return new LabelledPoints(xName, yName, labels, points);
  }

  private record Row(String xName, String yName, String name, String label, double x, double y) {}

  /// Labels in the order of numbers if they are such, else of the alphabet.
  private static List<String> sorted(List<Row> rows) {
    Set<String> labels = new TreeSet<>();
    rows.forEach(row -> labels.add(row.label));
    boolean numeric = labels.stream().allMatch(label -> number(label).isPresent());
    return labels.stream()
        .sorted(
            numeric
                ? (a, b) -> Double.compare(number(a).orElseThrow(), number(b).orElseThrow())
                : String::compareTo)
        .toList();
  }

  /// The fields of each line if the file is plain, else nothing.
  private static List<String[]> plainRows(String source) {
    try {
      Path file = Path.of(source);
      if (!Files.isRegularFile(file)) {
        return List.of();
      }
      List<String[]> rows =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .map(line -> line.split("\\s+", -1))
              .toList();
      boolean isPlain =
          !rows.isEmpty()
              && rows.getFirst().length == PLAIN_FIELDS
              && number(rows.getFirst()[2]).isPresent()
              && number(rows.getFirst()[3]).isPresent();
      return isPlain ? rows : List.of();
    } catch (InvalidPathException | MalformedInputException noPlainText) {
      return List.of();
    } catch (IOException unreadable) {
      throw new DataException(
          "%s cannot be read: %s".formatted(source, unreadable.getMessage()), unreadable);
    }
  }

  private static List<Row> ofLines(String source, List<String[]> lines) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i);
      Optional<Double> x = fields.length == PLAIN_FIELDS ? number(fields[2]) : Optional.empty();
      Optional<Double> y = fields.length == PLAIN_FIELDS ? number(fields[3]) : Optional.empty();
      if (x.isEmpty() || y.isEmpty()) {
        throw new DataException(
            "%s, point %d: needs a name, a label and two numbers with blanks between, was '%s'"
                .formatted(source, i + 1, String.join(" ", fields)));
      }
      rows.add(new Row("x₁", "x₂", fields[0], fields[1], x.get(), y.get()));
    }
    return rows;
  }

  private static List<Row> ofTable(Table table) {
    Column label = labelOf(table);
    List<NumericColumn> numbers = new ArrayList<>();
    Optional<Column> names = Optional.empty();
    for (Column column : table.columns()) {
      if (NAMES.contains(column.name().toLowerCase(Locale.ROOT))) {
        names = Optional.of(column);
      } else if (column instanceof NumericColumn numeric && column != label) {
        numbers.add(numeric);
      }
    }
    if (numbers.size() != 2) {
      throw new DataException(
          "%s: needs two columns of numbers beside the label, %s, and has %d"
              .formatted(table.source(), label.name(), numbers.size()));
    }
    List<Row> rows = new ArrayList<>();
    NumericColumn xs = numbers.getFirst();
    NumericColumn ys = numbers.getLast();
    for (int row = 0; row < table.rows(); row++) {
      if (xs.isMissing(row) || ys.isMissing(row) || label.isMissing(row)) {
        continue;
      }
      int at = row;
      String name = names.map(column -> column.text(at)).orElse(Integer.toString(row + 1));
      rows.add(new Row(xs.name(), ys.name(), name, label.text(row), xs.value(row), ys.value(row)));
    }
    if (rows.isEmpty()) {
      throw new DataException(table.source() + ": no row has two numbers and a label");
    }
    return rows;
  }

  /// The column called label, class or target, else the last.
  private static Column labelOf(Table table) {
    return table.columns().stream()
        .filter(column -> LABELS.contains(column.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(table.columns().getLast());
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
