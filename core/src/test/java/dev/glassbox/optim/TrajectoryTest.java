package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Goldens;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Follows PyTorch for 1,000 steps through a small network on noisy batches, where the gradient
/// never settles and a wrong formula is far off soon.
class TrajectoryTest {
  private static final Goldens GOLDENS = Goldens.read("optim-trajectories.txt");
  private static final int STEPS = 1000;
  private static final int BATCH = 4;
  private static final int PER_EPOCH = 10;

  /// The two differ by rounding alone, which these ways magnify less than twentyfold: 3 · 10⁻¹⁵ at
  /// worst when this was written.
  private static final double CLOSE = 1e-12;

  static Stream<Arguments> optimizers() {
    Sgd slow = Sgd.of(0.005);
    RmsProp gentle = RmsProp.of(0.001);
    return Stream.of(
        Arguments.of("sgd", Sgd.of(0.05)),
        Arguments.of("sgd weight decay", Sgd.of(0.05).withWeightDecay(0.01)),
        Arguments.of("sgd momentum", slow.withMomentum(0.9)),
        Arguments.of(
            "sgd momentum dampening", Sgd.of(0.01).withMomentum(new Sgd.HeavyBall(0.9, 0.5))),
        Arguments.of("sgd momentum weight decay", slow.withMomentum(0.9).withWeightDecay(0.01)),
        Arguments.of("sgd nesterov", slow.withNesterov(0.9)),
        Arguments.of("sgd nesterov weight decay", slow.withNesterov(0.9).withWeightDecay(0.01)),
        Arguments.of("adam", Adam.of(0.01)),
        Arguments.of("adam betas", Adam.of(0.01).withBetas(0.8, 0.95)),
        Arguments.of("adam weight decay", Adam.of(0.01).withWeightDecay(0.01)),
        Arguments.of("adamw", AdamW.of(0.01)),
        Arguments.of("adamw weight decay", AdamW.of(0.01).withWeightDecay(0.1)),
        Arguments.of("rmsprop", RmsProp.of(0.005)),
        Arguments.of("rmsprop centered", RmsProp.of(0.005).withCentered(true)),
        Arguments.of("rmsprop momentum", gentle.withMomentum(0.9)),
        Arguments.of(
            "rmsprop centered momentum weight decay",
            gentle.withAlpha(0.95).withMomentum(0.9).withCentered(true).withWeightDecay(0.01)),
        Arguments.of("adagrad", Adagrad.of(0.1)),
        Arguments.of(
            "adagrad all",
            Adagrad.of(0.1)
                .withLearningRateDecay(0.001)
                .withWeightDecay(0.01)
                .withInitialAccumulator(0.1)),
        Arguments.of("adadelta", Adadelta.of(1)),
        Arguments.of(
            "adadelta weight decay", Adadelta.of(0.5).withRho(0.95).withWeightDecay(0.01)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimiserFollowsPyTorch(String section, Optimizer optimizer) {
    follow(section, optimizer, GradientClip.none(), Schedule.constant());
  }

  static Stream<Arguments> clips() {
    return Stream.of(
        Arguments.of("clip by norm", Sgd.of(0.005).withMomentum(0.9), GradientClip.byNorm(1)),
        Arguments.of("clip by value", Sgd.of(0.005).withMomentum(0.9), GradientClip.byValue(0.5)),
        Arguments.of("adam clip by norm", Adam.of(0.01), GradientClip.byNorm(1)));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void limitedGradientsFollowPyTorch(String section, Optimizer optimizer, GradientClip clip) {
    follow(section, optimizer, clip, Schedule.constant());
  }

  static Stream<Arguments> schedules() {
    return ScheduleTest.schedules();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyScheduleFollowsPyTorch(String section, Schedule schedule) {
    follow(section, Sgd.of(0.05), GradientClip.none(), schedule);
  }

  private static void follow(
      String section, Optimizer optimizer, GradientClip clip, Schedule schedule) {
    Goldens.Section problem = GOLDENS.section("problem");
    Goldens.Section expected = GOLDENS.section(section);
    Tensor inputs = problem.tensor("inputs");
    Tensor targets = problem.tensor("targets");
    List<Tensor> parameters =
        Stream.of("hidden weight", "hidden bias", "out weight", "out bias")
            .map(name -> problem.tensor(name).trainable())
            .toList();
    Updater updater = optimizer.over(parameters, clip);
    Schedule.Run rates = schedule.start(optimizer.learningRate(), STEPS, PER_EPOCH);
    int compared = 0;
    double worst = 0;
    for (int step = 0; step < STEPS; step++) {
      int from = step % PER_EPOCH * BATCH;
      Tensor loss =
          loss(
              parameters,
              inputs.slice(0, from, from + BATCH),
              targets.slice(0, from, from + BATCH));
      updater.step(loss.gradients(), rates.rate(step));
      if (step % PER_EPOCH == PER_EPOCH - 1) {
        rates.validated(loss(parameters, inputs, targets).item());
      }
      if (expected.tensors().containsKey("after " + (step + 1))) {
        worst = Math.max(worst, deviation(parameters, expected.tensor("after " + (step + 1))));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(21);
    assertThat(updater.steps()).isEqualTo(STEPS);
    assertThat(worst).as("worst deviation over the whole way").isLessThan(CLOSE);
  }

  private static Tensor loss(List<Tensor> parameters, Tensor inputs, Tensor targets) {
    Tensor hidden = inputs.matmul(parameters.get(0), false, true).add(parameters.get(1)).tanh();
    Tensor outputs = hidden.matmul(parameters.get(2), false, true).add(parameters.get(3));
    return outputs.sub(targets).square().mean();
  }

  private static double deviation(List<Tensor> parameters, Tensor expected) {
    Tensor[] flat =
        parameters.stream().map(p -> p.reshape(Shape.of(p.size()))).toArray(Tensor[]::new);
    return Goldens.deviation(Tensor.concat(0, flat), expected);
  }
}
