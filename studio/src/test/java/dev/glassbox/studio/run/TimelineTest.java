package dev.glassbox.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
  private static Timeline<String> of(int budget, int steps) {
    Timeline<String> timeline = new Timeline<>(budget, 10_000_000);
    for (int step = 0; step <= steps; step++) {
      timeline.add(step, "after " + step);
    }
    return timeline;
  }

  @Test
  void allStepsAreKeptUntilThereAreTooMany() {
    assertThat(of(50, 99).size()).isEqualTo(100);
  }

  @Test
  void beyondThatTheFirstAndTheLastStayAndTheBeginningIsDense() {
    Timeline<String> timeline = of(50, 100_000);
    assertThat(timeline.size()).isBetween(50, 100);
    assertThat(timeline.step(0)).isZero();
    assertThat(timeline.last()).isEqualTo(100_000);
    // r is 10⁷ to the power of 1/50, which is 1.38: 1, 1.38, 1.90, 2.63, 3.63, 5.01, …
    assertThat(timeline.step(1)).isEqualTo(1);
    assertThat(timeline.step(2)).isEqualTo(2);
    assertThat(timeline.step(3)).isEqualTo(3);
    assertThat(timeline.step(4)).isEqualTo(4);
    assertThat(timeline.step(5)).isEqualTo(6);
    // The latest are all there.
    assertThat(timeline.step(timeline.size() - 25)).isEqualTo(100_000 - 24);
    for (int i = 1; i < timeline.size(); i++) {
      assertThat(timeline.step(i)).isGreaterThan(timeline.step(i - 1));
      assertThat(timeline.value(i)).isEqualTo("after " + timeline.step(i));
      if (timeline.step(i) > 50) {
        assertThat(timeline.step(i)).isLessThan((int) (timeline.step(i - 1) * 1.5));
      }
    }
  }

  @Test
  void theStepShownIsTheLatestKeptThatIsNotLater() {
    Timeline<String> timeline = new Timeline<>(50, 1000);
    for (int step : new int[] {0, 1, 2, 5, 9}) {
      timeline.add(step, "");
    }
    assertThat(timeline.at(-1)).isZero();
    assertThat(timeline.at(0)).isZero();
    assertThat(timeline.at(4)).isEqualTo(2);
    assertThat(timeline.at(5)).isEqualTo(3);
    assertThat(timeline.at(100)).isEqualTo(4);
  }
}
