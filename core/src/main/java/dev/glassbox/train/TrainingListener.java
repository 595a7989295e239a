package dev.glassbox.train;

/// Hears what happens in a training, on the training thread: be quick.
@FunctionalInterface
public interface TrainingListener {
  /// A listener that ignores everything.
  TrainingListener NONE = _ -> {};

  /// Takes note of an event.
  void on(TrainingEvent event);

  /// This listener and then another.
  default TrainingListener and(TrainingListener next) {
    return event -> {
      on(event);
      next.on(event);
    };
  }
}
