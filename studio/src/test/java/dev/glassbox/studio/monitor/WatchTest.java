package dev.glassbox.studio.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Schedule;
import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {
  private static final Examples ROWS = rows(1, 96);
  private static final Examples HELD = rows(2, 32);

  private final Watches watches = new Watches(() -> {});

  private static Examples rows(int seed, int count) {
    Tensor inputs = Tensor.normal(Rng.seed(seed), Shape.of(count, 4), 0, 1);
    return new Examples(inputs, inputs.sum(1).sin().reshape(count, 1));
  }

  private static Layer network() {
    Rng rng = Rng.seed(7);
    return Sequential.of(
        Linear.of(4, 16, rng.split()),
        Activation.TANH,
        new Dropout(0.1),
        Linear.of(16, 1, rng.split()));
  }

  private static Trainer trainer(int epochs) {
    return Trainer.of(new MeanSquaredError(), Adam.of(1e-2))
        .withSchedule(Schedule.cosine())
        .withBatchSize(16)
        .withEpochs(epochs);
  }

  private Trainer watched(Trainer trainer) {
    return watches.attach(trainer, _ -> "Training");
  }

  private Watch watch() {
    return watches.latest().orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private static List<Double> losses(Outcome outcome) {
    return outcome.history().stream().map(Epoch::validationLoss).toList();
  }

  @Test
  void watchingPausingAndLookingChangeNoBit() {
    Layer alone = network();
    Outcome expected = trainer(200).fit(alone, ROWS, HELD);

    Layer model = network();
    CompletableFuture<Outcome> fit =
        CompletableFuture.supplyAsync(() -> watched(trainer(200)).fit(model, ROWS, HELD));
    await(() -> watches.latest().isPresent());
    for (int i = 0; i < 3 && !fit.isDone(); i++) {
      int before = watch().history().progress().step();
      await(() -> fit.isDone() || watch().history().progress().step() > before);
      if (!watch().hasEnded()) {
        watch().pause();
        await(() -> fit.isDone() || watch().history().progress().state() == History.State.PAUSED);
        Look look = new Looking(watch().subject()).at(watch().at(Integer.MAX_VALUE));
        assertThat(look.training()).isLessThanOrEqualTo(1);
        assertThat(Findings.of(watch().history(), look)).isNotNull();
        watch().goOn();
      }
    }
    Outcome outcome = fit.join();

    assertThat(Twin.state(model)).isEqualTo(Twin.state(alone));
    assertThat(losses(outcome)).isEqualTo(losses(expected));
    assertThat(watch().history().marks()).isNotEmpty();
  }

  /// Whether all epochs are done, patience is over or somebody stops it: the last step can be seen.
  @Test
  void theLastWeightsAreKept() {
    Layer model = network();
    watched(trainer(200)).fit(model, ROWS);
    assertThat(watch().at(Integer.MAX_VALUE).step()).isEqualTo(1200);
    assertThat(watch().steps()).endsWith(1200);
    assertThat(watch().at(1200).state()).isEqualTo(Twin.state(model));

    Outcome tired = watched(trainer(2000).withPatience(20)).fit(network(), ROWS, HELD);
    assertThat(tired.ending()).isInstanceOf(Outcome.Ending.NoImprovement.class);
    assertThat(watch().steps()).endsWith(6 * tired.history().size());

    AtomicBoolean stop = new AtomicBoolean();
    watched(
            trainer(2000)
                .withStopRequested(stop::get)
                .withListener(
                    event -> {
                      if (event instanceof TrainingEvent.BatchEnded batch && batch.epoch() == 150) {
                        stop.set(true);
                      }
                    }))
        .fit(network(), ROWS, HELD);
    assertThat(watch().steps()).endsWith(6 * 149 + 1);
  }

  @Test
  void whatWasMeasuredIsWhatTheTrainerTold() {
    List<TrainingEvent.BatchEnded> batches = new ArrayList<>();
    Outcome outcome =
        watched(
                trainer(20)
                    .withListener(
                        event -> {
                          if (event instanceof TrainingEvent.BatchEnded batch) {
                            batches.add(batch);
                          }
                        }))
            .fit(network(), ROWS, HELD);

    assertThat(batches).hasSize(120);
    History history = watch().history();
    assertThat(history.batches().steps()).hasSize(120).startsWith(1, 2, 3).endsWith(120);
    for (int i = 0; i < 120; i++) {
      assertThat(history.batches().losses()[i]).isEqualTo(batches.get(i).loss());
      assertThat(history.batches().rates()[i]).isEqualTo(batches.get(i).learningRate());
    }
    assertThat(history.losses().steps()).hasSize(20).startsWith(6, 12).endsWith(120);
    for (Epoch epoch : outcome.history()) {
      assertThat(history.losses().training()[epoch.number() - 1]).isEqualTo(epoch.trainingLoss());
      assertThat(history.losses().heldOut()[epoch.number() - 1]).isEqualTo(epoch.validationLoss());
    }
    assertThat(history.losses().best()).isEqualTo(outcome.best().number() - 1);
    assertThat(history.progress().state()).isEqualTo(History.State.ENDED);
    assertThat(history.progress().ending()).startsWith("all epochs are done; epoch ");
    assertThat(history.plan().heldOut()).isEqualTo(32);
    assertThat(history.plan().parameters()).isEqualTo(4 * 16 + 16 + 16 + 1);
  }

  @Test
  void keptWeightsAndUpdateRatiosAreThoseOfTheTraining() {
    List<float[]> states = new ArrayList<>();
    Layer model = network();
    states.add(Twin.state(model));
    watched(
            trainer(20)
                .withListener(
                    event -> {
                      if (event instanceof TrainingEvent.BatchEnded) {
                        states.add(Twin.state(model));
                      }
                    }))
        .fit(model, ROWS, HELD);

    int[] steps = watch().steps();
    assertThat(steps).startsWith(0, 1).hasSizeGreaterThan(3);
    for (int step : steps) {
      Snapshot snapshot = watch().at(step);
      assertThat(snapshot.step()).isEqualTo(step);
      assertThat(snapshot.state()).isEqualTo(states.get(step));
    }
    History.Updates updates = watch().history().updates();
    assertThat(updates.names()).containsExactly("0.weight", "3.weight");
    for (int i = 0; i < updates.steps().length; i++) {
      int step = updates.steps()[i];
      double[] norms = norms(states.get(step - 1), states.get(step), 64);
      assertThat(updates.norms()[0][i]).isEqualTo((float) norms[0]);
      assertThat(updates.ratios()[0][i]).isEqualTo((float) (norms[1] / norms[0]));
      assertThat(watch().at(step).updateRatios()).hasSize(4).startsWith(updates.ratios()[0][i]);
    }
    assertThat(Twin.state(watch().subject().network())).isEqualTo(states.get(0));
  }

  /// The norm of the first weights before a step, and of their change.
  private static double[] norms(float[] before, float[] after, int count) {
    double old = 0;
    double moved = 0;
    for (int i = 0; i < count; i++) {
      old += (double) before[i] * before[i];
      moved += ((double) after[i] - before[i]) * ((double) after[i] - before[i]);
    }
    return new double[] {Math.sqrt(old), Math.sqrt(moved)};
  }

  @Test
  void aChangedRateIsTakenFromTheNextStepOnInProportionToTheSchedule() {
    List<Double> plain = new ArrayList<>();
    trainer(4).withListener(rates(plain, 0, () -> {})).fit(network(), ROWS, HELD);
    List<Double> changed = new ArrayList<>();
    watched(trainer(4).withListener(rates(changed, 10, () -> watch().changeRate(plain.get(9) / 4))))
        .fit(network(), ROWS, HELD);

    assertThat(changed.subList(0, 10)).isEqualTo(plain.subList(0, 10));
    for (int i = 10; i < 24; i++) {
      assertThat(changed.get(i)).isEqualTo(plain.get(i) / 4);
    }
    List<History.Mark> marks = watch().history().marks();
    assertThat(marks).hasSize(1);
    assertThat(marks.getFirst().step()).isEqualTo(10);
    assertThat(marks.getFirst().text()).matches("rate 0\\.00\\d+ → 0\\.00\\d+");
  }

  /// Writes down the learning rates, and does something after a step.
  private static dev.glassbox.train.TrainingListener rates(
      List<Double> rates, int step, Runnable action) {
    return event -> {
      if (event instanceof TrainingEvent.BatchEnded batch) {
        rates.add(batch.learningRate());
        if (rates.size() == step) {
          action.run();
        }
      }
    };
  }

  @Test
  void aStopEndsInGoodOrderAndKeepsTheBest() {
    Outcome outcome =
        watched(trainer(1000).withListener(rates(new ArrayList<>(), 20, () -> watch().stop())))
            .fit(network(), ROWS, HELD);
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(outcome.history()).hasSize(3);
    assertThat(watches.stopRequested()).isTrue();
    assertThat(watch().history().marks())
        .containsExactly(new History.Mark(20, "stopped from the page"));
    assertThat(watch().history().progress().ending()).startsWith("stopped");
    assertThatThrownBy(() -> watch().pause())
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("pause: the training is over (stopped; epoch ");
  }

  @Test
  void aPausedTrainingStillHearsItsOwnWayToStop() {
    AtomicBoolean wish = new AtomicBoolean();
    CompletableFuture<Outcome> fit =
        CompletableFuture.supplyAsync(
            () ->
                watched(
                        trainer(1000)
                            .withStopRequested(wish::get)
                            .withListener(rates(new ArrayList<>(), 5, () -> watch().pause())))
                    .fit(network(), ROWS, HELD));
    await(
        () ->
            watches.latest().isPresent()
                && watch().history().progress().state() == History.State.PAUSED);
    assertThat(watch().history().progress().step()).isEqualTo(5);
    wish.set(true);
    assertThat(fit.join().ending()).isEqualTo(new Outcome.Ending.Interrupted());
    assertThat(watch().history().progress().step()).isEqualTo(5);
  }

  @Test
  void aTrainingThatDivergesAtOnceIsSeenToHaveEnded() {
    Examples infinite =
        new Examples(
            Tensor.full(Shape.of(8, 4), Double.NaN, DType.FLOAT32), Tensor.zeros(Shape.of(8, 1)));
    assertThatThrownBy(() -> watched(trainer(3)).fit(network(), infinite))
        .hasMessageContaining("NaN");
    assertThat(watches.isTraining()).isFalse();
    assertThat(watch().history().progress().diverged())
        .isEqualTo(new Outcome.Ending.Diverged(1, "0"));
    assertThat(Findings.of(watch().history(), null)).hasSize(1);
  }

  @Test
  void trainingsOnSeveralThreadsStayApart() {
    Trainer shared = watched(trainer(30));
    List<Layer> models = List.of(network(), network(), network());
    CompletableFuture.allOf(
            models.stream()
                .map(model -> CompletableFuture.runAsync(() -> shared.fit(model, ROWS, HELD)))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(Twin.state(models.get(1))).isEqualTo(Twin.state(models.getFirst()));
    assertThat(watches.before()).hasSize(2);
    assertThat(watch().history().batches().steps()).hasSize(180);
    assertThat(watch().history().plan().number()).isEqualTo(3);
  }

  @Test
  void manyStepsTakeBoundedRoom() {
    BatchSeries series = new BatchSeries();
    int steps = 1_000_000;
    double sum = 0;
    for (int i = 1; i <= steps; i++) {
      series.add(i, 1.0 / i);
      sum += i;
    }
    History.Batches values = series.values();
    assertThat(values.steps().length).isLessThanOrEqualTo(BatchSeries.SINGLE + BatchSeries.MEANS);
    assertThat(values.steps()).startsWith(1, 2, 3).endsWith(steps).isSorted();
    double told = 0;
    int before = 0;
    for (int i = 0; i < values.steps().length; i++) {
      told += values.losses()[i] * (values.steps()[i] - before);
      before = values.steps()[i];
    }
    assertThat(told).isEqualTo(sum);
  }
}
