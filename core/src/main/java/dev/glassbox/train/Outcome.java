package dev.glassbox.train;

import java.util.List;

/// What came of a training.
///
/// @param history every finished epoch in order
/// @param best the epoch whose weights the model now holds; its number is 0 and its training loss
///   NaN if training was stopped within the first epoch
/// @param ending why training stopped
/// @param seconds the wall time of the whole training
public record Outcome(List<Epoch> history, Epoch best, Ending ending, double seconds) {
  /// Keeps its own copy of the history.
  public Outcome {
    history = List.copyOf(history);
  }

  /// Why training stopped.
  public sealed interface Ending {
    /// All epochs were done.
    record Completed() implements Ending {}

    /// The validation loss had not improved for `patience` epochs.
    record NoImprovement(int patience) implements Ending {}

    /// The caller asked to stop; an epoch that was not finished does not count.
    record Interrupted() implements Ending {}

    /// The loss or a weight was no longer a finite number.
    ///
    /// @param epoch in which epoch, counted from 1
    /// @param layer the first layer with a weight that was not finite; if all were, the layer with
    ///   the largest weight
    record Diverged(int epoch, String layer) implements Ending {}
  }
}
