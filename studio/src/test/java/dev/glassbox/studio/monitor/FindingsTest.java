package dev.glassbox.studio.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Sgd;
import dev.glassbox.studio.run.History;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is found in made-up courses of trainings, and in real ones.
class FindingsTest {
  /// A course of 100 steps in 10 epochs that learns as it should.
  private static double falling(int step) {
    return 2 * Math.exp(-step / 30.0);
  }

  private static History course(
      IntToDoubleFunction batchLoss,
      double ratio,
      DoubleUnaryOperator training,
      DoubleUnaryOperator heldOut,
      int classes) {
    int[] steps = IntStream.rangeClosed(1, 100).toArray();
    int[] ends = IntStream.rangeClosed(1, 10).map(epoch -> 10 * epoch).toArray();
    float[][] ratios = new float[1][100];
    java.util.Arrays.fill(ratios[0], (float) ratio);
    return new History(
        new History.Plan(1, "made up", "loss", classes, 10, 100, 50, "validation", 10, 20),
        new History.Progress(History.State.TRAINING, 100, 0.01, 1000, 1, 1, "", null),
        new History.Losses(
            ends,
            IntStream.of(ends).mapToDouble(end -> training.applyAsDouble(end / 10.0)).toArray(),
            IntStream.of(ends).mapToDouble(end -> heldOut.applyAsDouble(end / 10.0)).toArray()),
        new History.Batches(
            steps, IntStream.of(steps).mapToDouble(batchLoss).toArray(), new double[100]),
        new History.Updates(List.of("hidden.weight"), steps, ratios, new float[1][100]),
        List.of());
  }

  private static List<Finding> of(IntToDoubleFunction batchLoss, double ratio) {
    return Findings.of(course(batchLoss, ratio, e -> 1 / e, e -> 1 / e, 0), null);
  }

  @Test
  void nothingIsFoundInAHealthyCourse() {
    assertThat(of(FindingsTest::falling, 1e-3)).isEmpty();
    assertThat(Findings.of(course(FindingsTest::falling, 1e-3, e -> 1 / e, e -> 1.1 / e, 8), null))
        .isEmpty();
  }

  @Test
  void aLossThatRisesWithLargeUpdatesMeansTooHighARate() {
    // Least at step 12, where it begins to rise; the window that is least ends there.
    List<Finding> found = of(step -> step <= 12 ? 2 - step / 10.0 : 0.8 + (step - 12) / 20.0, 0.1);
    assertThat(found).hasSize(1).first().isInstanceOf(Finding.RateTooHigh.class);
    Finding.RateTooHigh high = (Finding.RateTooHigh) found.getFirst();
    assertThat(high.step()).isBetween(12, 18);
    assertThat(high.weightName()).isEqualTo("hidden.weight");
    assertThat(high.text())
        .isEqualTo(
            "loss rose after step %d and the update ratio is 10⁻¹: rate too high"
                .formatted(high.step()));
    assertThat(high.evidence())
        .contains("4.975 now", "by 0.1000 of itself")
        .contains("`hidden.weight`");
  }

  @Test
  void aLossThatRisesWithSmallUpdatesIsNotTheRatesFault() {
    assertThat(of(step -> step <= 12 ? 2 - step / 10.0 : 0.8 + (step - 12) / 20.0, 1e-3))
        .noneMatch(Finding.RateTooHigh.class::isInstance);
  }

  @Test
  void aNoisyLossThatFallsIsNoRise() {
    assertThat(of(step -> falling(step) + (step % 2 == 0 ? 0.5 : 0), 0.1)).isEmpty();
  }

  @Test
  void aLossThatStandsStillWithSmallUpdatesMeansTooLowARate() {
    List<Finding> found = of(step -> 2 - step * 1e-4, 1e-6);
    assertThat(found)
        .containsExactly(
            new Finding.RateTooLow(
                100, found(found).first(), found(found).now(), "hidden.weight", (float) 1e-6));
    assertThat(found.getFirst().text())
        .isEqualTo(
            "loss has hardly fallen in 100 steps and the update ratio is 10⁻⁶: rate too low");
  }

  private static Finding.RateTooLow found(List<Finding> found) {
    return (Finding.RateTooLow) found.getFirst();
  }

  @Test
  void aLossThatStandsStillThoughWeightsMoveIsSaidToDoSo() {
    assertThat(of(_ -> 2, 1e-3)).containsExactly(new Finding.NotLearning(100, 2, 2));
  }

