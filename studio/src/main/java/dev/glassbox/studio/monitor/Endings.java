package dev.glassbox.studio.monitor;

import dev.glassbox.train.Outcome;
import dev.glassbox.train.TrainingEvent;

/// When and why trainings end.
final class Endings {
  private Endings() {}

  /// Whether the trainer ends after this epoch, by what it was told before it began.
  static boolean isLast(TrainingEvent.Started started, TrainingEvent.EpochEnded ended) {
    int patience = started.trainer().patience();
    int without = ended.epoch().number() - ended.best().number();
    return ended.epoch().number() == started.epochs()
        || (started.validation() != null && patience > 0 && without >= patience);
  }

  /// Why a training ended, in a line.
  static String reason(Outcome outcome) {
    String kept =
        outcome.history().isEmpty() || Double.isNaN(outcome.best().validationLoss())
            ? ""
            : "; epoch %d is kept".formatted(outcome.best().number());
    return switch (outcome.ending()) {
          case Outcome.Ending.Completed _ -> "all epochs are done";
          case Outcome.Ending.NoImprovement(int patience) ->
              "no better validation loss for %d epochs".formatted(patience);
          case Outcome.Ending.Interrupted _ -> "stopped";
          case Outcome.Ending.Diverged _ -> "the loss became NaN or infinite";
        }
        + kept;
  }
}
