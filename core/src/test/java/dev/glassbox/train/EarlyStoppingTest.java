package dev.glassbox.train;

import static dev.glassbox.train.Probes.bits;
import static dev.glassbox.train.Probes.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.BatchNorm;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanAbsoluteError;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Probes.MeanOutput;
import dev.glassbox.train.Probes.Scripted;
import dev.glassbox.train.Probes.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static final Examples ROWS = numbers(1, 2, 4);

  private static Trainer trainer(int epochs, int patience, double... validationLosses) {
    return Trainer.of(new MeanOutput(), Sgd.of(0.1))
        .withEpochs(epochs)
        .withPatience(patience)
        .withValidationLoss(new Scripted(validationLosses));
  }

  /// Trains and writes down the model's state after each epoch.
  private static Outcome fit(
      Trainer trainer, Layer model, List<Map<String, List<Integer>>> states) {
    return trainer
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.EpochEnded) {
                states.add(bits(model));
              }
            })
        .fit(model, ROWS, ROWS);
  }

  @Test
  void theModelIsGivenBackTheBestEpochsWeightsAndBuffersToTheBit() {
    Layer model = Sequential.of(Linear.of(1, 2, Rng.seed(3)), BatchNorm.of(2, DType.FLOAT32));
    List<Map<String, List<Integer>>> states = new ArrayList<>();
    Outcome outcome = fit(trainer(6, 0, 5, 4, 3, 6, 7, 8), model, states);

    assertThat(states).doesNotHaveDuplicates().hasSize(6);
    assertThat(outcome.best().number()).isEqualTo(3);
    assertThat(bits(model)).isEqualTo(states.get(2));
  }

  @Test
  void trainingEndsAfterSoManyEpochsWithoutImprovement() {
    Outcome outcome =
        fit(trainer(100, 3, 5, 4, 6, 7, 3, 9, 9, 9, 1), Slope.of(1), new ArrayList<>());

    assertThat(outcome.history()).hasSize(8);
    assertThat(outcome.best().number()).isEqualTo(5);
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.NoImprovement(3));
  }

  @Test
  void anEqualLossIsNoImprovement() {
    Outcome outcome = fit(trainer(100, 2, 5, 5, 5, 4), Slope.of(1), new ArrayList<>());

    assertThat(outcome.history()).hasSize(3);
    assertThat(outcome.best().number()).isEqualTo(1);
  }

  @Test
  void patienceOfZeroNeverStopsEarly() {
    Outcome outcome = fit(trainer(7, 0, 1, 2), Slope.of(1), new ArrayList<>());

    assertThat(outcome.history()).hasSize(7);
    assertThat(outcome.best().number()).isEqualTo(1);
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Completed());
  }

  @Test
  void everyFinishedEpochIsInTheHistoryWithWhatWasMeasured() {
    Outcome outcome = fit(trainer(3, 0, 5, 4, 6), Slope.of(2), new ArrayList<>());

    assertThat(outcome.history().stream().map(Epoch::number)).containsExactly(1, 2, 3);
    assertThat(outcome.history().stream().map(Epoch::validationLoss))
        .containsExactly(5.0, 4.0, 6.0);
    assertThat(outcome.history().getFirst().trainingLoss()).isEqualTo((2 + 4 + 8) / 3f);
    assertThat(outcome.history()).allSatisfy(epoch -> assertThat(epoch.seconds()).isNotNegative());
  }

  @Test
  void theLossItselfIsMeasuredOnTheValidationRowsUnlessAnotherMeasureIsGiven() {
    // y = 2x against targets 0.
    Examples validation = numbers(1, 3);
    Trainer trainer = Trainer.of(new MeanSquaredError(), Sgd.of(0)).withEpochs(1);

    assertThat(trainer.fit(Slope.of(2), ROWS, validation).best().validationLoss())
        .isEqualTo((4 + 36) / 2.0);
    assertThat(
            trainer
                .withValidationLoss(new MeanAbsoluteError())
                .fit(Slope.of(2), ROWS, validation)
                .best()
                .validationLoss())
        .isEqualTo((2 + 6) / 2.0);
  }

  @Test
  void validationRowsAreNotLearntFrom() {
    Slope one = Slope.of(1);
    Slope other = Slope.of(1);
    Trainer trainer = Trainer.of(new MeanSquaredError(), Sgd.of(0.01)).withEpochs(1);
    trainer.fit(one, ROWS, numbers(1, 2));
    trainer.fit(other, ROWS, numbers(-50, 7));

    assertThat(bits(one)).isEqualTo(bits(other));
    assertThat(one.batches().stream().flatMap(List::stream)).containsOnly(1.0, 2.0, 4.0);
  }

  @Test
  void theBestEpochSoFarIsToldWithEveryEpoch() {
    List<Integer> best = new ArrayList<>();
    trainer(4, 0, 5, 6, 4, 7)
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.EpochEnded ended) {
                best.add(ended.best().number());
              }
            })
        .fit(Slope.of(1), ROWS, ROWS);

    assertThat(best).containsExactly(1, 1, 3, 3);
  }

  @Test
  void theScoreOfAnEpochIsItsTrainingLossWhereNothingWasHeldOut() {
    assertThat(new Epoch(1, 2, Double.NaN, 0.1, 0).score()).isEqualTo(2);
    assertThat(new Epoch(1, 2, 3, 0.1, 0).score()).isEqualTo(3);
  }
}