  @Test
  void aRisingValidationLossBesideAFallingTrainingLossIsOverfitting() {
    // 1 in epoch 4, and from there by a tenth an epoch up.
    List<Finding> found =
        Findings.of(
            course(FindingsTest::falling, 1e-3, e -> 1 / e, e -> 1 + Math.abs(e - 4) / 10, 0),
            null);
    assertThat(found).hasSize(1);
    Finding.Overfitting overfitting = (Finding.Overfitting) found.getFirst();
    assertThat(overfitting.epoch()).isEqualTo(4);
    assertThat(overfitting.step()).isEqualTo(40);
    assertThat(overfitting.best()).isEqualTo(1);
    assertThat(overfitting.last()).isEqualTo((1.4 + 1.5 + 1.6) / 3);
    assertThat(overfitting.trainingThen()).isEqualTo(0.25);
    assertThat(overfitting.text()).isEqualTo("validation rising since epoch 4: overfitting");
    assertThat(overfitting.evidence())
        .isEqualTo(
            "validation loss 1.000 in epoch 4, 1.500 in epoch 10, while the training loss fell from 0.2500 to %s"
                .formatted(String.format(Locale.ROOT, "%.4g", (1 / 8.0 + 1 / 9.0 + 1 / 10.0) / 3)));
  }

  @Test
  void aValidationLossThatRisesWithTheTrainingLossIsNoOverfitting() {
    DoubleUnaryOperator rising = e -> 1 + Math.abs(e - 4) / 10;
    assertThat(Findings.of(course(FindingsTest::falling, 1e-3, rising, rising, 0), null)).isEmpty();
  }

  @Test
  void aFirstLossFarAboveThatOfEqualScoresIsFound() {
    List<Finding> found =
        Findings.of(course(FindingsTest::falling, 1e-3, e -> 1 / e, e -> 1 / e, 3), null);
    assertThat(found).containsExactly(new Finding.HighStart(falling(1), 3));
    assertThat(found.getFirst().text()).isEqualTo("initial loss above ln 3");
    assertThat(found.getFirst().evidence()).contains("ln 3 = 1.099");
  }

  @Test
  void silentUnitsAreFound() {
    Look look =
        new Look(
            70,
            "accuracy",
            1,
            1,
            List.of(
                new Look.Units("hidden", "relu", 50, 0.38),
                new Look.Units("few", "relu", 50, 0.06),
                new Look.Units("next", "tanh", 20, 0.95),
                new Look.Units("last", "sigmoid", 20, 0.8)));
    List<Finding> found =
        Findings.of(course(FindingsTest::falling, 1e-3, e -> 1 / e, e -> 1 / e, 0), look);
    assertThat(found)
        .containsExactly(
            new Finding.DeadUnits(70, "hidden", 50, 0.38),
            new Finding.Saturated(70, "next", "tanh", 0.95));
    assertThat(found.getFirst().text()).isEqualTo("38 % of `hidden` never fires");
    assertThat(found.getFirst().evidence()).startsWith("19 of 50 units");
  }

