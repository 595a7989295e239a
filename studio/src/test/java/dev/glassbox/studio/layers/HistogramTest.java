package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void theEndsAreRoundAndEveryNumberIsCountedOnce() {
    Histogram histogram = Histogram.of(new float[] {-1.5f, -0.01f, 0, 0.01f, 1.99f, Float.NaN});
    assertThat(histogram.low()).isEqualTo(-2);
    assertThat(histogram.high()).isEqualTo(2);
    assertThat(histogram.lost()).isEqualTo(1);
    assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(5);
    // Pieces are 0.1 wide: −1.5 begins the sixth, −0.01 is in the last below 0.
    assertThat(histogram.counts()[5]).isEqualTo(1);
    assertThat(histogram.counts()[19]).isEqualTo(1);
    assertThat(histogram.counts()[20]).isEqualTo(2);
    assertThat(histogram.counts()[39]).isEqualTo(1);
  }

  @Test
  void numbersOfOneSignBeginAtZeroAndTheEndBelongsToTheLastPiece() {
    Histogram histogram = Histogram.of(new float[] {0.5f, 1});
    assertThat(histogram.low()).isZero();
    assertThat(histogram.high()).isEqualTo(1);
    assertThat(histogram.counts()[20]).isEqualTo(1);
    assertThat(histogram.counts()[39]).isEqualTo(1);
    Histogram below = Histogram.of(new float[] {-30, -1});
    assertThat(below.low()).isEqualTo(-50);
    assertThat(below.high()).isZero();
  }

  @Test
  void zerosAlone() {
    Histogram histogram = Histogram.of(new float[3]);
    assertThat(histogram.low()).isZero();
    assertThat(histogram.high()).isEqualTo(1);
    assertThat(histogram.counts()[0]).isEqualTo(3);
  }
}
