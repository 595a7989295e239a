package dev.glassbox.train;

/// What was measured in one pass over the training rows.
///
/// @param number counted from 1
/// @param trainingLoss the mean loss over the epoch's batches, measured while the weights moved
/// @param validationLoss the measure on the validation rows after the epoch, NaN without such rows
/// @param learningRate the learning rate of the epoch's last step
/// @param seconds how long the epoch took, validation included
public record Epoch(
    int number, double trainingLoss, double validationLoss, double learningRate, double seconds) {

  /// The number by which epochs are compared, smaller is better: the validation loss where there is
  /// one, else the training loss.
  public double score() {
    return Double.isNaN(validationLoss) ? trainingLoss : validationLoss;
  }
}