  /// Every finding has its words, and none of them a number that is none.
  @Test
  void everyKindSpeaks() {
    List<Finding> all =
        List.of(
            new Finding.Diverged(3, 1, "0", 4, 0.1),
            new Finding.RateTooHigh(3, 1, 2, "w", 0.1),
            new Finding.RateTooLow(3, 1, 2, "w", 1e-7),
            new Finding.NotLearning(3, 1, 2),
            new Finding.Overfitting(3, 1, 2, "test", 1, 2, 3, 4),
            new Finding.HighStart(9, 2),
            new Finding.DeadUnits(1, "0", 4, 0.75),
            new Finding.Saturated(1, "0", "tanh", 0.5));
    assertThat(all.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(Finding.class.getPermittedSubclasses());
    assertThat(all)
        .allSatisfy(
            finding -> {
              assertThat(finding.text()).isNotBlank().doesNotContain("%d", "%s", "NaN");
              assertThat(finding.evidence()).isNotBlank().doesNotContain("%d", "%s");
              assertThat(finding.advice()).isNotBlank();
            });
  }

  // Real trainings.

  /// 20 random rows of 10 numbers and random answers: what is learnt of them is of no use.
  private static Examples noise(int seed, int rows) {
    Rng rng = Rng.seed(seed);
    return new Examples(
        Tensor.normal(rng.split(), Shape.of(rows, 10), 0, 1),
        Tensor.normal(rng.split(), Shape.of(rows, 1), 0, 1));
  }

  private static Layer wide(Rng rng) {
    return Sequential.of(
        Linear.of(10, 64, rng.split()), Activation.RELU, Linear.of(64, 1, rng.split()));
  }

  private static List<Finding> watched(Trainer trainer, Layer model, Examples rows, Examples held) {
    Watches watches = new Watches(() -> {});
    Trainer watched = watches.attach(trainer, _ -> "real");
    try {
      Outcome outcome = watched.fit(model, rows, held);
      assertThat(outcome).isNotNull();
    } catch (dev.glassbox.train.DivergedException expected) {
      assertThat(expected).hasMessageContaining("NaN");
    }
    Watch watch = watches.latest().orElseThrow();
    Look look = new Looking(watch.subject()).at(watch.at(Integer.MAX_VALUE));
    return Findings.of(watch.history(), look);
  }

  @Test
  void aNetworkThatLearnsNoiseByHeartOverfits() {
    List<Finding> found =
        watched(
            Trainer.of(new MeanSquaredError(), Adam.of(3e-3)).withEpochs(200).withBatchSize(10),
            wide(Rng.seed(1)),
            noise(2, 20),
            noise(3, 50));
    assertThat(found).hasAtLeastOneElementOfType(Finding.Overfitting.class);
  }

  @Test
  void aRateFarTooHighDiverges() {
    List<Finding> found =
        watched(
            Trainer.of(new MeanSquaredError(), Sgd.of(10)).withEpochs(100).withBatchSize(10),
            wide(Rng.seed(1)),
            noise(2, 40),
            noise(3, 50));
    assertThat(found.getFirst()).isInstanceOf(Finding.Diverged.class);
    assertThat(((Finding.Diverged) found.getFirst()).epoch()).isPositive();
  }

  @Test
  void aRateTooHighForDescentOnALineIsFoundBeforeItDiverges() {
    // L = mean (w x)², with mean x² about 1: rates above 1 diverge, slowly if it is but little.
    Examples rows =
        new Examples(
            Tensor.normal(Rng.seed(4), Shape.of(64, 1), 0, 1), Tensor.zeros(Shape.of(64, 1)));
    List<Finding> found =
        watched(
            Trainer.of(new MeanSquaredError(), Sgd.of(1.2)).withEpochs(60).withBatchSize(64),
            Linear.of(1, 1, Rng.seed(5)),
            rows,
            rows);
    assertThat(found).hasAtLeastOneElementOfType(Finding.RateTooHigh.class);
  }

  @Test
  void aRateFarTooLowIsFound() {
    List<Finding> found =
        watched(
            Trainer.of(new MeanSquaredError(), Sgd.of(1e-6)).withEpochs(100).withBatchSize(20),
            wide(Rng.seed(1)),
            noise(2, 20),
            noise(3, 50));
    assertThat(found).hasAtLeastOneElementOfType(Finding.RateTooLow.class);
  }

  @Test
  void unitsKilledByTheirBiasesAreFound() {
    Linear hidden = Linear.of(10, 64, Rng.seed(1));
    float[] biases = new float[64];
    java.util.Arrays.fill(biases, 0, 24, -1000);
    hidden.bias().assign(Tensor.of(Shape.of(64), biases));
    List<Finding> found =
        watched(
            Trainer.of(new MeanSquaredError(), Adam.of(1e-3)).withEpochs(2).withBatchSize(20),
            Sequential.of(hidden, Activation.RELU, Linear.of(64, 1, Rng.seed(2))),
            noise(2, 20),
            noise(3, 50));
    Finding.DeadUnits dead =
        (Finding.DeadUnits)
            found.stream().filter(Finding.DeadUnits.class::isInstance).findFirst().orElseThrow();
    assertThat(dead.layer()).isEqualTo("0");
    assertThat(dead.units()).isEqualTo(64);
    assertThat(Math.round(dead.share() * 64)).isBetween(24L, 30L);
  }

  @Test
  void aStartWithHugeScoresIsFound() {
    Linear scores = Linear.of(10, 4, dev.glassbox.nn.Initializer.normal(0, 30), Rng.seed(1));
    Examples rows =
        Examples.of(
            Tensor.normal(Rng.seed(2), Shape.of(32, 10), 0, 1),
            IntStream.range(0, 32).map(i -> i % 4).toArray());
    List<Finding> found =
        watched(Trainer.of(new CrossEntropy(), Adam.of(1e-3)).withEpochs(2), scores, rows, rows);
    assertThat(found).hasAtLeastOneElementOfType(Finding.HighStart.class);
  }
}
