package dev.glassbox.studio.playground;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Feature;
import dev.glassbox.data.NearNames;
import dev.glassbox.data.Schema;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Table;
import dev.glassbox.data.Target;
import dev.glassbox.studio.screen.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A table of the user's own, named when the studio was started: the page chooses among its columns
/// and can name no other.
public final class OwnTable {
  /// More could not be told apart by colour and form.
  static final int MOST_CLASSES = 8;

  private final String source;
  private final Table table;
  private final Target target;
  private final List<String> columns;

  private OwnTable(String source, Table table, Target target, List<String> columns) {
    this.source = source;
    this.table = table;
    this.target = target;
    this.columns = List.copyOf(columns);
  }

  /// Reads a table whose rows can be points.
  ///
  /// @param source a file or query, as [Table#read(String)] takes it
  /// @param target the column to predict
  /// @throws DataException if there is no such table or column, the target has more than eight
  ///   classes, or there are too few columns of numbers or complete rows
  public static OwnTable read(String source, String target) {
    Table table = Table.read(source);
    Schema schema = Schema.infer(table, SchemaOptions.target(target));
    List<String> numeric =
        schema.features().stream()
            .filter(feature -> feature instanceof Feature.Numeric)
            .map(Feature::column)
            .toList();
    int needed = schema.target() instanceof Target.Classes ? 2 : 1;
    if (schema.target() instanceof Target.Classes classes
        && classes.labels().size() > MOST_CLASSES) {
      throw new DataException(
          ("column %s has %d classes, and the playground tells %d apart at most; choose another"
                  + " target, or fewer classes by a query such as \"from '%s' where …\"")
              .formatted(target, classes.labels().size(), MOST_CLASSES, source));
    }
    if (numeric.size() < needed) {
      throw new DataException(
          "%s has %s to learn %s from, and the playground needs %s; make them by a query"
              .formatted(
                  table.source(),
                  numeric.isEmpty()
                      ? "no column of numbers"
                      : "one column of numbers, " + numeric.getFirst() + ",",
                  target,
                  needed == 2 ? "two for classes" : "one or two"));
    }
    OwnTable own = new OwnTable(source, table, schema.target(), numeric);
    own.points(own.usual());
    return own;
  }

  /// The first two columns of numbers.
  List<String> usual() {
    return columns.subList(0, Math.min(2, columns.size()));
  }

  /// The table's rows as points of these columns.
  ///
  /// @throws DataException if a column is not there or cannot be used
  TablePoints points(List<String> chosen) {
    for (String name : chosen) {
      if (!columns.contains(name)) {
        throw new DataException(
            "%s has no column %s of numbers to learn from%s"
                .formatted(table.source(), name, NearNames.questionOrList(name, columns)));
      }
    }
    if (chosen.size() == 2 && chosen.getFirst().equals(chosen.getLast())) {
      throw new DataException(
          "column %s is given twice; choose another for one of them".formatted(chosen.getFirst()));
    }
    if (chosen.size() == 1 && target instanceof Target.Classes) {
      throw new DataException(
          "%s is one of some classes, for which two columns are needed; choose another column beside"
                  .formatted(target.column())
              + " "
              + chosen.getFirst());
    }
    return new TablePoints(this, chosen);
  }

  /// As it was named.
  String source() {
    return source;
  }

  Table table() {
    return table;
  }

  Target target() {
    return target;
  }

  /// What the page may choose.
  ObjectNode about() {
    ObjectNode about =
        Json.object()
            .put("source", table.source())
            .put("target", target.column())
            .put("rows", table.rows())
            .put("classes", target instanceof Target.Classes);
    about.set("columns", Json.texts(columns));
    return about;
  }
}
