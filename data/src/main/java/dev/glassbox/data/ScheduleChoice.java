package dev.glassbox.data;

import dev.glassbox.optim.Schedule;

/// The learning-rate schedules that can be asked for by name.
public enum ScheduleChoice {
  /// The same rate throughout.
  CONSTANT,
  /// Down to a tenth after each third of the training.
  STEP,
  /// Falling by the same factor every epoch, to a hundredth at the end.
  EXPONENTIAL,
  /// A short warm-up, then half a cosine down to 0.
  COSINE,
  /// Up over the first third, then down (Smith and Topin 2018).
  ONECYCLE,
  /// Halved when the validation loss has not improved for ten epochs.
  PLATEAU;

  private static final double WARM_UP = 0.05;

  /// The schedule for a training of this length.
  Schedule create(int epochs, long steps) {
    return switch (this) {
      case CONSTANT -> Schedule.constant();
      case STEP -> Schedule.stepDecay(Math.max(1, epochs / 3), 0.1);
      case EXPONENTIAL -> Schedule.exponential(Math.pow(0.01, 1.0 / epochs));
      case COSINE -> Schedule.warmUp(Math.round(WARM_UP * steps), Schedule.cosine());
      case ONECYCLE -> Schedule.oneCycle();
      case PLATEAU -> Schedule.reduceOnPlateau(0.5, 10);
    };
  }
}
