package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns one column into numbers, as fitted on training rows.
sealed interface ColumnEncoder {
  /// The column that it reads.
  String column();

  /// What the numbers it makes are called; empty for an embedded column.
  List<String> names();

  /// Writes the numbers of every row, where `values[row * width + offset]` is the first of a row.
  void encode(Table table, float[] values, int offset, int width);

  private static List<String> withIndicator(String column, List<String> names, boolean indicator) {
    List<String> all = new ArrayList<>(names);
    if (indicator) {
      all.add(column + " is missing");
    }
    return List.copyOf(all);
  }

  /// Scaled numbers; a missing one becomes the median, an infinite one the least or greatest of
  /// training.
  ///
  /// @param indicator whether a second number says, by 0 and 1, that the value is missing
  record Numeric(
      String column,
      Scaling scaling,
      double median,
      double least,
      double greatest,
      boolean indicator)
      implements ColumnEncoder {

    static Numeric fit(NumericColumn column, int[] rows) {
      double[] sorted = Scaling.sortedFinite(column, rows);
      boolean missing = Arrays.stream(rows).anyMatch(column::isMissing);
      if (sorted.length == 0) {
        return new Numeric(column.name(), Scaling.fit(sorted), 0, 0, 0, missing);
      }
      double median = Scaling.quantile(sorted, 0.5);
      double greatest = sorted[sorted.length - 1];
      return new Numeric(column.name(), Scaling.fit(sorted), median, sorted[0], greatest, missing);
    }

    @Override
    public List<String> names() {
      return withIndicator(column, List.of(column), indicator);
    }

    @Override
    public void encode(Table table, float[] values, int offset, int width) {
      NumericColumn numbers = Matching.numbers(table, column);
      for (int row = 0; row < numbers.rows(); row++) {
        double value = numbers.value(row);
        boolean missing = Double.isNaN(value);
        if (missing) {
          value = median;
        } else if (Double.isInfinite(value)) {
          value = value > 0 ? greatest : least;
        }
        values[row * width + offset] = scaling.apply(value);
        if (indicator) {
          values[row * width + offset + 1] = missing ? 1 : 0;
        }
      }
    }
  }

  /// −1 for false, 1 for true, 0 for missing.
  record Truth(String column, boolean indicator) implements ColumnEncoder {

    static Truth fit(BooleanColumn column, int[] rows) {
      return new Truth(column.name(), Arrays.stream(rows).anyMatch(column::isMissing));
    }

    @Override
    public List<String> names() {
      return withIndicator(column, List.of(column), indicator);
    }

    @Override
    public void encode(Table table, float[] values, int offset, int width) {
      BooleanColumn truth = Matching.truth(table, column);
      for (int row = 0; row < truth.rows(); row++) {
        boolean missing = truth.isMissing(row);
        values[row * width + offset] = missing ? 0 : truth.isTrue(row) ? 1 : -1;
        if (indicator) {
          values[row * width + offset + 1] = missing ? 1 : 0;
        }
      }
    }
  }

  /// A column of zeros and ones for each known level, then one for all other texts and one for
  /// missing cells, if training had such.
  record OneHot(Vocabulary vocabulary) implements ColumnEncoder {

    @Override
    public String column() {
      return vocabulary.column();
    }

    @Override
    public List<String> names() {
      List<String> names = new ArrayList<>();
      vocabulary.levels().forEach(level -> names.add(column() + " = " + level));
      if (vocabulary.others()) {
        names.add(column() + " = (other)");
      }
      return withIndicator(column(), names, vocabulary.gaps());
    }

    @Override
    public void encode(Table table, float[] values, int offset, int width) {
      int[] places = vocabulary.places(Matching.text(table, column()));
      for (int row = 0; row < places.length; row++) {
        // A text that is new, where training had no others, is none of the levels.
        if (places[row] >= 0) {
          values[row * width + offset + places[row]] = 1;
        }
      }
    }
  }

  /// A code for each level, from which a network looks up a vector.
  record Embedded(Vocabulary vocabulary) implements ColumnEncoder {

    @Override
    public String column() {
      return vocabulary.column();
    }

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public void encode(Table table, float[] values, int offset, int width) {}

    Embedding embedding() {
      return new Embedding(column(), vocabulary.size(), vocabulary.levels().size());
    }

    /// The code of every row, below [Vocabulary#size()].
    int[] codes(Table table) {
      return vocabulary.places(Matching.text(table, column()));
    }
  }

  /// The year scaled, and the sine and cosine of every part that goes round; 0 where the time is
  /// missing.
  record Temporal(
      String column,
      TemporalColumn.Kind kind,
      List<TimePart> parts,
      Scaling.Standard year,
      boolean indicator)
      implements ColumnEncoder {

    static Temporal fit(Feature.Temporal feature, TemporalColumn column, int[] rows) {
      double[] years =
          Arrays.stream(rows)
              .filter(row -> !column.isMissing(row) && feature.parts().contains(TimePart.YEAR))
              .mapToDouble(row -> TimePart.YEAR.of(column.kind(), column.value(row)))
              .toArray();
      double mean = Arrays.stream(years).average().orElse(0);
      double variance = Arrays.stream(years).map(y -> (y - mean) * (y - mean)).average().orElse(1);
      Scaling.Standard year = new Scaling.Standard(mean, variance > 0 ? Math.sqrt(variance) : 1);
      boolean missing = Arrays.stream(rows).anyMatch(column::isMissing);
      return new Temporal(column.name(), column.kind(), feature.parts(), year, missing);
    }

    @Override
    public List<String> names() {
      List<String> names = new ArrayList<>();
      for (TimePart part : parts) {
        String name = column + " " + part.label();
        names.addAll(
            part.period() == 0 ? List.of(name) : List.of(name + " (sine)", name + " (cosine)"));
      }
      return withIndicator(column, names, indicator);
    }

    @Override
    public void encode(Table table, float[] values, int offset, int width) {
      TemporalColumn times = Matching.times(table, column, kind);
      for (int row = 0; row < times.rows(); row++) {
        int at = row * width + offset;
        boolean missing = times.isMissing(row);
        for (TimePart part : parts) {
          double value = missing ? 0 : part.of(kind, times.value(row));
          if (part.period() == 0) {
            values[at++] = missing ? 0 : year.apply(value);
          } else {
            double angle = 2 * Math.PI * value / part.period();
            values[at++] = missing ? 0 : (float) StrictMath.sin(angle);
            values[at++] = missing ? 0 : (float) StrictMath.cos(angle);
          }
        }
        if (indicator) {
          values[at] = missing ? 1 : 0;
        }
      }
    }
  }
}
