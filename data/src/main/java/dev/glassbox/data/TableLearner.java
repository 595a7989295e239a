package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

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
/// @param stopRequested asked after each batch; learning stops once it is true, and the best so far
///   is kept
/// @param trainer makes of the trainer of each network the one that trains it
public record TableLearner(
    SchemaOptions columns,
    LearnerOptions options,
    LearningListener listener,
    BooleanSupplier stopRequested,
    UnaryOperator<Trainer> trainer) {

  /// A learner with the default options.
  public static TableLearner of(String target) {
    return new TableLearner(
        SchemaOptions.target(target),
        LearnerOptions.defaults(),
        LearningListener.NONE,
        () -> false,
        UnaryOperator.identity());
  }

  /// The same learner with these options.
  public TableLearner withOptions(LearnerOptions options) {
    return new TableLearner(columns, options, listener, stopRequested, trainer);
  }

  /// The same learner with this listener.
  public TableLearner withListener(LearningListener listener) {
    return new TableLearner(columns, options, listener, stopRequested, trainer);
  }

  /// The same learner with something done to the trainer of each network before it trains, such as
  /// to let someone watch. Several networks are trained one after the other, each after a
  /// [LearningEvent.StageStarted].
  ///
  /// {@snippet :
  /// TableLearner learner =
  ///     TableLearner.of("species").withTrainer(trainer -> trainer.withBatchSize(16));
  /// }
  public TableLearner withTrainer(UnaryOperator<Trainer> trainer) {
    return new TableLearner(columns, options, listener, stopRequested, trainer);
  }

  /// What came of learning.
  ///
  /// @param model the model
  /// @param scores by part: `train`, `validation` and `test`, as far as there are such rows. The
  ///   validation scores are those of the network that never saw those rows
  /// @param folds the scores of each round of cross-validation on the rows it held out, mostly none
  /// @param outcome the training that was chosen
  public record Learnt(
      TableModel model, Map<String, Scores> scores, List<Scores> folds, Outcome outcome) {
    /// Copies the map and the list.
    public Learnt {
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
      folds = List.copyOf(folds);
    }
  }

  /// Divides the rows, trains, and scores each part.
  ///
  /// @throws DataException if the table or an option is unfit
  /// @throws dev.glassbox.train.DivergedException if the loss is NaN from the start
  public Learnt learn(Table table) {
    LearningRows rows = LearningRows.of(table, Schema.ofTarget(table, columns));
    Split split = rows.split(options.validation(), options.test(), Rng.seed(options.seed()));
    return learn(table, rows, split);
  }

  /// Learns from rows that are divided already.
  Learnt learn(Table table, LearningRows rows, Split split) {
    Prepared prepared = prepare(rows, split);
    announce(prepared);
    return learnt(table, climb(prepared), List.of());
  }

  /// Cross-validates: in each of k rounds learns from the other rows and scores the rows held out.
  /// Then learns the model that is kept from all rows.
  ///
  /// If learning is stopped in one of the rounds, the network of that round is kept, and the rounds
  /// before it are the ones scored.
  ///
  /// @throws DataException if the table or an option is unfit
  /// @throws dev.glassbox.train.DivergedException if the loss is NaN from the start
  public Learnt crossValidate(Table table, int k) {
    LearningRows rows = LearningRows.of(table, Schema.ofTarget(table, columns));
    // A class with a single row is held out in no round, so there may be rounds without rows.
    List<KFold.Fold> folds =
        rows.folds(k, Rng.seed(options.seed())).stream()
            .filter(fold -> fold.held().length > 0)
            .toList();
    Prepared whole = prepare(rows);
    announce(whole);
    List<Scores> scores = new ArrayList<>();
    for (KFold.Fold fold : folds) {
      listener.on(new LearningEvent.FoldStarted(scores.size() + 1, folds.size()));
      Climbed climbed = climb(prepare(rows.only(fold.train())));
      if (stopRequested.getAsBoolean()) {
        return learnt(table, climbed, scores);
      }
      scores.add(score(climbed.result().kept(), rows.only(fold.held())));
      listener.on(new LearningEvent.FoldEnded(scores.size(), folds.size(), scores.getLast()));
    }
    return learnt(table, climb(whole), scores);
  }

  /// Rows as they were divided, and what was learnt from them.
  private record Climbed(LearningRows rows, Split split, Climb.Result result) {}

  /// Rows as they were divided, with columns made into numbers as the training rows say.
  private record Prepared(LearningRows rows, Split split, Preprocessing preprocessing) {}

  private Prepared prepare(LearningRows rows) {
    return prepare(rows, rows.split(options.validation(), 0, Rng.seed(options.seed())));
  }

  private Prepared prepare(LearningRows known, Split split) {
    LearningRows rows = known.understoodBy(seen(split), columns);
    LearningRows training = rows.only(split.train());
    return new Prepared(
        rows, split, Preprocessing.fit(training.table(), training.range(), training.schema()));
  }

  private static int[] seen(Split split) {
    return LearningRows.union(split.train(), split.validation());
  }

  private void announce(Prepared prepared) {
    Split split = prepared.split();
    listener.on(
        new LearningEvent.Planned(
            prepared.rows().schema(),
            prepared.preprocessing(),
            split.train().length,
            split.validation().length,
            split.test().length));
  }

  private Climbed climb(Prepared prepared) {
    LearningRows rows = prepared.rows();
    Split split = prepared.split();
    LearningRows validation = split.validation().length == 0 ? null : rows.only(split.validation());
    Climb climb =
        new Climb(
            rows.only(split.train()),
            validation,
            rows.only(seen(split)),
            options,
            listener,
            stopRequested,
            trainer);
    return new Climbed(rows, split, climb.run(prepared.preprocessing()));
  }

  private Learnt learnt(Table table, Climbed climbed, List<Scores> folds) {
    LearningRows rows = climbed.rows();
    Split split = climbed.split();
    Climb.Fitted chosen = climbed.result().chosen();
    Climb.Fitted kept = climbed.result().kept();
    Map<String, Scores> scores = new LinkedHashMap<>();
    scores.put("train", score(kept, rows.only(split.train())));
    if (split.validation().length > 0) {
      scores.put("validation", score(chosen, rows.only(split.validation())));
    }
    if (split.test().length > 0) {
      scores.put("test", score(kept, rows.only(split.test())));
    }
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    scores.forEach((part, score) -> figures.put(part, score.figures()));
    if (!folds.isEmpty()) {
      figures.put("test", Scores.mean(folds));
    }
    Outcome outcome = chosen.outcome();
    Provenance provenance =
        new Provenance(
            table.source(),
            table.fingerprint(),
            rows.rows(),
            kept.stage().title(),
            outcome.history().size(),
            outcome.best().number(),
            kept.stage().refit(),
            options.seed(),
            options.chosen(),
            figures,
            Map.of("glassbox", Version.NUMBER, "java", Runtime.version().toString()));
    return new Learnt(model(kept, provenance), scores, folds, outcome);
  }

  private static Scores score(Climb.Fitted fitted, LearningRows rows) {
    return model(fitted, Provenance.unknown()).evaluate(rows.table());
  }

  private static TableModel model(Climb.Fitted fitted, Provenance provenance) {
    return new TableModel(fitted.preprocessing(), fitted.design(), fitted.network(), provenance);
  }
}
