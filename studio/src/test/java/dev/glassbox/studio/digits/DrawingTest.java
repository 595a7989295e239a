package dev.glassbox.studio.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.studio.screen.MistakeException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
  private static int[] grays(String strokes) {
    return Drawing.read(strokes).grays();
  }

  /// A bar from top to bottom whose pen has the radius 5: ten columns of the bitmap, 11 to 20, so
  /// one in block 2, four each in 3 and 4, one in 5. Away from the round ends a block of 4 × 4 has
  /// 4 pixels a column.
  @Test
  void aBarIsTenColumnsOfTheBitmap() {
    int[] grays = grays("50105090");
    for (int row = 2; row < 6; row++) {
      assertThat(Arrays.copyOfRange(grays, 8 * row, 8 * row + 8))
          .containsExactly(0, 0, 4, 16, 16, 4, 0, 0);
    }
    // A round end: in the top row of the bitmap the pen's middle is 5 below the edge, and a pixel
    // whose middle is 0.5 below it is inked up to √(25 − 4.5²) ≈ 2.18 from the axis: two columns on
    // either side, at 0.5 and 1.5. Rows 1.5, 2.5, 3.5 reach to 3.57, 4.33, 4.77: 4, 4 and 5
    // columns.
    assertThat(Arrays.copyOfRange(grays, 0, 8)).containsExactly(0, 0, 1, 14, 14, 1, 0, 0);
  }

  @Test
  void aDotIsAsHighAsThePenAllows() {
    // Width and height 0: the pen at its thickest, a disc of radius 5 in the middle, π·25 ≈ 79.
    int ink = Arrays.stream(grays("3030")).sum();
    assertThat(ink).isBetween(76, 84);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20102040;40104040", "501035203035305030653880509062857470744562205010"})
  void whereAndHowLargeOneDrawsDoesNotMatter(String strokes) {
    // Halved and moved: each coordinate c becomes c / 2 + 10.
    StringBuilder smaller = new StringBuilder();
    for (String stroke : strokes.split(";", -1)) {
      smaller.append(smaller.isEmpty() ? "" : ";");
      for (int i = 0; i < stroke.length(); i += 2) {
        int c = Integer.parseInt(stroke.substring(i, i + 2)) / 2 + 10;
        smaller.append(c < 10 ? "0" : "").append(c);
      }
    }
    int[] grays = grays(strokes);
    int[] other = grays(smaller.toString());
    for (int i = 0; i < grays.length; i++) {
      // Halves are cut off, so a line may move by a pixel of the bitmap.
      assertThat(Math.abs(grays[i] - other[i])).as("pixel %d", i).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aPictureReachesFromTopToBottomAndIsNoWiderThanTheDatas() {
    for (String strokes :
        new String[] {"10101090;10901090;10905090;50905010", "10108510;10208520"}) {
      int[] grays = grays(strokes);
      for (int row = 0; row < 8; row++) {
        assertThat(grays[8 * row]).as("left of row %d", row).isZero();
        assertThat(grays[8 * row + 7]).as("right of row %d", row).isZero();
      }
    }
    int[] ring = grays("1010109085908510" + "1010");
    assertThat(Arrays.stream(ring, 0, 8).sum()).isPositive();
    assertThat(Arrays.stream(ring, 56, 64).sum()).isPositive();
  }

  @Test
  void thePenInksAsMuchAsThePicturesOfTheDataHave() {
    DigitImages images = DigitImages.bundled();
    double mean =
        Arrays.stream(images.grays())
            .mapToInt(picture -> Arrays.stream(picture).sum())
            .average()
            .orElse(0);
    assertThat(Drawing.INK).isEqualTo((int) Math.round(mean));
    // A 0: thinner by a quarter of a pixel, and it has less.
    int[] zero = grays("501035203035305030653880509062857470744562205010");
    assertThat(Arrays.stream(zero).sum()).isBetween(Drawing.INK, Drawing.INK + 30);
  }

  @Test
  void nothingDrawnIsPaper() {
    assertThat(grays("")).containsOnly(0);
    assertThat(grays(";;")).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "123", "12345", "12 4", "1234,1234", "1234;x", "-123", "１２３４"})
  void strokesThatAreNoneAreAMistake(String text) {
    assertThatThrownBy(() -> Drawing.read(text))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("four digits xxyy");
  }

  @Test
  void aDrawingWithoutEndIsAMistake() {
    assertThatThrownBy(() -> Drawing.read("1234".repeat(3000)))
        .isInstanceOf(MistakeException.class)
        .message()
        .hasSizeLessThan(250);
  }
}
