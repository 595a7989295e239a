package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glassbox.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
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
  void othersMayReadAFileAsTheyMayAnyOther() throws IOException {
    Path file = folder.resolve("out.csv");
    Table.of(Column.numeric("a", 1)).writeCsv(file);
    Path any = Files.createFile(folder.resolve("any"));
    assumeTrue(Files.getFileAttributeView(any, PosixFileAttributeView.class) != null);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/out.csv");
    assertThatThrownBy(() -> Table.of(Column.numeric("a", 1)).writeCsv(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "cannot write %s: the folder %s does not exist; create it first"
                .formatted(file, folder.resolve("no")));
  }

  @Test
  void aFolderIsNoPlaceToWrite() {
    assertThatThrownBy(() -> Table.of(Column.numeric("a", 1)).writeCsv(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("cannot write %s: it is a folder; name a file in it".formatted(folder));
  }
}
