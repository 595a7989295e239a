package dev.glassbox.train;

/// Something that happened in a training; listeners switch over the kinds.
public sealed interface TrainingEvent {

  /// Training begins.
  ///
  /// @param parameters the number of trainable numbers in the model
  /// @param trainingRows the rows that are learnt from
  /// @param validationRows the rows held out to choose the epoch, 0 if none
  /// @param epochs the most epochs there will be
  /// @param batches the batches in an epoch
  record Started(long parameters, int trainingRows, int validationRows, int epochs, int batches)
      implements TrainingEvent {}

  /// One optimiser step is done.
  ///
  /// @param epoch counted from 1
  /// @param batch counted from 1 within the epoch
  /// @param batches the batches in an epoch
  /// @param rows the rows in this batch
  /// @param loss the batch's mean loss before the step
  /// @param learningRate the step's learning rate
  record BatchEnded(int epoch, int batch, int batches, int rows, double loss, double learningRate)
      implements TrainingEvent {}

  /// One pass over the training rows is done.
  ///
  /// @param epoch what was measured
  /// @param best the best epoch so far, this one if it improved
  record EpochEnded(Epoch epoch, Epoch best) implements TrainingEvent {}

  /// Training is over and the model holds the weights it will keep.
  ///
  /// @param outcome what came of it
  record Finished(Outcome outcome) implements TrainingEvent {}
}
