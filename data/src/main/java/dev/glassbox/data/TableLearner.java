package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Learns to predict one column of a table from the others.
///
/// {@snippet :
/// Table penguins = Table.read("data/penguins.csv");
/// Learnt learnt = TableLearner.of("species").learn(penguins);
/// System.out.println(learnt.scores().get("test").figures());
/// learnt.model().save(Path.of("model.safetensors"));
/// }
///
/// The rows are divided by the seed. Test rows touch nothing but the test scores: not the schema's
/// columns, nor the preprocessing, nor the choice of the network or of the epoch.
///
/// @param columns which column to predict, and which to leave out
/// @param options what is chosen about network and training
/// @param listener hears how it goes
/// @param stopRequested asked after each batch; learning stops once it is true, and the best so far is
///     kept
public record TableLearner(
    SchemaOptions columns,
    LearnerOptions options,
    LearningListener listener,
    BooleanSupplier stopRequested) {

  /// A learner with the default options.
  public static TableLearner of(String target) {
    return new TableLearner(
        SchemaOptions.target(target), LearnerOptions.defaults(), LearningListener.NONE, () -> false);
  }

  /// The same learner with these options.
  public TableLearner withOptions(LearnerOptions options) {
    return new TableLearner(columns, options, listener, stopRequested);
  }

  /// The same learner with this listener.
  public TableLearner withListener(LearningListener listener) {
    return new TableLearner(columns, options, listener, stopRequested);
  }

  /// What came of learning.
  ///
  /// @param model the model
  /// @param scores by part: `train`, `validation` and `test`, as far as there are such rows. The
  ///     validation scores are those of the network that never saw those rows
  /// @param folds the scores of each round of cross-validation on the rows it held out, mostly none
  /// @param outcome the training that was chosen
  public record Learnt(
      TableModel model, Map<String, Scores> scores, List<Scores> folds, Outcome outcome) {
    /// Copies the list.
    public Learnt {
      folds = List.copyOf(folds);
    }
  }

  /// Divides the rows, trains, and scores each part.
  ///
  /// @throws DataException if the table or an option is unfit
  /// @throws dev.glassbox.train.DivergedException if the loss is NaN from the start
  public Learnt learn(Table table) {
    Schema schema = Schema.infer(table, columns);
    LearningRows rows = LearningRows.of(table, schema);
    Split split = rows.split(options.validation(), options.test(), Rng.seed(options.seed()));
    return learn(table, rows, split, List.of());
  }

  /// Cross-validates: in each of k rounds learns from the other rows and scores the rows held out. Then
  /// learns the model that is kept from all rows.
  ///
  /// @throws DataException if the table or an option is unfit
  public Learnt crossValidate(Table table, int k) {
    Schema schema = Schema.infer(table, columns);
    LearningRows rows = LearningRows.of(table, schema);
    List<KFold.Fold> folds = rows.folds(k, Rng.seed(options.seed()));
    List<Scores> scores = new ArrayList<>();
    for (KFold.Fold fold : folds) {
      if (stopRequested.getAsBoolean()) {
        break;
      }
      listener.on(new LearningEvent.FoldStarted(scores.size() + 1, k));
      scores.add(fold(table, rows, fold));
    }
    Split whole = rows.split(options.validation(), 0, Rng.seed(options.seed()));
    return learn(table, rows, whole, scores);
  }

  private Scores fold(Table table, LearningRows rows, KFold.Fold fold) {
    LearningRows others = rows.only(fold.train());
    Split inner = others.split(options.validation(), 0, Rng.seed(options.seed()));
    Climb.Result result = climb(others, inner, false);
    return model(table, rows, result, Map.of()).evaluate(rows.only(fold.held()).table());
  }

  private Learnt learn(Table table, LearningRows rows, Split split, List<Scores> folds) {
    Climb.Result result = climb(rows, split, true);
    Map<String, Scores> scores = new LinkedHashMap<>();
    TableModel bare = model(table, rows, result, Map.of());
    scores.put("train", bare.evaluate(rows.only(split.train()).table()));
    if (split.validation().length > 0) {
      TableModel chosen = model(table, rows, new Climb.Result(result.chosen(), result.chosen()), Map.of());
      scores.put("validation", chosen.evaluate(rows.only(split.validation()).table()));
    }
    if (split.test().length > 0) {
      scores.put("test", bare.evaluate(rows.only(split.test()).table()));
    }
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    scores.forEach((part, score) -> figures.put(part, score.figures()));
    if (!folds.isEmpty()) {
      figures.put("test", Scores.mean(folds));
    }
    TableModel model = model(table, rows, result, figures);
    return new Learnt(model, scores, folds, result.chosen().outcome());
  }

  private Climb.Result climb(LearningRows rows, Split split, boolean announce) {
    int[] seen = LearningRows.union(split.train(), split.validation());
    LearningRows training = rows.only(split.train());
    LearningRows all = rows.only(seen);
    if (announce) {
      listener.on(
          new LearningEvent.Planned(
              rows.schema(),
              Preprocessing.fit(
                  training.table(), training.range(), training.schema()),
              split.train().length,
              split.validation().length,
              split.test().length));
    }
    return new Climb(
            training,
            split.validation().length == 0 ? null : rows.only(split.validation()),
            all,
            options,
            listener,
            stopRequested)
        .run();
  }

  private TableModel model(
      Table table,
      LearningRows rows,
      Climb.Result result,
      Map<String, Map<String, Double>> figures) {
    Climb.Fitted kept = result.kept();
    Outcome outcome = result.chosen().outcome();
    Provenance provenance =
        new Provenance(
            table.source(),
            figures.isEmpty() ? "" : table.fingerprint(),
            rows.rows(),
            kept.stage().title(),
            outcome.history().size(),
            outcome.best().number(),
            kept.stage().refit(),
            options.seed(),
            options.chosen(),
            figures,
            Map.of("glassbox", Version.NUMBER, "java", Runtime.version().toString()));
    return new TableModel(kept.preprocessing(), kept.design(), kept.network(), provenance);
  }
}
