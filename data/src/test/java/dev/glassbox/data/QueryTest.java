package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTable() throws IOException {
    Files.writeString(
        folder.resolve("t.csv"),
        """
        name,mass,whole,day,on
        ann,3.5,1,2026-01-02,true
        bob,NA,2,2026-01-03,false
        cat,1.5,3,,
        """);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Table query(String sql) {
    return Table.query(sql.replace("FOLDER", folder.toString()));
  }

  private void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> query(sql))
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FOLDER", folder.toString()));
  }

  @Test
  void aFileIsATable() {
    Table table = query("select name, mass * 2 as twice from 'FOLDER/t.csv' where mass > 2");
    assertThat(table.names()).containsExactly("name", "twice");
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.column("twice").text(0)).isEqualTo("7");
  }

  @Test
  void columnsHaveTheKindsThatReadingFinds() {
    Table table =
        query(
            """
            select typeof(mass) as mass, typeof(whole) as whole, typeof(day) as day, typeof("on") as truth
            from 'FOLDER/t.csv' limit 1
            """);
    assertThat(table.columns().stream().map(column -> column.text(0)))
        .containsExactly("DOUBLE", "BIGINT", "DATE", "BOOLEAN");
  }

  @Test
  void everyCellSurvivesAQuery() {
    Table read = Table.read(path("t.csv"));
    assertThat(query("from 'FOLDER/t.csv'").fingerprint()).isEqualTo(read.fingerprint());
  }

  @Test
  void rowsComeInTheOrderOfTheQuery() {
    Table table = query("select i from range(100000) r(i) order by (i * 7919) % 100003");
    NumericColumn column = (NumericColumn) table.column("i");
    for (int row = 1; row < table.rows(); row++) {
      assertThat(column.value(row) * 7919 % 100003)
          .isGreaterThan(column.value(row - 1) * 7919 % 100003);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select name from 'FOLDER/t.csv'",
        "  SELECT name FROM 'FOLDER/t.csv'; -- done",
        "with a as (from 'FOLDER/t.csv') select name from a",
        "from 'FOLDER/t.csv' select name",
        "select name from read_csv('FOLDER/t.csv')"
      })
  void whatBeginsLikeAQueryIsRead(String sql) {
    assertThat(Table.read(sql.replace("FOLDER", folder.toString())).rows()).isEqualTo(3);
  }

  @Test
  void standardInputIsATableToo() {
    var input = new ByteArrayInputStream("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    Table table = new TableReader(false, input).query("select sum(a) as sum from '-'");
    assertThat(table.column("sum").text(0)).isEqualTo("3");
  }

  @Test
  void aNameBeginsNoQueryByChance() {
    assertThat(TableReader.isQuery("selection.csv")).isFalse();
    assertThat(TableReader.isQuery("from_work.csv")).isFalse();
    assertThat(TableReader.isQuery("select\n1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table x",
        "copy (select 1) to 'FOLDER/out.csv'",
        "create table x as select 1",
        "attach 'FOLDER/x.db'",
        "set threads = 1",
        "install httpfs",
        "pragma version",
        "insert into x values (1)"
      })
  void onlyReadingIsPossible(String sql) {
    assertRefused(sql, "query: only reading is possible, by one SELECT, WITH or FROM");
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  @Test
  void twoStatementsAreRefused() {
    assertRefused(
        "select 1; select 2", "query: 2 statements were given; write one SELECT, WITH or FROM");
    assertRefused(
        "select 1) x; copy (select 1) to 'FOLDER/out.csv'; select * from (select 2",
        "query: syntax error at or near \")\"");
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  @Test
  void mistakesInSqlAreOneLine() {
    assertRefused("selec 1", "query: syntax error at or near \"selec\"");
    assertRefused(
        "select mas from 'FOLDER/t.csv'",
        "query: Referenced column \"mas\" not found in FROM clause! Candidate bindings: \"mass\","
            + " \"day\", \"name\"");
    assertRefused(
        "select 'a'::int as a", "query: Conversion Error: Could not convert string 'a' to INT32");
  }

  @Test
  void noRowsAreNoTable() {
    assertRefused("select * from 'FOLDER/t.csv' where mass > 100", "query gives no rows");
  }

  @Test
  void aMissingFileIsToldTheNearestName() {
    assertRefused(
        "from 'FOLDER/tt.csv'", "FOLDER/tt.csv does not exist; did you mean FOLDER/t.csv?");
    assertRefused("from 'FOLDER/tt.parquet'", "FOLDER/tt.parquet does not exist");
  }

  @Test
  void aBrokenFileIsRefusedInAQueryAsElsewhere() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "a,b\n1\n");
    assertRefused(
        "select a from 'FOLDER/bad.csv'",
        "FOLDER/bad.csv, line 2: expected 2 fields as in the header, found 1;"
            + " write the separator ',' for an empty cell too");
  }

  @Test
  void manyFilesAtOnceNeedDuckDbsOwnReader() {
    assertRefused(
        "from 'FOLDER/*.csv'",
        "query: FOLDER/*.csv names many files; join them with UNION ALL BY NAME,"
            + " or ask for DuckDB's own reader: read_csv('FOLDER/*.csv')");
  }

  @Test
  void nothingIsFetchedFromTheNetwork() {
    assertRefused(
        "from 'https://example.org/x.parquet'",
        "https://example.org/x.parquet is an address; nothing is fetched from the network,"
            + " so download the file first");
    assertRefused(
        "from read_csv('https://example.org/x.csv')",
        "query: File https://example.org/x.csv requires the extension httpfs to be loaded;"
            + " nothing is fetched from the network, so download the file first");
  }
}
