package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableReadingTest {
  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private Table csv(String content) throws IOException {
    return Table.read(file("table.csv", content));
  }

  private static List<String> texts(Column column) {
    return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
  }

  @Test
  void aColumnIsOfTheKindThatAllItsCellsFit() throws IOException {
    Table table =
        csv(
            """
            number,text,truth,date,time,moment
            1,red,true,2026-05-01,09:30,2026-05-01 09:30:00
            -2.5e1,,FALSE,2026-05-02,23:59:59.5,2026-05-01T09:30:00+02:00
            """);
    assertThat(table.columns().stream().map(Column::holds))
        .containsExactly("numbers", "text", "true and false", "dates", "times", "moments");
    assertThat(texts(table.column("number"))).containsExactly("1", "-25");
    assertThat(texts(table.column("text"))).containsExactly("red", "");
    assertThat(texts(table.column("truth"))).containsExactly("true", "false");
    assertThat(texts(table.column("date"))).containsExactly("2026-05-01", "2026-05-02");
    assertThat(texts(table.column("time"))).containsExactly("09:30", "23:59:59.500");
    assertThat(texts(table.column("moment")))
        .containsExactly("2026-05-01T09:30", "2026-05-01T07:30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NA",
        "na",
        "N/A",
        "n/a",
        "null",
        "NULL",
        "None",
        "nan",
        "NaN",
        "?",
        "-",
        "missing",
        ".",
        "  ",
        " NA ",
        "\"\"",
        "\" NA \""
      })
  void aMarkOfAMissingValueLeavesAColumnNumeric(String mark) throws IOException {
    Table table = csv("a,b\n1,x\n" + mark + ",y\n3,z\n");
    assertThat(table.column("a")).isInstanceOf(NumericColumn.class);
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(table.column("a").missing()).isEqualTo(1);
  }

  @Test
  void aMarkOfAMissingValueIsMissingInTextToo() throws IOException {
    Table table = csv("a,b\nred,1\nN/A,2\nblue,3\n");
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(((TextColumn) table.column("a")).levels()).containsExactly("red", "blue");
  }

  @Test
  void spaceAroundACellDoesNotCount() throws IOException {
    Table table = csv("a , b\n 1 , red\n2,red \n");
    assertThat(table.names()).containsExactly("a", "b");
    assertThat(((NumericColumn) table.column("a")).values()).containsExactly(1, 2);
    assertThat(((TextColumn) table.column("b")).levels()).containsExactly("red");
  }

  @Test
  void aQuotedCellMayHoldTheSeparatorQuotesAndLineBreaks() throws IOException {
    Table table = csv("a,b\n\"one, \"\"two\"\"\nthree\",4\nplain 5\" pipe,6\n");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.column("a").text(0)).isEqualTo("one, \"two\"\nthree");
    assertThat(table.column("a").text(1)).isEqualTo("plain 5\" pipe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndInThreeWays(String end) throws IOException {
    Table table = csv(String.join(end, "a,b", "1,x", "2,y", ""));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.column("b").text(1)).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorIsFound(String separator) throws IOException {
    Table table = csv("a,b\n1,x\n2,y\n".replace(",", separator));
    assertThat(table.names()).containsExactly("a", "b");
    assertThat(table.rows()).isEqualTo(2);
  }

  @Test
  void numbersMayHaveADecimalCommaWhereTheCommaIsNoSeparator() throws IOException {
    Table table = csv("a;b\n1,5;x\n-2;y\n");
    assertThat(((NumericColumn) table.column("a")).values()).containsExactly(1.5, -2);
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(csv("\uFEFFa,b\n1,2\n").names()).containsExactly("a", "b");
  }

  @Test
  void blankLinesArePassedOver() throws IOException {
    Table table = csv("\na,b\n\n1,2\n   \n3,4\n\n\n");
    assertThat(((NumericColumn) table.column("b")).values()).containsExactly(2, 4);
  }

  @Test
  void aBlankLineInASingleColumnIsAMissingCell() throws IOException {
    Table table = csv("a\n1\n\n3\n\n");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(table.column("a").text(2)).isEqualTo("3");
  }

  @Test
  void oneRowIsATable() throws IOException {
    assertThat(csv("a,b\n1,2").rows()).isEqualTo(1);
  }

  @Test
  void aFirstLineOfNumbersIsARowAndThatIsSaid() throws IOException {
    Table table = csv("5.1,3.5,0\n4.9,3.0,1\n");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.names()).containsExactly("column_1", "column_2", "column_3");
    assertThat(table.notes())
        .containsExactly(
            "the first line holds only numbers, so there is no header: the columns are called"
                + " column_1 to column_3");
  }

  @Test
  void aFirstLineThatCountsTheColumnsIsAHeader() throws IOException {
    assertThat(csv("0,1,2\n7,8,9\n").names()).containsExactly("0", "1", "2");
    assertThat(csv("1,2\n7,8\n").names()).containsExactly("1", "2");
  }

  @Test
  void aColumnWithoutNameGetsOne() throws IOException {
    assertThat(csv(",a\n0,x\n1,y\n").names()).containsExactly("unnamed_1", "a");
  }

  @Test
  void compressedFilesAreRead() throws IOException {
    Path file = folder.resolve("table.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Table.read(file.toString()).rows()).isEqualTo(1);
  }

  @Test
  void standardInputIsRead() throws IOException {
    Table table = fromStandardInput("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), false);
    assertThat(table.source()).isEqualTo("standard input");
    assertThat(table.names()).containsExactly("a", "b");
  }

  @Test
  void standardInputMayBeJsonOrParquetAndLeavesNoFile() throws Exception {
    List<Path> before = spools();
    Table json = fromStandardInput("[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8), false);
    Table parquet = fromStandardInput(Files.readAllBytes(parquet("select 7 as a")), false);
    assertThat(((NumericColumn) json.column("a")).values()).containsExactly(1, 2);
    assertThat(((NumericColumn) parquet.column("a")).values()).containsExactly(7);
    assertThat(spools()).isEqualTo(before);
  }

  private static Table fromStandardInput(byte[] bytes, boolean keepsText) {
    return new TableReader(keepsText, new ByteArrayInputStream(bytes)).read("-");
  }

  private static List<Path> spools() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("glassbox-"))
          .sorted()
          .toList();
    }
  }

  private Path parquet(String query) throws SQLException {
    Path file = folder.resolve("table[1].parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("copy (%s) to '%s' (format parquet)".formatted(query, file));
    }
    return file;
  }

  @Test
  void parquetKeepsItsKindsAndItsOrder() throws SQLException {
    Path file =
        parquet(
            """
            select i::integer as whole, i / 2::double as half, 'n' || i as text, i % 2 = 0 as even,
              date '2026-01-01' + i::integer as day, timestamp '2026-01-01 12:00:00' as moment,
              time '01:02:03' as time, i::decimal(18, 3) as price, [i] as list
            from range(5000) r(i)
            """);
    Table table = Table.read(file.toString());
    assertThat(table.rows()).isEqualTo(5000);
    assertThat(table.columns().stream().map(column -> column.text(4999)))
        .containsExactly(
            "4999",
            "2499.5",
            "n4999",
            "false",
            "2039-09-09",
            "2026-01-01T12:00",
            "01:02:03",
            "4999",
            "[4999]");
    for (int row = 0; row < 5000; row++) {
      assertThat(((NumericColumn) table.column("whole")).value(row)).isEqualTo(row);
    }
  }

  @Test
  void marksOfMissingValuesAreUnderstoodInParquetButNumbersWrittenAsTextStayText()
      throws SQLException {
    Path file = parquet("select * from (values ('1', '01'), ('NA', '02')) t(a, code)");
    Table table = Table.read(file.toString());
    assertThat(table.column("a")).isInstanceOf(NumericColumn.class);
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(table.column("code").text(0)).isEqualTo("01");
  }

  @Test
  void jsonIsReadAsAListAndAsLines() throws IOException {
    String list = file("a.json", "[{\"a\": 1, \"b\": \"x\"}, {\"a\": \"NA\", \"b\": null}]");
    String lines = file("b.ndjson", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": \"NA\"}\n");
    for (String source : List.of(list, lines)) {
      Table table = Table.read(source);
      assertThat(table.column("a")).isInstanceOf(NumericColumn.class);
      assertThat(table.column("a").missing()).isEqualTo(1);
      assertThat(table.column("b").text(0)).isEqualTo("x");
      assertThat(table.column("b").isMissing(1)).isTrue();
    }
  }

  @Test
  void aReaderThatKeepsTextGivesCellsToTheLetter() throws IOException {
    String content = "a,b,c\n18.50,NA,\"say \"\"hi\"\"\"\n007,  x,\n";
    Table table = TableReader.standard().keepingText().read(file("t.csv", content));
    assertThat(((NumericColumn) table.column("a")).values()).containsExactly(18.5, 7);
    assertThat(table.text(0, "a")).isEqualTo("18.50");
    assertThat(table.text(1, "a")).isEqualTo("007");
    assertThat(table.text(0, "b")).isEqualTo("NA");
    assertThat(table.text(1, "b")).isEqualTo("  x");
    Table more = table.select(new int[] {1, 0}).with(Column.text("new", "p", "q"));
    assertThat(written(more)).isEqualTo("a,b,c,new\n007,  x,,p\n18.50,NA,\"say \"\"hi\"\"\",q\n");
  }

  @Test
  void aQueryKeepsTextToo() {
    Table table =
        TableReader.standard()
            .keepingText()
            .query("select 9007199254740993 as big, 18.50::decimal(9, 2) as price, null as none");
    assertThat(written(table)).isEqualTo("big,price,none\n9007199254740993,18.50,\n");
  }

  private static String written(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      table.writeCsv(out);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whateverTheBytesReadingEndsInATableOrInOneLine() throws IOException {
    var random = new SplittableRandom(3);
    byte[] valid = "a;b,c\n\"1\",2,\"x\ny\"\n3;4,é,\"\"\"\"\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] alphabet = "a1,;\t|\"\n\r \u00e9\0\ufeff".getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("fuzz.csv");
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
      for (int k = random.nextInt(6); k > 0 && bytes.length > 0; k--) {
        bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      Files.write(file, bytes);
      try {
        Table table = TableReader.standard().keepingText().read(file.toString());
        assertThat(table.rows()).isPositive();
        written(table);
      } catch (DataException expected) {
        assertThat(expected.getMessage()).doesNotContain("\n").startsWith(file.toString());
      }
    }
  }

  @Test
  void columnsOfNumbersStandSideBySide() {
    Table table =
        Table.of(
            Column.numeric("a", 1, 2, 3),
            Column.numeric("b", 0.1, 0.2, 0.3),
            Column.numeric("hole", 7, Double.NaN, 9),
            Column.text("word", "x", "y", "z"));

    Tensor some = table.numbers("b", "a");

    assertThat(some.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(some.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(some.toDoubleArray()).containsExactly(0.1, 1, 0.2, 2, 0.3, 3);
    assertThat(table.without(List.of("hole", "word")).numbers().toDoubleArray())
        .containsExactly(1, 0.1, 2, 0.2, 3, 0.3);
    assertThatThrownBy(() -> table.numbers("a", "hole"))
        .isInstanceOf(DataException.class)
        .hasMessage("table: the column hole must hold a number in every row");
    assertThatThrownBy(() -> table.numbers("word"))
        .hasMessage("table: the column word must hold a number in every row");
    assertThatThrownBy(() -> table.numbers("c")).hasMessageContaining("has no column c");
  }
}
