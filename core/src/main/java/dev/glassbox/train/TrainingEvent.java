package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import org.jspecify.annotations.Nullable;

/// Something that happened in a training; listeners switch over the kinds.
public sealed interface TrainingEvent {

  /// Training begins.
  ///
  /// @param model what is trained, with the weights that it starts from; it changes with each step
  /// @param trainer how
  /// @param training the rows that are learnt from
  /// @param validation the rows held out to choose the epoch, null if none
  /// @param batches the batches in an epoch
  record Started(
      Layer model, Trainer trainer, Examples training, @Nullable Examples validation, int batches)
      implements TrainingEvent {

    /// The number of trainable numbers in the model.
    public long parameters() {
      return model.parameterCount();
    }

    /// The number of rows that are learnt from.
    public int trainingRows() {
      return training.rows();
    }

    /// The number of rows held out, 0 if none.
    public int validationRows() {
      return validation == null ? 0 : validation.rows();
    }

    /// The most epochs there will be.
    public int epochs() {
      return trainer.epochs();
    }

    /// The figures alone: rows and weights would be too much to read.
    @Override
    public String toString() {
      return "Started[parameters=%d, trainingRows=%d, validationRows=%d, epochs=%d, batches=%d]"
          .formatted(parameters(), trainingRows(), validationRows(), epochs(), batches);
    }
  }

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

  /// Training ends with an exception, which is thrown once this is told: nothing could be kept.
  ///
  /// @param failure such as a [DivergedException]
  record Failed(RuntimeException failure) implements TrainingEvent {}
}
