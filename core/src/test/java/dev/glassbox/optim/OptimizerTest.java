package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  /// One step or more of a parameter whose gradient is always these numbers.
  private static double[] walk(Optimizer optimizer, double gradient, int steps) {
    Tensor theta = Tensor.of(DType.FLOAT64, 1).trainable();
    Updater updater = optimizer.over(List.of(theta));
    double[] way = new double[steps];
    for (int i = 0; i < steps; i++) {
      updater.step(theta.mul(gradient).sum().gradients());
      way[i] = theta.item();
    }
    return way;
  }

  @Test
  void theAveragedFormStartsFromZeroAndMovesByTheAverage() {
    // v = 0.2, 0.36, 0.488 for β = 0.9 and g = 2: θ falls by 0.1 v each step.
    assertThat(walk(Sgd.of(0.1).withAveraging(0.9), 2, 3))
        .containsExactly(new double[] {0.98, 0.942, 0.8878}, within(1e-15));
  }

  @Test
  void theAveragedFormTakesWeightDecayAsPartOfTheGradient() {
    // g = 2 + 0.5 · 1 = 2.5, v = 0.25, θ = 0.975; g = 2.4875, v = 0.47375, θ = 0.927625.
    assertThat(walk(Sgd.of(0.1).withAveraging(0.9).withWeightDecay(0.5), 2, 2))
        .containsExactly(new double[] {0.975, 0.927625}, within(1e-15));
  }

  @Test
  void theHeavyBallRunsAwayTenfoldUnderASteadyPush() {
    double[] way = walk(Sgd.of(0.1).withMomentum(0.9), 1, 400);

    assertThat(way[398] - way[399]).isCloseTo(0.1 * 10, within(1e-12));
  }

  @Test
  void adamsFirstStepIsTheLearningRateWhateverTheGradient() {
    assertThat(walk(Adam.of(0.01), 1e-3, 1)[0]).isCloseTo(0.99, within(1e-6));
    assertThat(walk(Adam.of(0.01), -1e3, 1)[0]).isCloseTo(1.01, within(1e-12));
  }

  @Test
  void centeredRmsPropSurvivesAGradientWithoutVariance() {
    double[] way = walk(RmsProp.of(0.001).withAlpha(0.5).withCentered(true), 1.1, 200);

    assertThat(way).doesNotContain(Double.NaN);
  }

  static Stream<Optimizer> everyOptimizer() {
    return Stream.of(
        Sgd.of(0.1),
        Sgd.of(0.1).withMomentum(0.9),
        Sgd.of(0.1).withNesterov(0.9).withWeightDecay(0.1),
        Sgd.of(0.1).withAveraging(0.9),
        Adam.of(0.1),
        AdamW.of(0.1),
        RmsProp.of(0.1).withMomentum(0.5).withCentered(true),
        Adagrad.of(0.1),
        Adadelta.of(1));
  }

  @ParameterizedTest
  @MethodSource("everyOptimizer")
  void singlePrecisionFollowsDoublePrecision(Optimizer optimizer) {
    Tensor single = Tensor.of(DType.FLOAT32, 0.5, -2, 3).trainable();
    Tensor twofold = Tensor.of(DType.FLOAT64, 0.5, -2, 3).trainable();
    Updater inFloats = optimizer.over(List.of(single));
    Updater inDoubles = optimizer.over(List.of(twofold));
    for (int i = 0; i < 20; i++) {
      inFloats.step(single.square().sum().gradients());
      inDoubles.step(twofold.square().sum().gradients());
    }

    assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.toDoubleArray())
        .containsExactly(twofold.toDoubleArray(), within(1e-4))
        .doesNotContain(0.5, -2, 3);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(() -> Sgd.of(-0.1), "SGD: learningRate must be 0 or more, was -0.1"),
        mistake(
            () -> Sgd.of(1).withWeightDecay(-1), "SGD: weightDecay must be 0 or more, was -1.0"),
        mistake(() -> Sgd.of(1).withMomentum(1), "SGD: momentum must lie in [0, 1), was 1.0"),
        mistake(
            () -> Sgd.of(1).withMomentum(new Sgd.HeavyBall(0.9, 1.5)),
            "SGD: dampening must lie in [0, 1], was 1.5"),
        mistake(
            () -> Sgd.of(1).withNesterov(0), "SGD: Nesterov momentum must lie in (0, 1), was 0.0"),
        mistake(() -> Sgd.of(1).withAveraging(1), "SGD: beta must lie in [0, 1), was 1.0"),
        mistake(() -> Adam.of(Double.NaN), "Adam: learningRate must be 0 or more, was NaN"),
        mistake(() -> Adam.of(1).withBetas(1, 0), "Adam: beta1 must lie in [0, 1), was 1.0"),
        mistake(() -> Adam.of(1).withBetas(0, -1), "Adam: beta2 must lie in [0, 1), was -1.0"),
        mistake(() -> new Adam(1, 0.9, 0.9, -1, 0), "Adam: epsilon must be 0 or more, was -1.0"),
        mistake(
            () -> Adam.of(1).withWeightDecay(-1), "Adam: weightDecay must be 0 or more, was -1.0"),
        mistake(
            () -> AdamW.of(Double.POSITIVE_INFINITY),
            "AdamW: learningRate must be 0 or more, was Infinity"),
        mistake(() -> AdamW.of(1).withBetas(1, 0), "AdamW: beta1 must lie in [0, 1), was 1.0"),
        mistake(() -> AdamW.of(1).withBetas(0, 1), "AdamW: beta2 must lie in [0, 1), was 1.0"),
        mistake(() -> new AdamW(1, 0.9, 0.9, -1, 0), "AdamW: epsilon must be 0 or more, was -1.0"),
        mistake(
            () -> AdamW.of(1).withWeightDecay(-1),
            "AdamW: weightDecay must be 0 or more, was -1.0"),
        mistake(() -> RmsProp.of(-1), "RMSProp: learningRate must be 0 or more, was -1.0"),
        mistake(() -> RmsProp.of(1).withAlpha(1), "RMSProp: alpha must lie in [0, 1), was 1.0"),
        mistake(
            () -> new RmsProp(1, 0.9, -1, 0, false, 0),
            "RMSProp: epsilon must be 0 or more, was -1.0"),
        mistake(
            () -> RmsProp.of(1).withMomentum(-0.1),
            "RMSProp: momentum must lie in [0, 1), was -0.1"),
        mistake(
            () -> RmsProp.of(1).withWeightDecay(-1),
            "RMSProp: weightDecay must be 0 or more, was -1.0"),
        mistake(() -> Adagrad.of(-1), "Adagrad: learningRate must be 0 or more, was -1.0"),
        mistake(
            () -> Adagrad.of(1).withLearningRateDecay(-1),
            "Adagrad: learningRateDecay must be 0 or more, was -1.0"),
        mistake(
            () -> Adagrad.of(1).withWeightDecay(-1),
            "Adagrad: weightDecay must be 0 or more, was -1.0"),
        mistake(
            () -> Adagrad.of(1).withInitialAccumulator(-1),
            "Adagrad: initialAccumulator must be 0 or more, was -1.0"),
        mistake(() -> new Adagrad(1, 0, 0, 0, -1), "Adagrad: epsilon must be 0 or more, was -1.0"),
        mistake(() -> Adadelta.of(-1), "Adadelta: learningRate must be 0 or more, was -1.0"),
        mistake(() -> Adadelta.of(1).withRho(1), "Adadelta: rho must lie in [0, 1), was 1.0"),
        mistake(() -> new Adadelta(1, 0.9, 0, 0), "Adadelta: epsilon must be positive, was 0.0"),
        mistake(
            () -> Adadelta.of(1).withWeightDecay(-1),
            "Adadelta: weightDecay must be 0 or more, was -1.0"));
  }

  private static Arguments mistake(Runnable made, String message) {
    return Arguments.of(message, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aSettingOutOfRangeIsNamed(String message, Runnable made) {
    assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
