package dev.glassbox.train;

import static dev.glassbox.train.Probes.bits;
import static dev.glassbox.train.Probes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glassbox.optim.Schedule;
import dev.glassbox.optim.Sgd;
import dev.glassbox.train.Probes.MeanOutput;
import dev.glassbox.train.Probes.Scripted;
import dev.glassbox.train.Probes.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainingEventsTest {
  private static final Examples ROWS = numbers(1, 2, 3, 4, 5);

  private static Trainer trainer(int epochs) {
    return Trainer.of(new MeanOutput(), Sgd.of(0.25)).withEpochs(epochs).withBatchSize(2);
  }

  @Test
  void everyStepIsToldInOrder() {
    List<TrainingEvent> events = new ArrayList<>();
    Trainer trainer = trainer(2).withValidationLoss(new Scripted(7, 8)).withListener(events::add);
    Slope model = Slope.of(1);
    Examples held = numbers(1, 2, 3);
    Outcome outcome = trainer.fit(model, ROWS, held);

    TrainingEvent.Started started = new TrainingEvent.Started(model, trainer, ROWS, held, 3);
    assertThat(events.getFirst()).isEqualTo(started);
    assertThat(started.parameters()).isEqualTo(1);
    assertThat(started.trainingRows()).isEqualTo(5);
    assertThat(started.validationRows()).isEqualTo(3);
    assertThat(started.epochs()).isEqualTo(2);
    assertThat(events.getLast()).isEqualTo(new TrainingEvent.Finished(outcome));
    assertThat(events.stream().map(TrainingEventsTest::summary))
        .containsExactly(
            "started",
            "batch 1.1 of 3, 2 rows, rate 0.25",
            "batch 1.2 of 3, 2 rows, rate 0.25",
            "batch 1.3 of 3, 1 rows, rate 0.25",
            "epoch 1, best 1",
            "batch 2.1 of 3, 2 rows, rate 0.25",
            "batch 2.2 of 3, 2 rows, rate 0.25",
            "batch 2.3 of 3, 1 rows, rate 0.25",
            "epoch 2, best 1",
            "finished");
  }

  private static String summary(TrainingEvent event) {
    return switch (event) {
      case TrainingEvent.Started _ -> "started";
      case TrainingEvent.BatchEnded batch ->
          "batch %d.%d of %d, %d rows, rate %s"
              .formatted(
                  batch.epoch(),
                  batch.batch(),
                  batch.batches(),
                  batch.rows(),
                  batch.learningRate());
      case TrainingEvent.EpochEnded epoch ->
          "epoch %d, best %d".formatted(epoch.epoch().number(), epoch.best().number());
      case TrainingEvent.Finished _ -> "finished";
      case TrainingEvent.Failed failed -> "failed: " + failed.failure().getMessage();
    };
  }

  @Test
  void theLossOfABatchIsTheOneBeforeItsStep() {
    List<Double> losses = new ArrayList<>();
    trainer(2)
        .withBatchSize(5)
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.BatchEnded ended) {
                losses.add(ended.loss());
              }
            })
        .fit(Slope.of(1), ROWS);

    // The mean input is 3, so a step takes 0.25 · 3 from the weight.
    assertThat(losses).containsExactly(3.0, 0.75);
  }

  @Test
  void theModelHoldsTheWeightsItKeepsWhenTheEndIsTold() {
    Slope model = Slope.of(1);
    List<Map<String, List<Integer>>> atTheEnd = new ArrayList<>();
    trainer(3)
        .withValidationLoss(new Scripted(1, 2, 3))
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.Finished) {
                atTheEnd.add(bits(model));
              }
            })
        .fit(model, ROWS, ROWS);

    assertThat(atTheEnd).containsExactly(bits(model));
  }

  @Test
  void twoListenersHearEachEventOneAfterTheOther() {
    List<String> heard = new ArrayList<>();
    TrainingListener first = event -> heard.add("first " + summary(event));
    TrainingListener both = first.and(event -> heard.add("second " + summary(event)));
    trainer(1).withBatchSize(5).withListener(both).fit(Slope.of(1), ROWS);

    assertThat(heard)
        .containsExactly(
            "first started",
            "second started",
            "first batch 1.1 of 1, 5 rows, rate 0.25",
            "second batch 1.1 of 1, 5 rows, rate 0.25",
            "first epoch 1, best 1",
            "second epoch 1, best 1",
            "first finished",
            "second finished");
  }

  @Test
  void aStopIsHeededAfterTheBatchAndTheBestEpochSoFarIsKept() {
    Slope model = Slope.of(1);
    AtomicInteger steps = new AtomicInteger();
    List<Map<String, List<Integer>>> states = new ArrayList<>();
    Outcome outcome =
        trainer(100)
            .withValidationLoss(new Scripted(3, 1, 2))
            .withStopRequested(() -> steps.incrementAndGet() == 11)
            .withListener(
                event -> {
                  if (event instanceof TrainingEvent.EpochEnded) {
                    states.add(bits(model));
                  }
                })
            .fit(model, ROWS, ROWS);

    assertThat(steps).hasValue(11);
    assertThat(model.batches()).hasSize(11);
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(outcome.history()).hasSize(3);
    assertThat(outcome.best().number()).isEqualTo(2);
    assertThat(bits(model)).isEqualTo(states.get(1));
  }

  @Test
  void aStopInTheFirstEpochKeepsWhatWasLearnt() {
    Slope model = Slope.of(1);
    AtomicBoolean stop = new AtomicBoolean();
    List<Map<String, List<Integer>>> states = new ArrayList<>();
    Outcome outcome =
        trainer(100)
            .withValidationLoss(new Scripted(7))
            .withStopRequested(stop::get)
            .withListener(
                event -> {
                  if (event instanceof TrainingEvent.BatchEnded ended) {
                    states.add(bits(model));
                    stop.set(ended.batch() == 2);
                  }
                })
            .fit(model, ROWS, ROWS);

    assertThat(states).hasSize(2);
    assertThat(bits(model)).isEqualTo(states.get(1)).isNotEqualTo(bits(Slope.of(1)));
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(outcome.history()).isEmpty();
    assertThat(outcome.best().number()).isZero();
    assertThat(outcome.best().trainingLoss()).isNaN();
    assertThat(outcome.best().validationLoss()).isEqualTo(7);
  }

  @Test
  void anInterruptedTrainingIsToldAsFinished() {
    List<TrainingEvent> events = new ArrayList<>();
    Outcome outcome =
        trainer(100).withStopRequested(() -> true).withListener(events::add).fit(Slope.of(1), ROWS);

    assertThat(events).hasSize(3);
    assertThat(events.getLast()).isEqualTo(new TrainingEvent.Finished(outcome));
  }

  @Test
  void aTrainingWithoutAnOutcomeIsToldAsFailedBeforeItThrows() {
    List<TrainingEvent> events = new ArrayList<>();
    Trainer trainer = trainer(2).withListener(events::add);

    DivergedException thrown =
        assertThrows(
            DivergedException.class, () -> trainer.fit(Slope.of(1), numbers(1, Double.NaN)));
    assertThat(events).hasSize(2).last().isEqualTo(new TrainingEvent.Failed(thrown));
  }

  @Test
  void aStepTakesTheRateThatItIsGivenForTheSchedules() {
    List<Double> scheduled = new ArrayList<>();
    List<Double> taken = new ArrayList<>();
    Slope model = Slope.of(1);
    trainer(2)
        .withBatchSize(5)
        .withSchedule(Schedule.exponential(0.5))
        .withRate(
            rate -> {
              scheduled.add(rate);
              return scheduled.size() == 1 ? rate : 3 * rate;
            })
        .withListener(
            event -> {
              if (event instanceof TrainingEvent.BatchEnded ended) {
                taken.add(ended.learningRate());
              }
            })
        .fit(model, ROWS);

    assertThat(scheduled).containsExactly(0.25, 0.125);
    assertThat(taken).containsExactly(0.25, 0.375);
    // The gradient is the mean input, 3.
    assertThat(model.weight().item()).isEqualTo(1 - 0.25 * 3 - 0.375 * 3);
  }
}
