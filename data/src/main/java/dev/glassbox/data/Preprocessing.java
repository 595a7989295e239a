package dev.glassbox.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the rows of a table into numbers for a network, in the way that was fitted on training
/// rows.
///
/// {@snippet :
/// Preprocessing preprocessing = Preprocessing.fit(table, split.train(), schema);
/// Encoded train = preprocessing.encode(table.select(split.train()));
/// int[] classes = preprocessing.classes(table.select(split.train()));
/// }
///
/// Numbers are standardised; where a tail is heavy they are scaled by median and interquartile
/// range and clipped smoothly at ±3. A missing number becomes the median, and where training had
/// missing ones a column of zeros and ones says so. Texts become one column each or a code; rare
/// and new ones share a place. True and false are 1 and −1. Of a time the parts that differ are
/// taken.
///
/// It does not change, and any number of threads may use it.
public final class Preprocessing {
  private final Schema schema;
  private final List<ColumnEncoder> encoders;
  private final Optional<TargetScale> targetScale;
  private final List<String> names;

  Preprocessing(Schema schema, List<ColumnEncoder> encoders, Optional<TargetScale> targetScale) {
    this.schema = schema;
    this.encoders = List.copyOf(encoders);
    this.targetScale = targetScale;
    this.names = encoders.stream().flatMap(encoder -> encoder.names().stream()).toList();
  }

  /// Fits on these rows of a table; other rows are not looked at.
  ///
  /// @throws DataException if a column of the schema is absent or of another kind
  public static Preprocessing fit(Table table, int[] rows, Schema schema) {
    if (rows.length == 0) {
      throw new DataException("there are no rows to fit the preprocessing on");
    }
    List<ColumnEncoder> encoders =
        schema.used().stream().parallel().map(feature -> fit(table, rows, feature)).toList();
    Optional<TargetScale> scale =
        switch (schema.target()) {
          case Target.Classes _ -> Optional.empty();
          case Target.Quantity target ->
              Optional.of(TargetScale.fit(Matching.numbers(table, target.column()), rows));
        };
    return new Preprocessing(schema, encoders, scale);
  }

  private static ColumnEncoder fit(Table table, int[] rows, Feature feature) {
    String column = feature.column();
    return switch (feature) {
      case Feature.Numeric _ -> ColumnEncoder.Numeric.fit(Matching.numbers(table, column), rows);
      case Feature.Truth _ -> ColumnEncoder.Truth.fit(Matching.truth(table, column), rows);
      case Feature.OneHot _ ->
          new ColumnEncoder.OneHot(Vocabulary.fit(Matching.text(table, column), rows, false));
      case Feature.Embedded _ ->
          new ColumnEncoder.Embedded(Vocabulary.fit(Matching.text(table, column), rows, true));
      case Feature.Temporal times ->
          ColumnEncoder.Temporal.fit(times, Matching.times(table, column, times.kind()), rows);
      case Feature.LeftOut _ -> throw new IllegalArgumentException(column + " is left out");
    };
  }

  /// The schema it was fitted with.
  public Schema schema() {
    return schema;
  }

  /// What each number of a row is: `body_mass_g`, `body_mass_g is missing`, `island = Biscoe`, …
  public List<String> names() {
    return names;
  }

  /// The columns whose texts become codes, in the order of [Encoded#codes(int)].
  public List<Embedding> embeddings() {
    return embedded().stream().map(ColumnEncoder.Embedded::embedding).toList();
  }

  private List<ColumnEncoder.Embedded> embedded() {
    List<ColumnEncoder.Embedded> embedded = new ArrayList<>();
    for (ColumnEncoder encoder : encoders) {
      if (encoder instanceof ColumnEncoder.Embedded one) {
        embedded.add(one);
      }
    }
    return embedded;
  }

  List<ColumnEncoder> encoders() {
    return encoders;
  }

  /// The rows of a table as numbers. Its columns may stand in any order, the target may be absent,
  /// and columns that the model does not know are passed over.
  ///
  /// @throws DataException if a column is absent, or holds a value of another kind than in training
  public Encoded encode(Table table) {
    int width = names.size();
    if ((long) width * table.rows() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: %d rows of %d numbers are more than one array holds; encode fewer rows at a time"
              .formatted(table.source(), table.rows(), width));
    }
    float[] values = new float[width * table.rows()];
    int[] offsets = new int[encoders.size() + 1];
    for (int i = 0; i < encoders.size(); i++) {
      offsets[i + 1] = offsets[i] + encoders.get(i).names().size();
    }
    encoders.forEach(encoder -> Matching.column(table, encoder.column()));
    IntStream.range(0, encoders.size())
        .parallel()
        .forEach(i -> encoders.get(i).encode(table, values, offsets[i], width));
    int[][] codes = embedded().stream().map(encoder -> encoder.codes(table)).toArray(int[][]::new);
    return new Encoded(table.rows(), width, values, codes);
  }

  /// How the target is standardised, if it is a number.
  public Optional<TargetScale> targetScale() {
    return targetScale;
  }

  /// The class of every row, as [Schema#classes(Table)].
  public int[] classes(Table table) {
    return schema.classes(table);
  }

  /// The target of every row, as [Schema#quantities(Table)]; [TargetScale#scale(double)]
  /// standardises it.
  public double[] quantities(Table table) {
    return schema.quantities(table);
  }

  /// The preprocessing and its schema as JSON, for a model file.
  public ObjectNode toJson() {
    return PreprocessingJson.write(this);
  }

  /// The preprocessing that [#toJson()] wrote; every part is checked.
  ///
  /// @throws DataException if it is not one
  public static Preprocessing fromJson(JsonNode json) {
    return PreprocessingJson.read(json);
  }

  @Override
  public String toString() {
    return "Preprocessing of %s into %d numbers"
        .formatted(
            Arrays.toString(encoders.stream().map(ColumnEncoder::column).toArray()), names.size());
  }
}
