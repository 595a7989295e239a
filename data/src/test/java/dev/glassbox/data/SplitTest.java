package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTest {
  private static int[] classes(int... sizes) {
    return IntStream.range(0, sizes.length)
        .flatMap(each -> IntStream.range(0, sizes[each]).map(_ -> each))
        .toArray();
  }

  private static long count(int[] rows, int[] classes, int each) {
    return Arrays.stream(rows).filter(row -> classes[row] == each).count();
  }

  private static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
  }

  @Test
  void everyRowIsInOnePart() {
    int[] classes = classes(50, 30, 7, 1, 2);
    Split split = Split.stratified(classes, 0.2, 0.1, Rng.seed(1));
    assertThat(joined(split.train(), split.validation(), split.test()))
        .containsExactly(IntStream.range(0, 90).toArray());
    assertThat(split.train()).isSorted();
    assertThat(split.validation()).hasSize(18).isSorted();
    assertThat(split.test()).hasSize(9).isSorted();
  }

  @Test
  void everyPartHasItsShareOfEachClass() {
    int[] classes = classes(500, 300, 200);
    Split split = Split.stratified(classes, 0.2, 0.1, Rng.seed(1));
    assertThat(count(split.validation(), classes, 0)).isEqualTo(100);
    assertThat(count(split.validation(), classes, 1)).isEqualTo(60);
    assertThat(count(split.validation(), classes, 2)).isEqualTo(40);
    assertThat(count(split.test(), classes, 0)).isEqualTo(50);
    assertThat(count(split.test(), classes, 2)).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void trainingHasEveryClass(long seed) {
    int[] classes = classes(1, 2, 3, 40, 2, 1);
    Split split = Split.stratified(classes, 0.4, 0.4, Rng.seed(seed));
    for (int each = 0; each < 6; each++) {
      assertThat(count(split.train(), classes, each)).isPositive();
    }
  }

  @Test
  void theSameSeedGivesTheSameSplitAndAnotherOneAnother() {
    int[] classes = classes(50, 50);
    int[] first = Split.stratified(classes, 0.2, 0, Rng.seed(1)).validation();
    assertThat(Split.stratified(classes, 0.2, 0, Rng.seed(1)).validation()).isEqualTo(first);
    assertThat(Split.stratified(classes, 0.2, 0, Rng.seed(2)).validation()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,1,1", "10,2,2"})
  void tinyTablesAreSharedOutAndLeaveARowToTrainOn(int rows, int validation, int test) {
    Split split = Split.shuffled(rows, 0.15, 0.15, Rng.seed(1));
    assertThat(split.validation()).hasSize(validation);
    assertThat(split.test()).hasSize(test);
    assertThat(split.train()).hasSize(rows - validation - test);
  }

  @Test
  void withoutSharesAllRowsTrain() {
    Split split = Split.shuffled(10, 0, 0, Rng.seed(1));
    assertThat(split.train()).hasSize(10);
    assertThat(split.validation()).isEmpty();
    assertThat(split.test()).isEmpty();
  }

  @Test
  void numbersAreSharedOutFromLowToHigh() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> Math.exp(i / 100.0)).toArray();
    Split split = Split.byQuantile(values, 0.1, 0, Rng.seed(1));
    for (int tenth = 0; tenth < 10; tenth++) {
      int low = tenth * 100;
      assertThat(Arrays.stream(split.validation()).filter(r -> r >= low && r < low + 100).count())
          .isEqualTo(10);
    }
  }

  @Test
  void equalNumbersAreOneBin() {
    int[] bins = Split.bins(new double[] {1, 1, 1, 1, 1, 1, 1, 2, 2, 3});
    assertThat(bins).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void nonsensicalSharesAreRefused() {
    assertThatThrownBy(() -> Split.shuffled(10, -0.1, 0, Rng.seed(1)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the share for validation must be at least 0 and below 1, such as 0.15; it was -0.1");
    assertThatThrownBy(() -> Split.shuffled(10, 0, 15, Rng.seed(1)))
        .hasMessage("the share for test must be at least 0 and below 1, such as 0.15; it was 15");
    assertThatThrownBy(() -> Split.shuffled(10, Double.NaN, 0, Rng.seed(1)))
        .hasMessage(
            "the share for validation must be at least 0 and below 1, such as 0.15; it was NaN");
    assertThatThrownBy(() -> Split.shuffled(10, 0.6, 0.5, Rng.seed(1)))
        .hasMessage(
            "the shares for validation, 0.6, and for the test, 0.5, leave nothing to train on;"
                + " together they must be below 1");
    assertThatThrownBy(() -> Split.shuffled(0, 0.1, 0.1, Rng.seed(1)))
        .hasMessage("there are no rows to split");
  }

  @Test
  void eachRowIsHeldOutOnce() {
    int[] classes = classes(23, 14, 6);
    List<KFold.Fold> folds = KFold.stratified(5, classes, Rng.seed(1));
    assertThat(joined(folds.stream().map(KFold.Fold::held).toArray(int[][]::new)))
        .containsExactly(IntStream.range(0, 43).toArray());
    for (KFold.Fold fold : folds) {
      assertThat(joined(fold.train(), fold.held())).hasSize(43);
      assertThat(fold.held().length).isBetween(8, 9);
      for (int each = 0; each < 3; each++) {
        assertThat(count(fold.train(), classes, each)).isPositive();
      }
    }
  }

  @Test
  void aSingleRowOfAClassAlwaysTrains() {
    int[] classes = classes(10, 1);
    for (KFold.Fold fold : KFold.stratified(3, classes, Rng.seed(1))) {
      assertThat(fold.train()).contains(10);
      assertThat(fold.held()).doesNotContain(10);
    }
  }

  @Test
  void foldsOfNumbersSpanLowAndHigh() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    List<KFold.Fold> folds = KFold.byQuantile(5, values, Rng.seed(1));
    assertThat(joined(folds.stream().map(KFold.Fold::held).toArray(int[][]::new))).hasSize(100);
    for (KFold.Fold fold : folds) {
      assertThat(fold.held()).hasSize(20);
      assertThat(Arrays.stream(fold.held()).filter(row -> row < 50).count()).isEqualTo(10);
    }
  }

  @Test
  void nonsensicalNumbersOfFoldsAreRefused() {
    assertThatThrownBy(() -> KFold.stratified(1, classes(10), Rng.seed(1)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "cross-validation needs from 2 to 10 folds, as there are 10 rows; 1 were asked for");
    assertThatThrownBy(() -> KFold.byQuantile(11, new double[10], Rng.seed(1)))
        .hasMessage(
            "cross-validation needs from 2 to 10 folds, as there are 10 rows; 11 were asked for");
  }
}
