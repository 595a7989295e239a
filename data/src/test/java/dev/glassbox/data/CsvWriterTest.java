package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvWriterTest {
  @TempDir private Path folder;

  @Test
  void quotesStandOnlyWhereTheyAreNeeded() throws IOException {
    Path file = folder.resolve("out.csv");
    Table.of(
            Column.text("a,b", "plain", "com,ma", "quo\"te", "line\nbreak", null),
            Column.numeric("n", 1, 0.5, Double.NaN, -2, 1e20),
            Column.truth("t", true, false, null, true, false))
        .writeCsv(file);
    assertThat(file)
        .hasContent(
            """
            "a,b",n,t
            plain,1,true
            "com,ma",0.5,false
            "quo""te",,
            "line
            break",-2,true
            ,100000000000000000000,false
            """);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameTable() {
    Path file = folder.resolve("out.csv");
    Table table =
        Table.of(
            Column.text("text", "x", null, "a \"b\", c\nd"),
            Column.numeric("number", Math.PI, Double.NaN, -1e-300),
            Column.truth("truth", true, null, false));
    table.writeCsv(file);
    assertThat(Table.read(file.toString()).fingerprint()).isEqualTo(table.fingerprint());
  }

  @Test
  void aMissingCellInASingleColumnIsNoBlankLine() {
    Path file = folder.resolve("out.csv");
    Table table = Table.of(Column.numeric("a", 1, Double.NaN));
    table.writeCsv(file);
    assertThat(Table.read(file.toString()).fingerprint()).isEqualTo(table.fingerprint());
  }

  @Test
  void anotherFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "old");
    Table.of(Column.numeric("a", 1)).writeCsv(file);
    assertThat(file).hasContent("a\n1\n");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/out.csv");
    assertThatThrownBy(() -> Table.of(Column.numeric("a", 1)).writeCsv(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " cannot be written: there is no folder " + folder.resolve("no"));
  }

  @Test
  void aFolderIsNoPlaceToWrite() {
    assertThatThrownBy(() -> Table.of(Column.numeric("a", 1)).writeCsv(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + " is a folder; name a file to write");
  }
}
