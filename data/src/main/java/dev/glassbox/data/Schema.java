package dev.glassbox.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How the columns of a table are understood: which one is predicted, and what each other is good
/// for.
///
/// {@snippet :
/// Table table = Table.read("data/penguins.csv");
/// Schema schema = Schema.infer(table, SchemaOptions.target("species"));
/// schema.features().forEach(feature -> IO.println(feature.column() + ": " + feature.plan()));
/// Table usable = table.select(schema.usableRows(table));
/// }
///
/// The rules. Numbers are scaled, however few distinct ones there are. Text of at most 32 levels
/// becomes one-hot columns; text of more levels, on average in four rows or more each, becomes a
/// learnt vector. Left out, with the reason said: columns with one value or none, text that is
/// nearly always different (identifiers and free text), text whose levels are too rare to learn
/// from, and whole numbers that only count the rows, which takes both a name like `id` or `index`
/// and a number for every row.
///
/// @param target the column to predict
/// @param features what is done with every other column, in the order of the table
/// @param notes what else the user should know, a line each: rows without target, classes with one
///   row
public record Schema(Target target, List<Feature> features, List<String> notes) {
  /// Copies the lists.
  public Schema {
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /// Understands a table.
  ///
  /// @throws DataException if the target is absent or unfit for the task, an ignored column is not
  ///   there, there are too few rows, or no column is left to predict from
  public static Schema infer(Table table, SchemaOptions options) {
    Schema bare = ofTarget(table, options);
    return bare.withFeatures(table, bare.usableRows(table), options);
  }

  /// Understands the target alone, by every row that has it: it decides how rows are shared out, so
  /// that it must be known before any are held out.
  ///
  /// @throws DataException if the target is absent or unfit for the task, an ignored column is not
  ///   there, or there are too few rows
  static Schema ofTarget(Table table, SchemaOptions options) {
    List<String> notes = new ArrayList<>();
    TargetInference.check(table, options);
    Target target = TargetInference.infer(table, options, notes);
    return new Schema(target, List.of(), notes);
  }

  /// This schema with the other columns understood by these rows alone: what any other row holds
  /// makes no difference.
  ///
  /// @throws DataException if no column is left to predict from
  Schema withFeatures(Table table, int[] rows, SchemaOptions options) {
    List<Feature> inferred = new ArrayList<>();
    for (Column column : table.columns()) {
      if (!column.name().equals(target.column())) {
        inferred.add(
            options.ignored().contains(column.name())
                ? new Feature.LeftOut(column.name(), "left out as you asked")
                : FeatureInference.infer(column.select(rows)));
      }
    }
    if (inferred.stream().noneMatch(Feature::isUsed)) {
      throw new DataException(nothingLeft(target, inferred));
    }
    return new Schema(target, inferred, notes);
  }

  private static String nothingLeft(Target target, List<Feature> features) {
    List<String> reasons =
        features.stream().map(feature -> feature.column() + " (" + feature.plan() + ")").toList();
    return "no column is left to predict %s from%s"
        .formatted(target.column(), reasons.isEmpty() ? "" : ": " + NearNames.list(reasons));
  }

  /// The columns that are used, in the order of the table.
  public List<Feature> used() {
    return features.stream().filter(Feature::isUsed).toList();
  }

  /// The numbers of the rows, from 0, whose target is known.
  ///
  /// @throws DataException if the table has no such column
  public int[] usableRows(Table table) {
    Column column = table.column(target.column());
    int[] rows = new int[column.rows() - column.missing()];
    int count = 0;
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        rows[count++] = row;
      }
    }
    return rows;
  }

  /// The class of every row, as its place among the labels of the target.
  ///
  /// @throws DataException if a row has no class, or one that is not among the labels
  /// @throws IllegalStateException if the target is a number
  public int[] classes(Table table) {
    if (!(target instanceof Target.Classes known)) {
      throw new IllegalStateException(target.column() + " is a number, not a class");
    }
    Map<String, Integer> places = new HashMap<>();
    known.labels().forEach(label -> places.put(label, places.size()));
    Column column = Matching.column(table, known.column());
    int[] classes = new int[table.rows()];
    for (int row = 0; row < classes.length; row++) {
      String text = column.text(row);
      Integer place = places.get(text);
      if (place == null) {
        String what =
            column.isMissing(row) ? "no value" : "'" + text + "', which is no known class";
        throw new DataException(
            "%s, row %d: column %s holds %s; the classes are %s"
                .formatted(
                    table.source(), row + 1, column.name(), what, NearNames.list(known.labels())));
      }
      classes[row] = place;
    }
    return classes;
  }

  /// The target of every row, in its own unit.
  ///
  /// @throws DataException if a row has none, or it is not finite
  /// @throws IllegalStateException if the target is a class
  public double[] quantities(Table table) {
    if (!(target instanceof Target.Quantity)) {
      throw new IllegalStateException(target.column() + " is a class, not a number");
    }
    double[] values = Matching.numbers(table, target.column()).values();
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new DataException(
            "%s, row %d: column %s holds no finite number"
                .formatted(table.source(), row + 1, target.column()));
      }
    }
    return values;
  }

  /// The schema as JSON, for a model file.
  public ObjectNode toJson() {
    return SchemaJson.write(this);
  }

  /// The schema that [#toJson()] wrote; every part is checked.
  ///
  /// @throws DataException if it is not one
  public static Schema fromJson(JsonNode json) {
    return SchemaJson.read(json);
  }
}
