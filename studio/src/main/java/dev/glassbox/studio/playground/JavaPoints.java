package dev.glassbox.studio.playground;

import dev.glassbox.data.Generator;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The part of a program that has the points: it makes them, reads them from the table, or has them
/// written out where the user changed some.
final class JavaPoints {
  // A constant of a class file holds 65,535 bytes.
  private static final int MOST_LINES = 500;

  private final Settings settings;
  private final Source data;
  private final PlanePoints points;
  private final boolean asMade;

  JavaPoints(Run run) {
    settings = run.settings();
    data = settings.data();
    points = run.points();
    asMade = settings.added().isEmpty() && settings.removed().isEmpty();
  }

  /// Whether the program needs the package of tables.
  boolean readsTables() {
    return asMade && (generator() != null || data instanceof TablePoints);
  }

  private @Nullable Generator generator() {
    return data instanceof Dataset made ? made.generator() : null;
  }

  /// What makes `training` and `test`.
  ///
  /// @throws MistakeException if the table came from where a program finds it no more
  String statements() {
    if (asMade && data instanceof TablePoints rows) {
      return ofTable(rows);
    }
    Generator generator = asMade ? generator() : null;
    return generator == null
        ? """
            rng.split(); // made the points
            rng.split(); // and parted them
            Examples training = examples(TRAINING);
            Examples test = examples(TEST);
        """
        : generated(generator);
  }

  /// What the class needs besides.
  String members() {
    if (asMade && data instanceof TablePoints rows) {
      return tableMembers(rows);
    }
    return asMade && generator() != null ? "" : constants();
  }

  private boolean hasIndices() {
    return data.classes() > 2;
  }

  private String type() {
    return hasIndices() ? "long" : "float";
  }

  private String labels() {
    return data.labels().stream().map(JavaPoints::quoted).collect(Collectors.joining(", "));
  }

  private String generated(Generator generator) {
    int inputs = data.inputs();
    String target =
        data.classes() > 0
            ? "labels.indexOf(table.text(row, \"class\"))"
            : "(float) ((NumericColumn) table.column(\"value\")).value(row)";
    String columns =
        IntStream.range(0, inputs)
            .mapToObj(
                i ->
                    "      inputs[%s] = (float) ((NumericColumn) table.column(\"%s\")).value(row);\n"
                        .formatted(at(i), i == 0 ? "x" : "y"))
            .collect(Collectors.joining());
    return """
        Table table = Generator.named("%s").generate(%d, %s, rng.split());
    %s    float[] inputs = new float[%s * table.rows()];
        %s[] targets = new %s[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
    %s      targets[row] = %s;
        }
    %s\
    """
        .formatted(
            generator.title(),
            settings.points(),
            settings.noise(),
            data.classes() > 0
                ? "    List<String> labels = List.of(%s);\n".formatted(labels())
                : "",
            inputs,
            type(),
            type(),
            columns,
            target,
            parted("table"));
  }

  private String at(int column) {
    int inputs = data.inputs();
    return inputs == 1 ? "row" : column == 0 ? "2 * row" : "2 * row + 1";
  }

  /// Random rows for the test, the others to train on.
  private String parted(String table) {
    int count = points.training().size() + points.test().size();
    int tested = points.test().size();
    return """
        Examples all =
            new Examples(
                Tensor.of(Shape.of(%1$s.rows(), %2$d), inputs),
                Tensor.of(Shape.of(%1$s.rows()), targets));
        int[] order = rng.split().permutation(%1$s.rows());
        Examples test = all.rows(Arrays.copyOfRange(order, 0, %3$d));
        Examples training = all.rows(Arrays.copyOfRange(order, %3$d, %4$d));
    """
        .formatted(table, data.inputs(), tested, count);
  }

