package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static dev.glassbox.data.SmallTables.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.nn.Activation;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.TrainingEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LearnerOptionsTest {
  private static final Table TABLE = mixed(80, 21);

  private static Learnt learn(LearnerOptions options) {
    return learner("kind").withOptions(options).learn(TABLE);
  }

  /// Something about every event of every training.
  private static <E, T> Set<T> all(
      LearnerOptions options, Class<E> kind, Function<E, T> something) {
    Set<T> found = new LinkedHashSet<>();
    learner("kind")
        .withOptions(options)
        .withListener(
            event -> {
              Object told = event instanceof LearningEvent.Step step ? step.event() : event;
              if (kind.isInstance(told)) {
                found.add(something.apply(kind.cast(told)));
              }
            })
        .learn(TABLE);
    return found;
  }

  private static List<Double> weights(Learnt learnt) {
    List<Double> weights = new ArrayList<>();
    learnt
        .model()
        .network()
        .state()
        .values()
        .forEach(tensor -> Arrays.stream(tensor.toDoubleArray()).forEach(weights::add));
    return weights;
  }

  @Test
  void theHiddenLayersAreThoseAskedFor() {
    assertThat(learn(quick().withHidden(5, 4)).model().design().hidden()).containsExactly(5, 4);
    assertThat(learn(quick().withHidden()).model().design().hidden()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyActivationIsUsedAsAskedFor(Activation activation) {
    assertThat(
            all(
                quick().withEpochs(1).withActivation(activation),
                LearningEvent.StageStarted.class,
                stage -> stage.design().activation()))
        .containsExactly(activation);
  }

  @Test
  void dropoutIsThatAskedForInEveryTraining() {
    assertThat(
            all(
                quick().withDropout(0.35),
                LearningEvent.StageStarted.class,
                stage -> stage.design().dropout()))
        .containsExactly(0.35);
  }

  @Test
  void epochsAreNoMoreThanAskedFor() {
    assertThat(
            all(
                quick().withEpochs(2),
                TrainingEvent.Finished.class,
                end -> end.outcome().history()))
        .allSatisfy(history -> assertThat(history).hasSizeBetween(1, 2));
  }

  @Test
  void aBatchHasTheRowsAskedFor() {
    assertThat(
            all(
                quick().withBatch(10),
                TrainingEvent.BatchEnded.class,
                TrainingEvent.BatchEnded::rows))
        .containsExactly(10);
  }

  @Test
  void aBatchOfMoreRowsThanThereAreHasThemAll() {
    assertThat(
            all(
                quick().withBatch(1_000_000).withShares(0, 0),
                TrainingEvent.BatchEnded.class,
                TrainingEvent.BatchEnded::rows))
        .containsExactly(80);
  }

  @Test
  void everyOptimizerLearnsInItsOwnWay() {
    Map<OptimizerChoice, Integer> weights = new EnumMap<>(OptimizerChoice.class);
    for (OptimizerChoice optimizer : OptimizerChoice.values()) {
      Learnt learnt = learn(quick().withOptimizer(optimizer));
      assertThat(learnt.outcome().ending()).isInstanceOf(Outcome.Ending.Completed.class);
      assertThat(learnt.model().provenance().settings())
          .containsEntry("optimizer", JsonFields.name(optimizer));
      weights.put(optimizer, weights(learnt).hashCode());
    }

    assertThat(weights.get(OptimizerChoice.ADAM)).isEqualTo(weights.get(OptimizerChoice.ADAMW));
    weights.remove(OptimizerChoice.ADAMW);
    assertThat(weights.values()).doesNotHaveDuplicates();
  }

  @Test
  void everyScheduleLearnsInItsOwnWay() {
    Map<ScheduleChoice, Integer> weights = new EnumMap<>(ScheduleChoice.class);
    for (ScheduleChoice schedule : ScheduleChoice.values()) {
      // At so small a rate the loss hardly falls, which counts as a plateau.
      Learnt learnt =
          learn(
              quick()
                  .withHidden(4)
                  .withDropout(0)
                  .withEpochs(30)
                  .withShares(0, 0)
                  .withLearningRate(1e-6)
                  .withSchedule(schedule));
      assertThat(learnt.model().provenance().settings())
          .containsEntry("schedule", JsonFields.name(schedule));
      weights.put(schedule, weights(learnt).hashCode());
    }
    assertThat(weights.values()).doesNotHaveDuplicates();
  }

  @Test
  void theLearningRateIsThatAskedFor() {
    assertThat(
            all(
                quick().withLearningRate(0.02).withSchedule(ScheduleChoice.CONSTANT),
                TrainingEvent.BatchEnded.class,
                TrainingEvent.BatchEnded::learningRate))
        .containsExactly(0.02);
  }

  @Test
  void theWeightDecayIsThatAskedFor() {
    List<Double> without = weights(learn(quick().withWeightDecay(0)));
    List<Double> with = weights(learn(quick().withWeightDecay(20)));

    assertThat(size(with)).isLessThan(size(without));
  }

  private static double size(List<Double> weights) {
    return weights.stream().mapToDouble(weight -> weight * weight).sum();
  }

  @Test
  void trainingEndsAfterTheEpochsOfPatienceAskedFor() {
    assertThat(
            all(
                quick().withEpochs(60).withPatience(2).withLearningRate(0.1),
                TrainingEvent.Finished.class,
                TrainingEvent.Finished::outcome))
        .filteredOn(outcome -> outcome.best().validationLoss() > 0) // not trained anew on all rows
        .isNotEmpty()
        .allSatisfy(
            outcome ->
                assertThat(outcome.history().size() - outcome.best().number())
                    .isLessThanOrEqualTo(2));
  }

  @Test
  void whatWasChosenIsKeptWithTheModel() {
    LearnerOptions options =
        LearnerOptions.defaults()
            .withSeed(9)
            .withHidden(6)
            .withActivation(Activation.TANH)
            .withDropout(0.1)
            .withEpochs(2)
            .withBatch(16)
            .withOptimizer(OptimizerChoice.RMSPROP)
            .withLearningRate(0.005)
            .withWeightDecay(0.01)
            .withSchedule(ScheduleChoice.ONECYCLE)
            .withPatience(7)
            .withShares(0.25, 0.3);
    Provenance provenance = learn(options).model().provenance();

    assertThat(provenance.seed()).isEqualTo(9);
    assertThat(provenance.settings().toString())
        .isEqualTo(
            "{hidden=[6], activation=tanh, dropout=0.1, epochs=2, batch=16, optimizer=rmsprop,"
                + " learningRate=0.005, weightDecay=0.01, schedule=onecycle, patience=7,"
                + " validation=0.25, test=0.3}");
  }

  @Test
  void whatWasLeftOpenIsNotListed() {
    assertThat(LearnerOptions.defaults().chosen()).containsOnlyKeys("validation", "test");
  }

  private static void assertRefused(Function<LearnerOptions, LearnerOptions> choice, String why) {
    assertThatThrownBy(() -> choice.apply(LearnerOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessage(why);
  }

  @Test
  void choicesThatMakeNoSenseAreRefused() {
    assertRefused(o -> o.withHidden(8, 0), "hidden: needs widths from 1 to 65536");
    assertRefused(o -> o.withHidden(65_537), "hidden: needs widths from 1 to 65536");
    Integer[] many = new Integer[65];
    Arrays.fill(many, 1);
    assertRefused(o -> o.withHidden(many), "hidden: needs at most 64 layers");
    assertRefused(o -> o.withDropout(1), "dropout: needs a share in [0, 1)");
    assertRefused(o -> o.withDropout(Double.NaN), "dropout: needs a share in [0, 1)");
    assertRefused(o -> o.withEpochs(0), "epochs: needs a positive number");
    assertRefused(o -> o.withBatch(-3), "batch: needs a positive number");
    assertRefused(o -> o.withLearningRate(0), "learning-rate: needs a positive number");
    assertRefused(
        o -> o.withLearningRate(Double.POSITIVE_INFINITY),
        "learning-rate: needs a positive number");
    assertRefused(o -> o.withWeightDecay(-1), "weight-decay: needs 0 or more");
    assertRefused(o -> o.withPatience(0), "patience: needs a positive number");
    assertRefused(o -> o.withShares(-0.1, 0.2), "validation: needs a share in [0, 1)");
    assertRefused(o -> o.withShares(0.2, Double.NaN), "test: needs a share in [0, 1)");
    assertRefused(
        o -> o.withShares(0.5, 0.5),
        "validation and test: needs shares that leave rows to train on");
  }
}
