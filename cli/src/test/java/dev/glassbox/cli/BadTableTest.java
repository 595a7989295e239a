package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables that cannot be learnt from: each is refused in one line, and nothing is written.
final class BadTableTest {
  @TempDir Path folder;
  private int files;

  private Path file(String text) {
    files = 1;
    return Tables.write(folder, "t.csv", text);
  }

  private Ran train(Object source, String target) {
    return glassbox("train", source, "--target", target, "--out", folder.resolve("m.safetensors"));
  }

  @AfterEach
  void nothingIsWritten() {
    assertThat(Tables.files(folder)).hasSize(files);
  }

  @Test
  void aMissingFileIsNamed() {
    train("nowhere.csv", "y").refused("nowhere.csv does not exist");
  }

  @Test
  void aMisspeltFileIsToldTheNearestName() {
    Path file = file(Tables.kinds(20));
    Path misspelt = folder.resolve("tt.csv");
    train(misspelt, "kind")
        .refused("%s does not exist; did you mean %s?".formatted(misspelt, file));
  }

  @Test
  void aMissingFolderIsNamed() {
    train("nowhere/t.csv", "y").refused("nowhere/t.csv does not exist: there is no folder nowhere");
  }

  @Test
  void aMisspeltTargetIsToldTheNearestName() {
    Path file = file(Tables.kinds(20));
    train(file, "knid").refused(file + " has no column knid to predict; did you mean kind?");
  }

  @Test
  void aTargetLikeNoColumnIsToldAllNames() {
    Path file = file(Tables.kinds(20));
    train(file, "temperature")
        .refused(file + " has no column temperature to predict; there are: size, colour, kind");
  }

  @Test
  void aForgottenTargetIsToldTheColumns() {
    Path file = file(Tables.kinds(20));
    glassbox("train", file)
        .refused(
            "name the column to predict by --target; %s has size, colour, kind".formatted(file));
  }

  @Test
  void aForgottenTargetOfAWideTableIsToldTheFirstColumns() {
    String wide = "c".concat(",c".repeat(29));
    StringBuilder header = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      header.append(i == 0 ? "" : ",").append("c").append(i);
    }
    Path file = file(header + "\n" + wide + "\n");
    assertThat(glassbox("train", file).err()).endsWith("c18, c19, …" + System.lineSeparator());
  }

  @Test
  void anIgnoredColumnThatIsNotThereIsToldTheNearestName() {
    Path file = file(Tables.kinds(20));
    glassbox("train", file, "--target", "kind", "--ignore", "color")
        .refused(file + " has no column color to ignore; did you mean colour?");
  }

  @Test
  void anEmptyFileIsRefused() {
    Path file = file("");
    train(file, "y").refused(file + " is empty; a table needs a line of column names and rows");
  }

  @Test
  void aHeaderAloneIsRefused() {
    Path file = file("a,b,y\n");
    train(file, "y").refused(file + " has a header line and no rows");
  }

  @Test
  void oneRowIsTooFew() {
    Path file = file("a,b,y\n1,2,x\n");
    train(file, "y")
        .refused(file + " has 1 row with a known y; at least 10 are needed to train and to check");
  }

  @Test
  void oneClassIsNothingToTellApart() {
    Path file = file(Tables.table("a,y", 20, i -> i + ",same"));
    train(file, "y")
        .refused("column y holds only same, in every row; there must be two values to tell apart");
  }

  @Test
  void aTargetWithoutAnyValueIsRefused() {
    Path file = file(Tables.table("a,y", 20, i -> i + ","));
    train(file, "y").refused("column y holds no value in any row, so there is nothing to learn");
  }

  @Test
  void aTextTargetWithTwoHundredLevelsIsRefused() {
    Path file = file(Tables.table("a,y", 400, i -> i % 7 + ",word" + i % 200));
    train(file, "y")
        .refused(
            "column y has 200 distinct values in 400 rows, too many to be classes;"
                + " group rare values by a query, or choose another target");
  }

  @Test
  void duplicateColumnNamesAreRefused() {
    Path file = file("a,b,a,y\n1,2,3,x\n");
    train(file, "y").refused(file + " has more than one column called a; rename all but one");
  }

  @Test
  void aRaggedRowIsNamedByItsLine() {
    Path file = file("a,b,y\n1,2,x\n1,2\n3,4,z\n");
    train(file, "y")
        .refused(
            file
                + ", line 3: expected 3 fields as in the header, found 2;"
                + " write the separator ',' for an empty cell too");
  }

  @Test
  void utf16IsToldHowToConvert() {
    Path file = Tables.write(folder, "t.csv", "\uFEFFa,y\n1,x\n", StandardCharsets.UTF_16LE);
    files = 1;
    train(file, "y")
        .refused(file + " is UTF-16LE text, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8");
  }

  @Test
  void latin1IsToldHowToConvert() {
    Path file = Tables.write(folder, "t.csv", "a,y\n1,x\n2,é\n", StandardCharsets.ISO_8859_1);
    files = 1;
    train(file, "y")
        .refused(
            file
                + ", line 3: the byte 0xE9 is not UTF-8, the text looks like Latin-1"
                + " (Windows-1252); convert it: iconv -f WINDOWS-1252 -t UTF-8");
  }

  @Test
  void anInfiniteTargetIsNamedByItsRow() {
    Path file = file(Tables.table("a,y", 20, i -> i + "," + (i == 4 ? "Infinity" : i * 1.5)));
    train(file, "y")
        .refused("column y holds inf in row 5; a target must be a finite number, or empty");
  }

  @Test
  void aTableWithNothingToPredictFromIsRefused() {
    Path file = file(Tables.table("same,y", 20, i -> "1," + (i % 2 == 0 ? "a" : "b")));
    train(file, "y")
        .refused("no column is left to predict y from: same (left out: it is 1 in every row)");
  }

  @Test
  void aWrongQueryIsRefusedInOneLine() {
    Ran ran = train("select * form 'x.csv'", "y");
    assertThat(ran.err()).startsWith("glassbox: query: ").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void moreFoldsThanRowsAreRefused() {
    Path file = file(Tables.kinds(20));
    glassbox("train", file, "--target", "kind", "--cross-validate", 21)
        .refused(
            "cross-validation needs from 2 to 20 folds, as there are 20 rows; 21 were asked for");
  }
}
