package dev.glassbox.data;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import dev.glassbox.train.Predicting;
import dev.glassbox.train.RegressionScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A trained network together with all that is needed to use it on new rows.
///
/// {@snippet :
/// TableModel model = TableModel.load(Path.of("model.safetensors"));
/// Table rows = Table.read("new-penguins.csv");
/// model.addTo(rows, false).writeCsv(Path.of("answers.csv"));
/// Scores scores = model.evaluate(Table.read("data/penguins.csv"));
/// }
///
/// It does not change, and any number of threads may predict with it at once.
///
/// @param preprocessing how a table becomes numbers, with the schema
/// @param design the plan of the network
/// @param network the network
/// @param provenance where the model came from
public record TableModel(
    Preprocessing preprocessing, NetworkDesign design, Layer network, Provenance provenance) {

  /// How the columns are understood.
  public Schema schema() {
    return preprocessing.schema();
  }

  /// Predicts every row. The columns may stand in any order; the target may be absent.
  ///
  /// @throws DataException if a column is absent, or holds a value of another kind than in training
  public Prediction predict(Table table) {
    Tensor outputs =
        Predicting.inBatches(network, LearningRows.inputs(preprocessing.encode(table)));
    return switch (schema().target()) {
      case Target.Classes target -> new Prediction.Classes(target.labels(), outputs.softmax());
      case Target.Quantity _ -> {
        TargetScale scale = preprocessing.targetScale().orElseThrow();
        double[] values = outputs.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
          values[i] = scale.unscale(values[i]);
        }
        yield new Prediction.Quantities(values);
      }
    };
  }

  /// Predicts every row whose target is known and compares.
  ///
  /// @throws DataException if the target column is absent, holds no value, or a class that the
  ///   model does not know
  public Scores evaluate(Table table) {
    Table known = table.select(schema().usableRows(table));
    if (known.rows() == 0) {
      throw new DataException(
          "%s has no row with a known %s to compare with"
              .formatted(table.source(), schema().target().column()));
    }
    return switch (predict(known)) {
      case Prediction.Classes classes ->
          new Scores.OfClasses(
              classes.labels(),
              ClassificationScores.of(classes.probabilities(), preprocessing.classes(known)));
      case Prediction.Quantities quantities ->
          new Scores.OfNumbers(
              RegressionScores.of(quantities.values(), preprocessing.quantities(known)));
    };
  }

  /// The table with the prediction for each row in a new column, `predicted_` and the target's
  /// name.
  ///
  /// @param probabilities whether to add a column `probability_` for each class, too
  /// @throws DataException if a column is absent or of another kind, or probabilities of numbers
  ///   are asked for
  public Table addTo(Table table, boolean probabilities) {
    Prediction prediction = predict(table);
    List<Column> added = new ArrayList<>();
    String[] texts = new String[prediction.rows()];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = prediction.text(row);
    }
    added.add(Column.text("predicted_" + schema().target().column(), texts));
    if (probabilities) {
      added.addAll(probabilities(prediction));
    }
    Table answered = table;
    for (Column column : added) {
      answered = answered.with(column.renamed(fresh(answered, column.name())));
    }
    return answered;
  }

  private List<Column> probabilities(Prediction prediction) {
    if (!(prediction instanceof Prediction.Classes classes)) {
      throw new DataException(
          "this model predicts the number %s, which has no probabilities; leave the option out"
              .formatted(schema().target().column()));
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < classes.labels().size(); c++) {
      String[] texts = new String[classes.rows()];
      for (int row = 0; row < texts.length; row++) {
        texts[row] = String.format(Locale.ROOT, "%.6f", classes.probabilities().at(row, c));
      }
      columns.add(Column.text("probability_" + classes.labels().get(c), texts));
    }
    return columns;
  }

  private static String fresh(Table table, String name) {
    String free = name;
    for (int i = 2; table.find(free).isPresent(); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /// Writes the model to a `.safetensors` file, all or nothing.
  ///
  /// @throws dev.glassbox.io.FileException if the file cannot be written
  public void save(Path file) {
    ModelFile.write(this, file);
  }

  /// Reads a model that [#save] wrote. This runs no code from the file, and every part is checked.
  ///
  /// @throws dev.glassbox.io.FileException if the file cannot be read or is not a safetensors file
  /// @throws DataException if it is one, but holds no model of a table
  public static TableModel load(Path file) {
    return ModelFile.read(file);
  }
}
