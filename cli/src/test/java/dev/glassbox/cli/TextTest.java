package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paragraphs, grids and numbers as the command writes them.
final class TextTest {
  @Test
  void aParagraphIsWrappedBehindItsLabel() {
    assertThat(Paragraph.labelled("Note", "one two three four five", 20))
        .containsExactly("Note      one two", "          three four", "          five");
  }

  @Test
  void aWordThatDoesNotFitStandsAlone() {
    assertThat(Paragraph.labelled("Note", "a " + "x".repeat(30) + " b", 20))
        .containsExactly("Note      a", "          " + "x".repeat(30), "          b");
  }

  @Test
  void aHeadThatLeavesNoRoomIsFollowedByANewLine() {
    assertThat(Paragraph.hanging("h".repeat(38) + "  ", "one two three four", 40))
        .containsExactly("h".repeat(38), " ".repeat(16) + "one two three four");
  }

  @Test
  void aGridAlignsItsColumns() {
    Grid grid = new Grid(1, 2);
    grid.row("Scores", "accuracy", "R²");
    grid.row("test", "0.5", "1");
    assertThat(grid.lines()).containsExactly("Scores  accuracy  R²", "  test       0.5   1");
  }

  @Test
  void aLetterOfTwoUnitsIsOneColumnWide() {
    assertThat(Grid.width("𝒙y")).isEqualTo(2);
    assertThat(Grid.shorten("𝒙yz", 2)).isEqualTo("𝒙…");
    assertThat(Grid.pad("𝒙", 3)).isEqualTo("𝒙  ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "0.00012, 1.2e-04",
    "0.5, 0.5000",
    "-12.25, -12.2500",
    "123.456, 123.5",
    "54321.6, '54,322'",
    "1.5e7, 1.5e+07",
    "NaN, –",
    "Infinity, ∞"
  })
  void aNumberHasTheDigitsThatCount(double value, String text) {
    assertThat(Figures.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.4, 0:00", "7.2, 0:07", "750, 12:30", "3900, 1:05:00", "1e12, 99:59:59"})
  void timeIsShownAsAClockDoes(double seconds, String text) {
    assertThat(Figures.clock(seconds)).isEqualTo(text);
  }

  @Test
  void oneRowIsNoRows() {
    assertThat(
            List.of(Figures.count(1, "row"), Figures.count(0, "row"), Figures.count(1797, "row")))
        .containsExactly("1 row", "0 rows", "1,797 rows");
  }

  @Test
  void aFileWithASpaceInItsNameIsQuoted() {
    assertThat(Figures.argument(Path.of("my model"))).isEqualTo("\"my model\"");
    assertThat(Figures.argument(Path.of("model"))).isEqualTo("model");
  }

  @Test
  void theUsersLanguageMakesNoDifferenceToNumbers() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Figures.number(0.5) + " " + Figures.count(1797, "row"))
          .isEqualTo("0.5000 1,797 rows");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, ────", "0.5, ━━──", "0.6, ━━╸─", "1, ━━━━", "7, ━━━━"})
  void theBarIsHeavyAsFarAsTheShareGoes(double share, String bar) {
    assertThat(LiveLine.bar(share, 4)).isEqualTo(bar);
  }
}
