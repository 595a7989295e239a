package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BadFileTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(Object source, String message) {
    assertThatThrownBy(() -> Table.read(source.toString()))
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FILE", source.toString()));
  }

  @Test
  void aMissingFileIsToldTheNearestName() throws IOException {
    file("penguins.csv", "a\n1\n");
    assertRefused(
        folder.resolve("penguin.csv"),
        "FILE does not exist; did you mean " + folder.resolve("penguins.csv") + "?");
  }

  @Test
  void aMissingFileWithoutNeighboursIsJustMissing() {
    assertRefused(folder.resolve("nowhere.csv"), "FILE does not exist");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertRefused(
        folder.resolve("dat/x.csv"),
        "FILE does not exist: there is no folder " + folder.resolve("dat"));
  }

  @Test
  void aFolderIsNoTable() throws IOException {
    assertRefused(folder, "FILE is a folder; name a file in it");
    file("penguins.csv", "a\n1\n");
    assertRefused(
        folder, "FILE is a folder; name a file in it, such as " + folder.resolve("penguins.csv"));
  }

  @Test
  void anAddressIsNotFetched() {
    assertRefused(
        "https://example.org/x.csv",
        "FILE is an address; nothing is fetched from the network, so download the file first");
  }

  @Test
  void anEmptyFileIsNoTable() throws IOException {
    String message = "FILE is empty; a table needs a line of column names and rows";
    assertRefused(file("a.csv", ""), message);
    assertRefused(file("b.csv", " \n\n"), message);
    assertRefused(file("c.json", ""), message);
  }

  @Test
  void aHeaderAloneIsNoTable() throws IOException {
    assertRefused(file("a.csv", "a,b\n"), "FILE has a header line and no rows");
  }

  @Test
  void columnsOfOneNameAreNamed() throws IOException {
    assertRefused(
        file("a.csv", "x,y,x,y,z\n1,2,3,4,5\n"),
        "FILE has more than one column called x, y; rename all but one");
  }

  @Test
  void aShortLineIsNamed() throws IOException {
    assertRefused(
        file("a.csv", "a,b,c\n1,2,3\n\n4,5\n6,7,8\n"),
        "FILE, line 4: expected 3 fields as in the header, found 2;"
            + " write the separator ',' for an empty cell too");
  }

  @Test
  void aLongLineIsNamedByItsPlaceInTheFileNotByItsRow() throws IOException {
    assertRefused(
        file("a.csv", "a;b\n\"1\nand more\";2\n3;4;5\n"),
        "FILE, line 4: expected 2 fields as in the header, found 3;"
            + " quote a cell that holds the separator ';'");
  }

  @Test
  void aLineOfTwoInATableOfOneColumnIsNamed() throws IOException {
    assertRefused(
        file("a.csv", "text\nhello, world\n"),
        "FILE, line 2: expected 1 field as in the header, found 2;"
            + " quote a cell that holds the separator ','");
  }

  @Test
  void aQuoteThatNeverClosesIsNamedWhereItOpens() throws IOException {
    assertRefused(
        file("a.csv", "a,b\n1,2\n3,\"x\n5,6\n"),
        "FILE, line 3: a quote opens and is never closed; write a quote inside a quoted cell"
            + " twice");
  }

  @Test
  void textAfterAQuoteIsNamed() throws IOException {
    assertRefused(
        file("a.csv", "a,b\n\"say \"hi\"\",2\n"),
        "FILE, line 2: there is text after a closing quote; write a quote inside a quoted cell"
            + " twice, or quote no cell at all");
  }

  @Test
  void utf16IsRecognised() throws IOException {
    String text = "a,b\n1,2\n";
    String marked = "FILE is %s text, not UTF-8; convert it: iconv -f %s -t UTF-8";
    assertRefused(
        file("a.csv", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)),
        marked.formatted("UTF-16LE", "UTF-16"));
    assertRefused(
        file("b.csv", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)),
        marked.formatted("UTF-16BE", "UTF-16"));
    assertRefused(
        file("c.csv", text.getBytes(StandardCharsets.UTF_16LE)),
        marked.formatted("UTF-16LE", "UTF-16LE"));
    assertRefused(
        file("d.csv", text.getBytes(StandardCharsets.UTF_16BE)),
        marked.formatted("UTF-16BE", "UTF-16BE"));
  }

  @Test
  void latin1IsRecognised() throws IOException {
    assertRefused(
        file("a.csv", "name,n\nZoë,1\nJosé,2\n".getBytes(Charset.forName("windows-1252"))),
        "FILE, line 2: the byte 0xEB is not UTF-8, the text looks like Latin-1 (Windows-1252);"
            + " convert it: iconv -f WINDOWS-1252 -t UTF-8");
  }

  @Test
  void binaryFilesAreRecognised() throws IOException {
    String end = "; give CSV, TSV, Parquet or JSON";
    assertRefused(
        file("a.csv", new byte[] {'a', 'b', 7, 1}),
        "FILE is not a table: it holds the byte 0x07" + end);
    assertRefused(
        file("b.xlsx", "PK\3\4rest"),
        "FILE is not a table: it is a zip archive or a spreadsheet (save that as CSV)" + end);
    assertRefused(file("c.pdf", "%PDF-1.7"), "FILE is not a table: it is a PDF document" + end);
    assertRefused(
        file("d.db", "SQLite format 3\0"), "FILE is not a table: it is an SQLite database" + end);
  }

  @Test
  void aDamagedArchiveIsRecognised() throws IOException {
    assertRefused(
        file("b.csv.gz", new byte[] {0x1F, (byte) 0x8B, 9, 0, 0, 0}),
        "FILE is damaged: it does not unzip; make the .gz file again");
    assertRefused(
        file("a.csv.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0}),
        "FILE is damaged: it ends too early; make the .gz file again");
  }

  @Test
  void brokenParquetAndJsonAreOneLine() throws IOException {
    assertRefused(
        file("a.parquet", "PAR1"),
        "FILE cannot be read: File 'FILE' too small to be a Parquet file");
    assertRefused(
        file("b.ndjson", "{\"a\":1}\n{\"a\":\n"),
        "FILE cannot be read: Malformed JSON in file \"FILE\", at byte 7 in line 3:"
            + " unexpected end of data.");
  }

  @Test
  void aFileThatMayNotBeReadSaysSo() {
    assertThat(TableReader.unreadable("x.csv", new AccessDeniedException("x.csv")))
        .hasMessage("x.csv cannot be read: permission denied");
  }

  @Test
  void aBrokenStandardInputSaysSo() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("pipe closed");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("pipe closed");
          }
        };
    assertThatThrownBy(() -> new TableReader(false, broken).read("-"))
        .isInstanceOf(DataException.class)
        .hasMessage("standard input cannot be read: pipe closed");
  }

  @Test
  void anEmptyStandardInputSaysSo() {
    assertThatThrownBy(() -> new TableReader(false, InputStream.nullInputStream()).read("-"))
        .isInstanceOf(DataException.class)
        .hasMessage("standard input is empty; a table needs a line of column names and rows");
  }

  @Test
  void anUnknownColumnIsToldTheNearestName() throws IOException {
    Table table = Table.read(file("a.csv", "species,island\na,b\n").toString());
    assertThatThrownBy(() -> table.column("Specie"))
        .hasMessage(table.source() + " has no column Specie; did you mean species?");
    assertThatThrownBy(() -> table.column("weight"))
        .hasMessage(table.source() + " has no column weight; there are: species, island");
  }

  @Test
  void columnsOfDifferentLengthMakeNoTable() {
    assertThatThrownBy(() -> Table.of(Column.numeric("a", 1, 2), Column.numeric("b", 1)))
        .hasMessage(
            "column a has 2 rows, column b has 1; all columns of a table have equally many");
  }
}