  private String ofTable(TablePoints rows) {
    if (rows.own().source().equals("-")) {
      throw new MistakeException(
          "a program cannot read the table from standard input again; start the studio with a"
              + " file");
    }
    int count = points.training().size() + points.test().size();
    String columns =
        IntStream.range(0, rows.inputs())
            .mapToObj(i -> "      inputs[%s] = (float) x%d[drawn[row]];\n".formatted(at(i), i + 1))
            .collect(Collectors.joining());
    String standardised =
        IntStream.range(0, rows.inputs())
            .mapToObj(
                i ->
                    "    double[] x%d = standardised(table, %s);\n"
                        .formatted(i + 1, quoted(rows.columns().get(i))))
            .collect(Collectors.joining());
    String target = quoted(rows.own().target().column());
    return """
        Table whole = Table.read(%s);
        Table table =
            whole.select(
                IntStream.range(0, whole.rows()).filter(row -> isComplete(whole, row)).toArray());
    %s%s    // All complete rows, or as many of them as the playground has drawn.
        Rng drawing = rng.split();
        int[] drawn =
            %d < table.rows()
                ? Arrays.copyOf(drawing.permutation(table.rows()), %d)
                : IntStream.range(0, table.rows()).toArray();
        Table rows = table.select(drawn);
        float[] inputs = new float[%d * rows.rows()];
        %s[] targets = new %s[rows.rows()];
        for (int row = 0; row < rows.rows(); row++) {
    %s      targets[row] = %s;
        }
    %s\
    """
        .formatted(
            quoted(rows.own().source()),
            standardised,
            rows.classes() > 0
                ? "    List<String> labels = List.of(%s);\n".formatted(labels())
                : "    double[] target = standardised(table, %s);\n".formatted(target),
            count,
            count,
            rows.inputs(),
            type(),
            type(),
            columns,
            rows.classes() > 0
                ? "labels.indexOf(rows.column(%s).text(row))".formatted(target)
                : "(float) target[drawn[row]]",
            parted("rows"));
  }

  private static String tableMembers(TablePoints rows) {
    List<String> columns = new ArrayList<>(rows.columns());
    columns.add(rows.own().target().column());
    return """

      /// The numbers of a column, with the mean 0 and the standard deviation 1.
      static double[] standardised(Table table, String name) {
        double[] values = ((NumericColumn) table.column(name)).values();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
            Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
        double deviation = Math.sqrt(variance);
        return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
      }

      static boolean isComplete(Table table, int row) {
        return Stream.of(%s)
            .map(table::column)
            .allMatch(
                column ->
                    column instanceof NumericColumn numbers
                        ? Double.isFinite(numbers.value(row))
                        : !column.isMissing(row));
      }
    """
        .formatted(columns.stream().map(JavaPoints::quoted).collect(Collectors.joining(", ")));
  }

  private String constants() {
    int inputs = data.inputs();
    String parsed = hasIndices() ? "Long.parseLong(numbers[%d])" : "Float.parseFloat(numbers[%d])";
    String columns =
        IntStream.range(0, inputs)
            .mapToObj(
                i -> "      inputs[%s] = Float.parseFloat(numbers[%d]);\n".formatted(at(i), i))
            .collect(Collectors.joining());
    return """

      static Examples examples(String lines) {
        List<String> rows = lines.lines().toList();
        float[] inputs = new float[%s * rows.size()];
        %s[] targets = new %s[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
          String[] numbers = rows.get(row).split(" ");
    %s      targets[row] = %s;
        }
        return new Examples(
            Tensor.of(Shape.of(rows.size(), %d), inputs), Tensor.of(Shape.of(rows.size()), targets));
      }

      /// %s and what is to be learnt.
      static final String TRAINING =
          %s;

      static final String TEST =
          %s;
    """
        .formatted(
            inputs,
            type(),
            type(),
            columns,
            parsed.formatted(inputs),
            inputs,
            inputs == 1 ? "x" : "x, y",
            lines(points.training()),
            lines(points.test()));
  }

  private String lines(List<Point> some) {
    List<String> blocks = new ArrayList<>();
    for (int from = 0; from == 0 || from < some.size(); from += MOST_LINES) {
      blocks.add(
          some.subList(from, Math.min(some.size(), from + MOST_LINES)).stream()
              .map(this::line)
              .collect(Collectors.joining("", "\"\"\"\n", "      \"\"\"")));
    }
    // Joined when the program runs: constants that are added make one constant.
    return blocks.size() == 1
        ? blocks.getFirst()
        : "String.join(\"\", " + String.join(",\n      ", blocks) + ")";
  }

  private String line(Point point) {
    return "      %s%s %s\n"
        .formatted(
            (float) point.x(),
            data.inputs() == 1 ? "" : " " + (float) point.y(),
            hasIndices() ? (long) point.target() : (Object) (float) point.target());
  }

  /// A text as a literal.
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
              } else if (c < ' ') {
                literal.append("\\%03o".formatted(c));
              } else {
                literal.append((char) c);
              }
            });
    return literal.append('"').toString();
  }
}
