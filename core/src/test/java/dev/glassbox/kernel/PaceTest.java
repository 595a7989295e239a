package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PaceTest {
  /// How many of the jobs from one to another were done together.
  private static int together(
      Pace pace, int from, int to, IntToDoubleFunction alone, IntToDoubleFunction together) {
    int count = 0;
    for (int job = from; job < to; job++) {
      boolean company = pace.isTogetherNext();
      pace.took(company, company ? together.applyAsDouble(job) : alone.applyAsDouble(job));
      count += company ? 1 : 0;
    }
    return count;
  }

  @Test
  void theFasterWayIsTakenAndTheOtherTriedAgainForHalfAHundredthOfTheTime() {
    Pace pace = new Pace();
    together(pace, 0, 1000, _ -> 2, _ -> 1);
    int count = together(pace, 0, 10_000, _ -> 2, _ -> 1);
    double time = count + 2.0 * (10_000 - count);
    assertThat(time / 10_000).isBetween(1.0, 1 + 1.1 * Pace.COST);
    assertThat(count).isLessThan(10_000);

    assertThat(together(new Pace(), 0, 10_000, _ -> 1, _ -> 2)).isBetween(1, 80);
  }

  /// Threads that start, and code that is not translated yet, are slow at first.
  @Test
  void aSlowBeginningIsSoonForgotten() {
    Pace pace = new Pace();
    int count = together(pace, 0, 40, job -> job < 4 ? 20 : 2, job -> job < 8 ? 80 : 1);
    assertThat(count).isGreaterThan(20);
  }

  @Test
  void onePauseChangesNothingForLong() {
    Pace pace = new Pace();
    together(pace, 0, 1000, _ -> 1.5, _ -> 1);
    int count = together(pace, 0, 1000, _ -> 1.5, job -> job % 200 == 100 ? 100 : 1);
    assertThat(count).isGreaterThan(500);
  }

  /// The machine has other things to do from some job on, and later no more.
  @Test
  void whatChangesIsNoticed() {
    Pace pace = new Pace();
    together(pace, 0, 1000, _ -> 2, _ -> 1);
    assertThat(together(pace, 0, 1000, _ -> 2, _ -> 4)).isLessThan(30);
    assertThat(together(pace, 0, 1000, _ -> 2, _ -> 1)).isGreaterThan(400);
  }
}
