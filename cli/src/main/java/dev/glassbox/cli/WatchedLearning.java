package dev.glassbox.cli;

import dev.glassbox.data.LearningEvent;
import dev.glassbox.data.LearningListener;
import dev.glassbox.studio.Studio;
import dev.glassbox.train.Trainer;

/// Shows each network that a table's learner trains in the studio, under a title that says what it
/// is for.
final class WatchedLearning implements LearningListener {
  private final Studio studio;
  private String round = "";
  private String stage = "";

  WatchedLearning(Studio studio) {
    this.studio = studio;
  }

  @Override
  public void on(LearningEvent event) {
    switch (event) {
      case LearningEvent.FoldStarted fold ->
          round = "fold %d/%d, ".formatted(fold.fold(), fold.folds());
      case LearningEvent.FoldEnded _ -> round = "";
      case LearningEvent.StageStarted started ->
          stage = started.stage().refit() ? "final" : started.stage().title();
      case LearningEvent.Planned _, LearningEvent.Step _, LearningEvent.Chosen _ -> {}
    }
  }

  Trainer watch(Trainer trainer) {
    return studio.attach(trainer, () -> round + stage);
  }
}
