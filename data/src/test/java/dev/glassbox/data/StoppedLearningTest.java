package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.line;
import static dev.glassbox.data.SmallTables.mixed;
import static dev.glassbox.data.SmallTables.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.train.DivergedException;
import dev.glassbox.train.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Learning that ends before its time: because someone asked, or because the loss is no number.
final class StoppedLearningTest {
  @TempDir Path folder;

  private static TableLearner stopping(TableLearner learner, int batches, AtomicInteger asked) {
    return new TableLearner(
        learner.columns(),
        learner.options(),
        learner.listener(),
        () -> asked.incrementAndGet() >= batches,
        learner.trainer());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.4, 0.7, 0.9, 1})
  void aStopKeepsAModelThatCanBeUsed(double share) {
    Table table = mixed(100, 7);
    AtomicInteger all = new AtomicInteger();
    stopping(learner("kind"), Integer.MAX_VALUE, all).learn(table);
    int batches = Math.max(1, (int) (share * all.get()));
    AtomicInteger asked = new AtomicInteger();
    Learnt learnt = stopping(learner("kind"), batches, asked).learn(table);

    Path file = folder.resolve("stopped.safetensors");
    learnt.model().save(file);
    assertThat(TableModel.load(file).predict(table).rows()).isEqualTo(100);
    assertThat(learnt.scores().keySet()).containsExactly("train", "validation", "test");
    assertThat(learnt.model().provenance().refitted()).isFalse();
    // One batch after the wish, at most, and a question or two whether to go on.
    assertThat(asked.get()).isLessThanOrEqualTo(batches + 3);
  }

  @Test
  void aStopInTheFirstEpochIsAnInterruption() {
    Learnt learnt = stopping(learner("price"), 1, new AtomicInteger()).learn(mixed(100, 7));

    assertThat(learnt.outcome().ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(learnt.outcome().best().number()).isZero();
  }

  @Test
  void aStopInCrossValidationKeepsTheNetworkOfThatRound() {
    List<Integer> rounds = new ArrayList<>();
    TableLearner learner =
        new TableLearner(
            learner("kind").columns(),
            quick(),
            event -> {
              if (event instanceof LearningEvent.FoldStarted started) {
                rounds.add(started.fold());
              }
            },
            () -> rounds.size() == 3,
            UnaryOperator.identity());
    Learnt learnt = learner.crossValidate(mixed(100, 8), 5);

    assertThat(rounds).containsExactly(1, 2, 3);
    assertThat(learnt.folds()).hasSize(2);
    assertThat(learnt.outcome().ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(learnt.model().provenance().rows()).isEqualTo(80);
    assertThat(learnt.scores().keySet()).containsExactly("train", "validation");
    assertThat(learnt.model().predict(mixed(10, 1)).rows()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "price"})
  void anAbsurdLearningRateDivergesOrKeepsTheBestBefore(String target) {
    Table table = mixed(100, 9);
    TableLearner learner = learner(target).withOptions(quick().withLearningRate(1e30));
    try {
      Learnt learnt = learner.learn(table);
      assertThat(learnt.outcome().ending()).isInstanceOf(Outcome.Ending.Diverged.class);
      assertFinite(learnt.model().predict(table));
    } catch (DivergedException diverged) {
      assertThat(diverged)
          .hasMessageStartingWith("the loss became NaN or infinite in epoch 1, first in layer ");
    }
  }

  @Test
  void aLearningThatDivergesLaterKeepsTheBestBefore() {
    // A weight decay so strong that every step throws the weights beyond 0, ever farther.
    Table table = line(40);
    Learnt learnt =
        TableLearner.of("y")
            .withOptions(
                quick()
                    .withHidden(8, 8)
                    .withBatch(8)
                    .withEpochs(200)
                    .withPatience(200)
                    .withOptimizer(OptimizerChoice.SGD)
                    .withSchedule(ScheduleChoice.CONSTANT)
                    .withWeightDecay(30)
                    .withLearningRate(0.2))
            .learn(table);

    assertThat(learnt.outcome().ending()).isInstanceOf(Outcome.Ending.Diverged.class);
    assertThat(learnt.model().provenance().refitted()).isFalse();
    assertFinite(learnt.model().predict(table));
  }

  private static void assertFinite(Prediction prediction) {
    double[] numbers =
        switch (prediction) {
          case Prediction.Classes classes -> classes.probabilities().toDoubleArray();
          case Prediction.Quantities quantities -> quantities.values();
        };
    assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).isTrue();
  }
}
