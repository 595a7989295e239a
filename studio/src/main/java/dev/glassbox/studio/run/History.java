package dev.glassbox.studio.run;

import dev.glassbox.train.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was measured of a training so far.
///
/// @param plan what was to be done
/// @param progress how far it has come
/// @param losses after epochs
/// @param batches of single steps
/// @param updates by what part of themselves the weights moved
/// @param marks what was done to the training meanwhile
public record History(
    Plan plan,
    Progress progress,
    Losses losses,
    Batches batches,
    Updates updates,
    List<Mark> marks) {

  /// What was to be done.
  ///
  /// @param number another one for each training
  /// @param title what the training is called
  /// @param loss the name of what is minimised
  /// @param classes how many there are if the loss is a cross-entropy whose classes all weigh the
  ///   same, else 0
  /// @param parameters how many numbers are trained
  /// @param rows to learn from
  /// @param heldOut rows that are not learnt from
  /// @param heldOutName what these are for, such as `validation`
  /// @param stepsPerEpoch how many steps make an epoch
  /// @param epochs the most there will be, 0 where nobody said
  public record Plan(
      int number,
      String title,
      String loss,
      int classes,
      long parameters,
      int rows,
      int heldOut,
      String heldOutName,
      int stepsPerEpoch,
      int epochs) {}

  /// Whether a training goes on.
  public enum State {
    /// Steps are taken.
    TRAINING,
    /// Steps will be taken.
    PAUSED,
    /// No further step will be taken.
    ENDED
  }

  /// How far a training has come.
  ///
  /// @param state whether it goes on
  /// @param step how many steps were taken
  /// @param rate the learning rate of the last step, or of the next if that was changed
  /// @param rowsPerSecond lately, NaN where that is not known
  /// @param secondsLeft at most, at that speed; NaN where that is not known
  /// @param seconds since the beginning, pauses left out
  /// @param ending why it ended, empty if it goes on
  /// @param diverged where the loss or a weight was no longer a finite number, null if all are
  public record Progress(
      State state,
      int step,
      double rate,
      double rowsPerSecond,
      double secondsLeft,
      double seconds,
      String ending,
      Outcome.Ending.@Nullable Diverged diverged) {}

  /// The losses after epochs.
  ///
  /// @param steps at which they were measured
  /// @param training on rows that are learnt from
  /// @param heldOut on the others, NaN where there are none
  public record Losses(int[] steps, double[] training, double[] heldOut) {
    /// The position of the least loss of held-out rows, or of training rows where none are held
    /// out; −1 without any.
    public int best() {
      int best = -1;
      for (int i = 0; i < steps.length; i++) {
        if (best < 0 || score(i) < score(best)) {
          best = i;
        }
      }
      return best;
    }

    private double score(int i) {
      return Double.isNaN(heldOut[i]) ? training[i] : heldOut[i];
    }
  }

  /// Figures of steps; of those after the first some hundred, means of several in a row.
  ///
  /// @param steps the last of those that a figure is about
  /// @param losses the mean loss of the batch before the step
  /// @param rates the learning rate
  public record Batches(int[] steps, double[] losses, double[] rates) {}

  /// By what part of themselves weights moved in single steps. Only matrices are told of, where
  /// there are any: biases begin at 0, so that they move by ever so many times themselves.
  ///
  /// @param names of the weights
  /// @param steps at which that was measured
  /// @param ratios of each weight, ‖Δw‖ / ‖w‖: the norm of the step's change divided by the norm
  ///   before it
  /// @param norms of each weight, ‖w‖ before the step, NaN where that is not known
  public record Updates(List<String> names, int[] steps, float[][] ratios, float[][] norms) {}

  /// Something that was done to a training.
  ///
  /// @param step after which
  /// @param text what
  public record Mark(int step, String text) {}
}
