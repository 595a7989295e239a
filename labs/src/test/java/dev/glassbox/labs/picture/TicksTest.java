package dev.glassbox.labs.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static Ticks ticks(double low, double high, int most, boolean logarithmic) {
    Range range = new Range(low, high);
    return Ticks.of(new Panel.Axis("", range, logarithmic, List.of(), false), range, most);
  }

  @Test
  void ticksStandAtRoundNumbers() {
    assertThat(ticks(-1, 1, 5, false).labels())
        .containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
    assertThat(ticks(0.02, 0.07, 5, false).labels())
        .containsExactly("0.02", "0.03", "0.04", "0.05", "0.06", "0.07");
    assertThat(ticks(0, 50_000, 2, false).labels()).containsExactly("0", "25,000", "50,000");
    assertThat(ticks(0, 1, 4, false).labels())
        .containsExactly("0.00", "0.25", "0.50", "0.75", "1.00");
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    assertThat(ticks(-3.5, 0.2, 5, true).labels()).containsExactly("10⁻³", "10⁻²", "10⁻¹", "10⁰");
    assertThat(ticks(-12, 0, 4, true).labels()).containsExactly("10⁻¹⁰", "10⁻⁵", "10⁰");
  }

  @Test
  void namesStandInPlaceOfNumbers() {
    Panel.Axis named = new Panel.Axis("", null, false, List.of("a", "b"), false);
    assertThat(Ticks.of(named, new Range(-0.5, 1.5), 9).labels()).containsExactly("a", "b");
  }
}
