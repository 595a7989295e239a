package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static List<Integer> of(int last, Integer... seen) {
    return Columns.of(IntStream.rangeClosed(0, last).toArray(), new TreeSet<>(List.of(seen)));
  }

  @Test
  void ofAShortTrainingEveryStepIsAColumnCoarseOnesFirst() {
    assertThat(of(0)).containsExactly(0);
    assertThat(of(20)).startsWith(0, 20, 1, 2, 4, 8, 16);
    assertThat(of(20))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 20).boxed().toList());
  }

  @Test
  void ofALongTrainingTheyAreFewAndFarApartInProportion() {
    List<Integer> columns = of(1_000_000).stream().sorted().toList();
    assertThat(columns.size()).isBetween(Columns.MOST / 2, Columns.MOST + 2);
    assertThat(columns.getFirst()).isZero();
    assertThat(columns.getLast()).isEqualTo(1_000_000);
    for (int i = 1; i < columns.size(); i++) {
      if (columns.get(i) > 16) {
        assertThat((double) columns.get(i) / columns.get(i - 1)).isLessThan(1.3);
      }
    }
  }

  /// Between 1,024 and 2,048 there is always a column; 1,500 will do where it was looked at before.
  @Test
  void whatWasLookedAtIsTakenAgain() {
    List<Integer> columns =
        Columns.of(new int[] {0, 1030, 1400, 3000}, new TreeSet<>(List.of(1500)));
    assertThat(columns).startsWith(0, 3000, 1500);
  }
}
