package dev.glassbox.studio.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryJsonTest {
  @Test
  void fewAreToldAll() {
    assertThat(HistoryJson.told(5, 600, 2)).containsExactly(0, 1, 2, 3, 4);
    assertThat(HistoryJson.told(0, 600, -1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {601, 5000, 1_000_000, Integer.MAX_VALUE})
  void ofManyTheFirstTheLastTheBestAndTheBeginningAreTold(int count) {
    int[] told = HistoryJson.told(count, 600, 456);
    assertThat(told)
        .hasSizeLessThanOrEqualTo(601)
        .hasSizeGreaterThan(300)
        .startsWith(0, 1)
        .contains(456)
        .endsWith(count - 1)
        .isSorted();
  }
}
