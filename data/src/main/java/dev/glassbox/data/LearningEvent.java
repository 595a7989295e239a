package dev.glassbox.data;

import dev.glassbox.train.Epoch;
import dev.glassbox.train.TrainingEvent;

/// Something that happened while a [TableLearner] learns; listeners switch over the kinds.
public sealed interface LearningEvent {

  /// The table has been looked at and divided; nothing is trained yet.
  ///
  /// @param schema what each column is good for
  /// @param preprocessing how columns become numbers
  /// @param training the number of rows to train on
  /// @param validation the number of rows to choose by
  /// @param test the number of rows to judge by
  record Planned(Schema schema, Preprocessing preprocessing, int training, int validation, int test)
      implements LearningEvent {}

  /// A round of cross-validation begins.
  ///
  /// @param fold counted from 1
  /// @param folds how many there are
  record FoldStarted(int fold, int folds) implements LearningEvent {}

  /// A round of cross-validation is over.
  ///
  /// @param fold counted from 1
  /// @param folds how many there are
  /// @param scores on the rows that were held out
  record FoldEnded(int fold, int folds, Scores scores) implements LearningEvent {}

  /// A network begins to train.
  ///
  /// @param stage what it is for
  /// @param design the network
  /// @param parameters its trainable numbers
  /// @param rowsAfter so many rows at most are gone over after this stage, a row once for each
  ///   epoch, until the choice is made and the network that is kept is trained
  record StageStarted(Stage stage, NetworkDesign design, long parameters, long rowsAfter)
      implements LearningEvent {}

  /// Something happened in the training of the network of a stage.
  record Step(Stage stage, TrainingEvent event) implements LearningEvent {}

  /// All candidates were tried and one is kept.
  ///
  /// @param stage whose network it was
  /// @param best its best epoch
  /// @param refitted whether the network was then trained anew on training and validation rows
  ///   together
  record Chosen(Stage stage, Epoch best, boolean refitted) implements LearningEvent {}

  /// What a network is trained for.
  ///
  /// @param title the name of the way of training: `careful`, `normal`, `bold`
  /// @param refit whether it is the training anew on all rows of the way that was chosen
  record Stage(String title, boolean refit) {}
}
