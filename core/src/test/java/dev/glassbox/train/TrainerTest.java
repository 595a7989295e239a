package dev.glassbox.train;

import static dev.glassbox.train.Probes.bits;
import static dev.glassbox.train.Probes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Schedule;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Probes.MeanOutput;
import dev.glassbox.train.Probes.Scaled;
import dev.glassbox.train.Probes.Scripted;
import dev.glassbox.train.Probes.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final Optimizer STILL = Sgd.of(0);

  private static Trainer trainer(int epochs, int batchSize) {
    return Trainer.of(new MeanOutput(), STILL).withEpochs(epochs).withBatchSize(batchSize);
  }

  private static Examples counted(int rows) {
    return numbers(IntStream.range(0, rows).asDoubleStream().toArray());
  }

  private static List<Double> epoch(Slope model, int number, int batches) {
    return model.batches().subList((number - 1) * batches, number * batches).stream()
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void everyRowIsVisitedOnceAnEpochInANewOrder() {
    Slope model = Slope.of(1);
    trainer(3, 4).fit(model, counted(10));

    assertThat(model.batches()).hasSize(9);
    for (int number = 1; number <= 3; number++) {
      assertThat(epoch(model, number, 3))
          .containsExactlyInAnyOrder(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
    }
    assertThat(epoch(model, 1, 3)).isNotEqualTo(epoch(model, 2, 3));
    assertThat(epoch(model, 2, 3)).isNotEqualTo(epoch(model, 3, 3));
  }

  @Test
  void inputsAndTargetsStayTogether() {
    double[] inputs = IntStream.range(0, 20).asDoubleStream().toArray();
    Examples same =
        new Examples(Tensor.of(inputs).reshape(20, 1), Tensor.of(inputs).reshape(20, 1));
    Outcome outcome =
        Trainer.of(new MeanSquaredError(), STILL)
            .withEpochs(2)
            .withBatchSize(3)
            .fit(Slope.of(1), same);

    assertThat(outcome.history()).allSatisfy(epoch -> assertThat(epoch.trainingLoss()).isZero());
  }

  @Test
  void theLastBatchHoldsWhatIsLeft() {
    Slope model = Slope.of(1);
    trainer(1, 4).fit(model, counted(10));

    assertThat(model.batches().stream().map(List::size)).containsExactly(4, 4, 2);
  }

  @Test
  void anIncompleteLastBatchIsLeftOutIfAskedFor() {
    Slope model = Slope.of(1);
    trainer(2, 4).withDropLast(true).fit(model, counted(10));

    assertThat(model.batches().stream().map(List::size)).containsExactly(4, 4, 4, 4);
  }

  @Test
  void fewerRowsThanABatchAreABatchEvenIfIncompleteOnesAreLeftOut() {
    Slope model = Slope.of(1);
    trainer(1, Integer.MAX_VALUE).withDropLast(true).fit(model, counted(3));

    assertThat(model.batches().stream().map(List::size)).containsExactly(3);
  }

  @Test
  void theTrainingLossIsTheMeanOverRowsAndNotOverBatches() {
    Outcome outcome = trainer(4, 2).fit(Slope.of(1), numbers(0, 0, 0, 0, 100));

    assertThat(outcome.history())
        .allSatisfy(epoch -> assertThat(epoch.trainingLoss()).isCloseTo(20, within(1e-5)));
  }

  private static Sequential random(long seed) {
    Rng rng = Rng.seed(seed);
    return Sequential.of(
        Linear.of(1, 5, rng.split()),
        Activation.TANH,
        new Dropout(0.4),
        Linear.of(5, 1, rng.split()));
  }

  private static Sequential trained(long seed, int batchSize) {
    Sequential model = random(1);
    Trainer.of(new MeanSquaredError(), Adam.of(0.01))
        .withEpochs(3)
        .withBatchSize(batchSize)
        .withSeed(seed)
        .fit(model, numbers(0.3, -1, 0.5, 2, 0.1, -0.7, 1.5));
    return model;
  }

  @Test
  void theSameSeedGivesTheSameWeightsToTheBit() {
    assertThat(bits(trained(5, 3))).isEqualTo(bits(trained(5, 3)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void anotherSeedGivesOtherWeights(int batchSize) {
    // With all 7 rows in one batch only dropout makes the difference.
    assertThat(bits(trained(5, batchSize))).isNotEqualTo(bits(trained(6, batchSize)));
  }

  @Test
  void withoutValidationRowsTheLastWeightsStay() {
    // The loss is the mean input, 2, times the weight, times factors that grow faster than it
    // falls.
    Slope model = Slope.of(100);
    List<Double> weights = new ArrayList<>();
    Outcome outcome =
        Trainer.of(new Scaled(1, 2, 3, 4), Sgd.of(1))
            .withEpochs(4)
            .withPatience(1)
            .withListener(
                event -> {
                  if (event instanceof TrainingEvent.EpochEnded) {
                    weights.add(model.weight().item());
                  }
                })
            .fit(model, numbers(1, 3));

    assertThat(outcome.history().stream().map(Epoch::trainingLoss))
        .containsExactly(200.0, 392.0, 564.0, 704.0);
    assertThat(weights).containsExactly(98.0, 94.0, 88.0, 80.0);
    assertThat(model.weight().item()).isEqualTo(80);
    assertThat(outcome.best().number()).isEqualTo(4);
    assertThat(outcome.best().validationLoss()).isNaN();
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Completed());
  }

  @Test
  void noValidationRowsAreAsIfNoneWereGiven() {
    Outcome outcome =
        trainer(2, 4).withPatience(1).fit(Slope.of(1), counted(4), numbers(new double[0]));

    assertThat(outcome.history()).hasSize(2);
    assertThat(outcome.best().number()).isEqualTo(2);
    assertThat(outcome.best().validationLoss()).isNaN();
  }

  @Test
  void validationIsMeasuredWithoutDropout() {
    Sequential model = random(3);
    Examples validation = numbers(1, 2, 3);
    Outcome outcome =
        Trainer.of(new MeanSquaredError(), Sgd.of(0.01))
            .withEpochs(1)
            .fit(model, numbers(0.5, -1), validation);

    Tensor output = model.apply(validation.inputs());
    double expected = new MeanSquaredError().of(output, validation.targets()).item();
    assertThat(outcome.best().validationLoss()).isEqualTo(expected);
  }

  @Test
  void aReductionOnAPlateauIsToldOnceAnEpoch() {
    List<Double> rates = new ArrayList<>();
    Trainer.of(new MeanOutput(), Sgd.of(1))
        .withSchedule(Schedule.reduceOnPlateau(0.5, 0))
        .withValidationLoss(new Scripted(1))
        .withEpochs(5)
        .withBatchSize(1)
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.EpochEnded ended) {
                rates.add(ended.epoch().learningRate());
              }
            })
        .fit(Slope.of(1), counted(3), counted(1));

    assertThat(rates).containsExactly(1.0, 1.0, 0.5, 0.25, 0.125);
  }

  @Test
  void theScheduleIsPlannedForAllStepsOfTheTraining() {
    List<Double> rates = new ArrayList<>();
    Trainer.of(new MeanOutput(), Sgd.of(1))
        .withSchedule(Schedule.stepDecay(1, 0.1))
        .withEpochs(2)
        .withBatchSize(2)
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.BatchEnded ended) {
                rates.add(ended.learningRate());
              }
            })
        .fit(Slope.of(1), counted(3));

    assertThat(rates).containsExactly(1.0, 1.0, 0.1, 0.1);
  }

  @Test
  void aSmallNetworkLearnsExclusiveOr() {
    Rng rng = Rng.seed(7);
    Sequential model =
        Sequential.of(Linear.of(2, 8, rng.split()), Activation.TANH, Linear.of(8, 2, rng.split()));
    Tensor inputs = Tensor.of(Shape.of(4, 2), new float[] {0, 0, 0, 1, 1, 0, 1, 1});
    Tensor classes = Tensor.of(Shape.of(4), new long[] {0, 1, 1, 0});
    Trainer.of(new CrossEntropy(), Adam.of(0.05))
        .withEpochs(200)
        .fit(model, new Examples(inputs, classes));

    Tensor probabilities = Predicting.inBatches(model, inputs).softmax();
    var scores = ClassificationScores.of(probabilities, new int[] {0, 1, 1, 0});
    assertThat(scores.accuracy()).isEqualTo(1);
    assertThat(scores.logLoss()).isLessThan(0.1);
  }

  @Test
  void trainingWithoutRowsIsRefused() {
    assertThatThrownBy(() -> trainer(1, 1).fit(Slope.of(1), numbers(new double[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trainer: there are no training rows");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Trainer trainer = trainer(1, 1);
    assertThatThrownBy(() -> trainer.withEpochs(0))
        .hasMessage("trainer: epochs must be positive, was 0");
    assertThatThrownBy(() -> trainer.withBatchSize(-1))
        .hasMessage("trainer: batchSize must be positive, was -1");
    assertThatThrownBy(() -> trainer.withPatience(-1))
        .hasMessage("trainer: patience must be 0 or more, was -1");
  }
}
