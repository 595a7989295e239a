package dev.glassbox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Goldens;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
  private static final Goldens GOLDENS = Goldens.read("optim-schedules.txt");

  static Stream<Arguments> schedules() {
    return Stream.concat(
        plannedSchedules(),
        Stream.of(Arguments.of("reduce on plateau", new Schedule.ReduceOnPlateau(0.5, 3, 0.02))));
  }

  static Stream<Arguments> plannedSchedules() {
    return Stream.of(
        Arguments.of("step decay", Schedule.stepDecay(30, 0.3)),
        Arguments.of("exponential", Schedule.exponential(0.97)),
        Arguments.of("cosine", Schedule.cosine()),
        Arguments.of("cosine floor", Schedule.cosine(0.002)),
        Arguments.of("one cycle", Schedule.oneCycle()),
        Arguments.of("warm-up cosine", Schedule.warmUp(100, Schedule.cosine())));
  }

  @ParameterizedTest
  @MethodSource("plannedSchedules")
  void theRatesAreThoseOfPyTorch(String section, Schedule schedule) {
    Goldens.Section golden = GOLDENS.section(section);
    Schedule.Run run = schedule.start(0.05, 1000, 10);
    double[] steps = golden.tensor("steps").toDoubleArray();
    double[] rates = golden.tensor("rates").toDoubleArray();

    assertThat(steps).hasSizeGreaterThan(100);
    for (int i = 0; i < steps.length; i++) {
      assertThat(run.rate((long) steps[i]))
          .as("step " + steps[i])
          .isCloseTo(rates[i], within(1e-15));
    }
  }

  @Test
  void aConstantRateStays() {
    Schedule.Run run = Schedule.constant().start(0.3, 10, 5);
    run.validated(1);

    assertThat(run.rate(0)).isEqualTo(0.3);
    assertThat(run.rate(9)).isEqualTo(0.3);
  }

  @Test
  void stepsAndEpochsAreCountedFromZero() {
    Schedule.Run steps = Schedule.stepDecay(2, 0.1).start(1, 100, 5);
    assertThat(steps.rate(9)).isEqualTo(1);
    assertThat(steps.rate(10)).isEqualTo(0.1);

    Schedule.Run exponential = Schedule.exponential(0.5).start(1, 100, 5);
    assertThat(exponential.rate(4)).isEqualTo(1);
    assertThat(exponential.rate(5)).isEqualTo(0.5);
    assertThat(exponential.rate(10)).isEqualTo(0.25);
  }

  @ParameterizedTest
  @MethodSource("plannedSchedules")
  void afterTheLastPlannedStepTheRateStays(String section, Schedule schedule) {
    Schedule.Run run = schedule.start(0.05, 1000, 10);

    assertThat(run.rate(1000)).isEqualTo(run.rate(999));
    assertThat(run.rate(1_000_000)).isEqualTo(run.rate(999));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void theShortestTrainingHasFiniteRatesToo(String section, Schedule schedule) {
    for (int total = 1; total <= 12; total++) {
      Schedule.Run run = schedule.start(0.05, total, 1);
      for (int step = 0; step < total; step++) {
        assertThat(run.rate(step)).as(total + " steps, step " + step).isBetween(0.0, 0.05);
      }
    }
  }

  @Test
  void oneCycleOfTenStepsPeaksAtTheThird() {
    Schedule.Run run = Schedule.oneCycle().start(1, 10, 1);

    assertThat(run.rate(0)).isCloseTo(1 / 25.0, within(1e-15));
    assertThat(run.rate(2)).isEqualTo(1);
    assertThat(run.rate(9)).isCloseTo(1 / 25e4, within(1e-15));
  }

  @Test
  void aRiseAsLongAsOneStepBeginsAtTheTop() {
    Schedule.Run run = new Schedule.OneCycle(0.1, 25, 1e4).start(1, 10, 1);

    assertThat(run.rate(0)).isEqualTo(1);
    assertThat(run.rate(9)).isCloseTo(1 / 25e4, within(1e-15));
  }

  @Test
  void theWarmUpRisesInEqualParts() {
    Schedule.Run run = Schedule.warmUp(4, Schedule.constant()).start(1, 10, 5);

    assertThat(run.rate(0)).isEqualTo(0.25);
    assertThat(run.rate(1)).isEqualTo(0.5);
    assertThat(run.rate(3)).isEqualTo(1);
    assertThat(run.rate(4)).isEqualTo(1);
  }

  @Test
  void withoutWarmUpTheOtherScheduleRunsAsItIs() {
    Schedule.Run plain = Schedule.cosine().start(1, 10, 5);
    Schedule.Run warmed = Schedule.warmUp(0, Schedule.cosine()).start(1, 10, 5);

    for (int step = 0; step < 10; step++) {
      assertThat(warmed.rate(step)).isEqualTo(plain.rate(step));
    }
  }

  @Test
  void aWarmUpMayBeLongerThanTheTraining() {
    Schedule.Run run = Schedule.warmUp(100, Schedule.cosine()).start(1, 10, 5);

    assertThat(run.rate(9)).isEqualTo(0.1);
  }

  @Test
  void aPlateauIsReducedAfterPatienceAndOneEpochs() {
    Schedule.Run run = Schedule.reduceOnPlateau(0.5, 2).start(1, 100, 10);
    run.validated(3);
    run.validated(3); // bad: equal is not better
    run.validated(2.9999); // bad: not better by a ten-thousandth
    assertThat(run.rate(29)).isEqualTo(1);
    run.validated(Double.NaN); // bad
    assertThat(run.rate(30)).isEqualTo(0.5);
    run.validated(4);
    run.validated(4);
    assertThat(run.rate(50)).isEqualTo(0.5);
    run.validated(1); // better: the count starts afresh
    run.validated(4);
    run.validated(4);
    assertThat(run.rate(80)).isEqualTo(0.5);
    run.validated(4);
    assertThat(run.rate(90)).isEqualTo(0.25);
  }

  @Test
  void aPlateauIsHeardThroughTheWarmUp() {
    Schedule.Run run = Schedule.warmUp(2, Schedule.reduceOnPlateau(0.5, 0)).start(1, 100, 10);
    run.validated(1);
    run.validated(1);

    assertThat(run.rate(1)).isEqualTo(1);
    assertThat(run.rate(2)).isEqualTo(0.5);
  }

  @Test
  void aPlateauDoesNotReduceByNextToNothing() {
    Schedule.Run run = Schedule.reduceOnPlateau(0.5, 0).start(1e-8, 100, 10);
    run.validated(1);
    run.validated(1);

    assertThat(run.rate(20)).isEqualTo(1e-8);
  }

  @Test
  void anImpossibleTrainingIsRefused() {
    Schedule schedule = Schedule.constant();
    assertThatThrownBy(() -> schedule.start(-1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schedule: learningRate must be 0 or more, was -1.0");
    assertThatThrownBy(() -> schedule.start(1, 0, 1))
        .hasMessage("schedule: totalSteps must be positive, was 0");
    assertThatThrownBy(() -> schedule.start(1, 10, 0))
        .hasMessage("schedule: stepsPerEpoch must be positive, was 0");
    assertThatThrownBy(() -> Schedule.cosine(0.2).start(0.1, 10, 1))
        .hasMessage("cosine schedule: floor 0.2 must not be above the learning rate, 0.1");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Schedule.stepDecay(0, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step decay: everyEpochs must be positive, was 0");
    assertThatThrownBy(() -> Schedule.stepDecay(1, 0))
        .hasMessage("step decay: factor must lie in (0, 1], was 0.0");
    assertThatThrownBy(() -> Schedule.exponential(1.1))
        .hasMessage("exponential schedule: factor must lie in (0, 1], was 1.1");
    assertThatThrownBy(() -> Schedule.cosine(-1))
        .hasMessage("cosine schedule: floor must be 0 or more, was -1.0");
    assertThatThrownBy(() -> new Schedule.OneCycle(1, 25, 1e4))
        .hasMessage("one cycle: rise must lie in (0, 1), was 1.0");
    assertThatThrownBy(() -> new Schedule.OneCycle(0.3, 0, 1e4))
        .hasMessage("one cycle: division must be positive, was 0.0");
    assertThatThrownBy(() -> new Schedule.OneCycle(0.3, 25, 0))
        .hasMessage("one cycle: finalDivision must be positive, was 0.0");
    assertThatThrownBy(() -> Schedule.warmUp(-1, Schedule.constant()))
        .hasMessage("warm-up: steps must be 0 or more, was -1");
    assertThatThrownBy(() -> Schedule.reduceOnPlateau(1, 3))
        .hasMessage("reduce on plateau: factor must lie in (0, 1), was 1.0");
    assertThatThrownBy(() -> Schedule.reduceOnPlateau(0.5, -1))
        .hasMessage("reduce on plateau: patience must be 0 or more, was -1");
    assertThatThrownBy(() -> new Schedule.ReduceOnPlateau(0.5, 1, 1))
        .hasMessage("reduce on plateau: threshold must lie in [0, 1), was 1.0");
  }
}
