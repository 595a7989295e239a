package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Something done to the trainer of each network before it trains.
final class DressedTrainerTest {
  @Test
  void eachNetworksTrainerIsDressedAfterItsStageIsTold() {
    List<String> told = new ArrayList<>();
    learner("kind")
        .withListener(
            event -> {
              if (event instanceof LearningEvent.StageStarted started) {
                told.add("stage " + started.stage().title());
              }
            })
        .withTrainer(
            trainer ->
                trainer.withListener(
                    trainer
                        .listener()
                        .and(
                            event -> {
                              if (event instanceof TrainingEvent.Started) {
                                told.add("watched");
                              }
                            })))
        .learn(mixed(100, 3));

    assertThat(told).hasSizeGreaterThan(1).startsWith("stage careful", "watched");
    assertThat(told.stream().filter("watched"::equals)).hasSize(told.size() / 2);
  }

  @Test
  void whatIsDoneToTheTrainerCounts() {
    var learnt = learner("kind").withTrainer(trainer -> trainer.withEpochs(1)).learn(mixed(100, 3));
    assertThat(learnt.outcome().history()).hasSize(1);
  }
}
