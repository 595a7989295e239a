package dev.glassbox.data;

/// Hears what happens while a [TableLearner] learns, on the learning thread: be quick.
@FunctionalInterface
public interface LearningListener {
  /// A listener that ignores everything.
  LearningListener NONE = _ -> {};

  /// Takes note of an event.
  void on(LearningEvent event);
}
