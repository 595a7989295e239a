package dev.glassbox.studio.playground;

import dev.glassbox.data.Column;
import dev.glassbox.data.DataException;
import dev.glassbox.data.NumericColumn;
import dev.glassbox.data.Table;
import dev.glassbox.data.Target;
import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows of a table as points: one or two columns of numbers, and the target.
///
/// Each number is standardised by the mean and the standard deviation of all complete rows, so that
/// a point stays where it is, whatever part of them is drawn or kept for tests.
final class TablePoints implements Source {
  private static final int FEWEST = 10;
  private static final double MARGIN = 1.05;
  private static final double LEAST_SIDE = 1;
  private static final double MOST_SIDE = 20;

  private final OwnTable own;
  private final List<String> columns;
  private final Table rows;
  private final List<Axis> axes;
  private final Axis value;
  private final double side;

  /// @throws DataException if too few rows are complete, or a number is the same in all of them
  TablePoints(OwnTable own, List<String> columns) {
    this.own = own;
    this.columns = List.copyOf(columns);
    Table table = own.table();
    rows =
        table.select(
            IntStream.range(0, table.rows()).filter(row -> isComplete(table, row)).toArray());
    if (rows.rows() < FEWEST) {
      throw new DataException(
          "%s: %d of %,d rows have %s; the playground needs %d at least, so choose other columns"
              .formatted(
                  table.source(),
                  rows.rows(),
                  table.rows(),
                  String.join(", ", used().toList()),
                  FEWEST));
    }
    axes = columns.stream().map(this::standard).toList();
    value = classes() > 0 ? Axis.plain(target()) : standard(target());
    side =
        Math.clamp(
            MARGIN
                * axes.stream()
                    .flatMapToDouble(
                        axis ->
                            Arrays.stream(numbers(axis.name()))
                                .map(number -> Math.abs(axis.number(number))))
                    .max()
                    .orElse(LEAST_SIDE),
            LEAST_SIDE,
            MOST_SIDE);
  }

  private String target() {
    return own.target().column();
  }

  private Stream<String> used() {
    return Stream.concat(columns.stream(), Stream.of(target()));
  }

  private boolean isComplete(Table table, int row) {
    return used()
        .map(table::column)
        .allMatch(
            column ->
                column instanceof NumericColumn numbers
                    ? Double.isFinite(numbers.value(row))
                    : !column.isMissing(row));
  }

  private double[] numbers(String name) {
    return ((NumericColumn) rows.column(name)).values();
  }

  private Axis standard(String name) {
    Axis axis = Axis.standard(name, numbers(name));
    if (!axis.isUsable()) {
      throw new DataException(
          "%s: column %s cannot be standardised over the %,d complete rows: %s; choose another"
              .formatted(
                  rows.source(),
                  name,
                  rows.rows(),
                  axis.scale() == 0
                      ? "it is %s in each".formatted(rows.text(0, name))
                      : "its numbers are too large"));
    }
    return axis;
  }

  OwnTable own() {
    return own;
  }

  List<String> columns() {
    return columns;
  }

  /// How many rows have all of the columns.
  int complete() {
    return rows.rows();
  }

  @Override
  public String title() {
    return "own";
  }

  @Override
  public int inputs() {
    return columns.size();
  }

  @Override
  public int classes() {
    return labels().size();
  }

  @Override
  public List<String> labels() {
    return own.target() instanceof Target.Classes classes ? classes.labels() : List.of();
  }

  @Override
  public double side() {
    return side;
  }

  @Override
  public List<Axis> axes() {
    return axes;
  }

  @Override
  public Axis value() {
    return value;
  }

  @Override
  public double defaultNoise() {
    return 0;
  }

  @Override
  public List<Point> points(int count, double noise, Rng rng) {
    int[] chosen =
        count < rows.rows()
            ? Arrays.copyOf(rng.permutation(rows.rows()), count)
            : IntStream.range(0, rows.rows()).toArray();
    Table drawn = rows.select(chosen);
    Column target = drawn.column(target());
    List<String> labels = labels();
    return IntStream.range(0, drawn.rows())
        .mapToObj(
            row ->
                new Point(
                    number(drawn, 0, row),
                    inputs() > 1 ? number(drawn, 1, row) : 0,
                    target instanceof NumericColumn numbers && labels.isEmpty()
                        ? value.number(numbers.value(row))
                        : labels.indexOf(target.text(row))))
        .toList();
  }

  private double number(Table table, int axis, int row) {
    return axes.get(axis).number(((NumericColumn) table.column(columns.get(axis))).value(row));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TablePoints points
        && points.own == own
        && points.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }
}
