package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TargetTest {
  private static Table numbers(int rows, IntToDoubleFunction cell) {
    return Table.of(
        Column.numeric("y", IntStream.range(0, rows).mapToDouble(cell).toArray()),
        Column.numeric("x", IntStream.range(0, rows).mapToDouble(Math::sin).toArray()));
  }

  private static Table text(int rows, IntFunction<String> cell) {
    return Table.of(
        Column.text("y", IntStream.range(0, rows).mapToObj(cell).toArray(String[]::new)),
        Column.numeric("x", IntStream.range(0, rows).mapToDouble(Math::sin).toArray()));
  }

  private static final SchemaOptions Y = SchemaOptions.target("y");

  private static Target infer(Table table) {
    return Schema.infer(table, Y).target();
  }

  private static void assertRefused(Table table, SchemaOptions options, String message) {
    assertThatThrownBy(() -> Schema.infer(table, options))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  @Test
  void textIsClasses() {
    assertThat(infer(text(30, row -> "abc".substring(row % 3, row % 3 + 1))))
        .isEqualTo(new Target.Classes("y", List.of("a", "b", "c"), "3 classes: a, b, c"));
  }

  @Test
  void truthIsTwoClasses() {
    Boolean[] truths = new Boolean[20];
    Arrays.setAll(truths, row -> row % 3 == 0);
    Table table = Table.of(Column.truth("y", truths), numbers(20, row -> row).column("x"));
    assertThat(infer(table).plan()).isEqualTo("2 classes: false, true");
  }

  @Test
  void wholeNumbersThatComeOftenAreClassesInTheirOrder() {
    Target target = infer(numbers(110, row -> row % 11));
    assertThat(((Target.Classes) target).labels())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertThat(target.plan())
        .isEqualTo(
            "11 classes (whole numbers that come often; --task regress predicts a number instead)");
  }

  @Test
  void otherNumbersArePredictedAsNumbers() {
    assertThat(infer(numbers(100, row -> row * 0.5)).plan()).isEqualTo("a number, from 0 to 49.5");
    assertThat(infer(numbers(100, row -> row % 30)).task()).isEqualTo(Task.REGRESS);
    assertThat(infer(numbers(100, row -> row % 5 * 0.5)).plan())
        .isEqualTo("a number, from 0 to 2 (--task classify predicts classes instead)");
    assertThat(infer(numbers(60, row -> row % 15)).task()).isEqualTo(Task.REGRESS);
    assertThat(infer(numbers(100, row -> row == 0 ? 3 : row % 3)).task()).isEqualTo(Task.REGRESS);
  }

  @Test
  void twoNumbersAreTwoClasses() {
    assertThat(infer(numbers(20, row -> row % 2 + 0.5)).task()).isEqualTo(Task.CLASSIFY);
  }

  @Test
  void theTaskCanBeGiven() {
    Table digits = numbers(100, row -> row % 10);
    assertThat(Schema.infer(digits, Y.task(Task.REGRESS)).target().plan())
        .isEqualTo("a number, from 0 to 9");
    assertThat(Schema.infer(digits, Y.task(Task.CLASSIFY)).target().plan())
        .isEqualTo("10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
  }

  @Test
  void aMisspeltTargetIsToldTheNearestName() {
    Table table = Table.of(Column.text("species", "a"), Column.numeric("mass", 1));
    assertRefused(
        table,
        SchemaOptions.target("Speceis"),
        "table has no column Speceis to predict; did you mean species?");
    assertRefused(
        table,
        SchemaOptions.target("price"),
        "table has no column price to predict; there are: species, mass");
  }

  @Test
  void anIgnoredColumnMustBeThereAndNotBeTheTarget() {
    Table table = text(20, row -> "" + row % 2);
    assertRefused(table, Y.ignoring("xx"), "table has no column xx to ignore; did you mean x?");
    assertRefused(
        table, Y.ignoring("y"), "column y is both to be predicted and to be ignored; choose one");
  }

  @Test
  void aTargetWithoutValuesIsRefused() {
    assertRefused(
        numbers(20, _ -> Double.NaN),
        Y,
        "column y holds no value in any row, so there is nothing to learn");
  }

  @Test
  void tooFewRowsAreRefused() {
    assertRefused(
        text(1, _ -> "a"),
        Y,
        "table has 1 row with a known y; at least 10 are needed to train and to check");
    assertRefused(
        text(12, row -> row < 3 ? null : "a" + row % 2),
        Y,
        "table has 9 rows with a known y; at least 10 are needed to train and to check");
  }

  @Test
  void oneClassIsRefused() {
    assertRefused(
        text(20, _ -> "a"),
        Y,
        "column y holds only a, in every row; there must be two values to tell apart");
    assertRefused(
        numbers(20, _ -> 1.5),
        Y,
        "column y holds only 1.5, in every row; there must be two values to tell apart");
  }

  @Test
  void anInfiniteTargetIsRefusedWithItsRow() {
    assertRefused(
        numbers(20, row -> row == 4 ? Double.NEGATIVE_INFINITY : row),
        Y,
        "column y holds -inf in row 5; a target must be a finite number, or empty");
  }

  @Test
  void tooManyClassesAreRefused() {
    assertRefused(
        text(344, row -> "level " + row % 200),
        Y,
        "column y has 200 distinct values in 344 rows, too many to be classes;"
            + " group rare values by a query, or choose another target");
    assertRefused(
        text(50, row -> row == 7 ? "forty" : "" + row),
        Y,
        "column y has 50 distinct values in 50 rows, too many to be classes;"
            + " group rare values by a query, or choose another target;"
            + " it would be numbers but for 'forty'");
    assertRefused(
        numbers(100, row -> row * 0.5),
        Y.task(Task.CLASSIFY),
        "column y has 100 distinct values in 100 rows, too many to be classes;"
            + " use --task regress to predict it as a number");
  }

  @Test
  void textCannotBePredictedAsANumber() {
    assertRefused(
        text(20, row -> "abc".substring(row % 3, row % 3 + 1)),
        Y.task(Task.REGRESS),
        "column y holds text, such as 'a', and cannot be predicted as a number; use --task"
            + " classify");
    assertRefused(
        text(20, row -> row == 9 ? "n.a." : "" + row),
        Y.task(Task.REGRESS),
        "column y holds text, such as 'n.a.', and cannot be predicted as a number;"
            + " use --task classify");
  }

  @Test
  void aDateCannotBePredicted() {
    Table table =
        Table.of(
            new TemporalColumn(
                "y", TemporalColumn.Kind.DATE, IntStream.range(0, 20).asLongStream().toArray()),
            numbers(20, row -> row).column("x"));
    assertRefused(
        table,
        Y,
        "column y holds dates, which cannot be predicted; predict a number made of it by a query");
  }

  @Test
  void aClassOfOneRowIsKeptAndSaid() {
    Schema schema = Schema.infer(text(30, row -> row == 3 ? "rare" : "abc".substring(row % 3)), Y);
    assertThat(((Target.Classes) schema.target()).labels())
        .containsExactly("abc", "bc", "c", "rare");
    assertThat(schema.notes())
        .containsExactly(
            "only one row has y rare: it is used for training, so how well it is predicted stays"
                + " unknown");
  }

  @Test
  void noColumnToPredictFromIsRefused() {
    Table table = text(20, row -> "" + row % 2);
    assertRefused(table.without(List.of("x")), Y, "no column is left to predict y from");
    assertRefused(
        table.with(Column.numeric("x", new double[20])),
        Y,
        "no column is left to predict y from: x (left out: it is 0 in every row)");
  }
}
