package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaTest {
  private static final int ROWS = 200;

  private static TextColumn target() {
    return text("target", row -> row % 2 == 0 ? "even" : "odd");
  }

  private static TextColumn text(String name, IntFunction<String> cell) {
    return Column.text(name, IntStream.range(0, ROWS).mapToObj(cell).toArray(String[]::new));
  }

  private static NumericColumn numbers(String name, IntFunction<Number> cell) {
    return Column.numeric(
        name, IntStream.range(0, ROWS).mapToDouble(row -> cell.apply(row).doubleValue()).toArray());
  }

  private static Feature infer(Column column) {
    Table table = Table.of(target(), numbers("other", row -> Math.sin(row)), column);
    Schema schema = Schema.infer(table, SchemaOptions.target("target"));
    return schema.features().get(1);
  }

  private static void assertPlan(Column column, Class<? extends Feature> kind, String plan) {
    Feature feature = infer(column);
    assertThat(feature).isInstanceOf(kind);
    assertThat(feature.plan()).isEqualTo(plan);
  }

  @Test
  void numbersAreScaled() {
    assertPlan(numbers("a", row -> row * 0.5), Feature.Numeric.class, "numbers, scaled");
    assertPlan(
        numbers("a", row -> row < 3 ? Double.NaN : row),
        Feature.Numeric.class,
        "numbers, 3 missing, scaled");
  }

  @Test
  void fewWholeNumbersStayNumbers() {
    assertPlan(numbers("cylinders", row -> 4 + row % 3), Feature.Numeric.class, "numbers, scaled");
  }

  @Test
  void fewTextsBecomeColumnsOfTheirOwn() {
    assertPlan(
        text("a", row -> row < 2 ? null : "level " + row % 3),
        Feature.OneHot.class,
        "3 texts, 2 missing, one column each");
    assertPlan(text("a", row -> "l" + row % 32), Feature.OneHot.class, "32 texts, one column each");
  }

  @Test
  void manyTextsBecomeVectors() {
    assertPlan(
        text("a", row -> "l" + row % 50), Feature.Embedded.class, "50 texts, a learnt vector each");
  }

  @Test
  void textThatIsTooRareIsLeftOut() {
    assertPlan(
        text("a", row -> "l" + row % 51),
        Feature.LeftOut.class,
        "left out: 51 texts in 200 rows, too rare each to learn from");
  }

  @Test
  void textThatIsNearlyAlwaysDifferentIsLeftOut() {
    assertPlan(
        text("a", row -> "key" + row),
        Feature.LeftOut.class,
        "left out: an identifier, with 200 different values in 200 rows");
    assertPlan(
        text("a", row -> "a review of some length, the " + row + "th of its kind"),
        Feature.LeftOut.class,
        "left out: free text, with 200 different values in 200 rows");
  }

  @Test
  void datesInAnotherOrderAreToldHowToBeWritten() {
    assertPlan(
        text("a", row -> "%d/%d/2026".formatted(1 + row % 28, 1 + row / 28)),
        Feature.LeftOut.class,
        "left out: an identifier, with 200 different values in 200 rows;"
            + " if these are dates, write them as 2026-05-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "ID", "PassengerId", "customer_id", "index", "unnamed_1", "Row", "#"})
  void rowNumbersAreLeftOut(String name) {
    assertPlan(
        numbers(name, row -> row + 1),
        Feature.LeftOut.class,
        "left out: a different whole number in every row, which only names the row");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t",
        "x",
        "day",
        "width",
        "humidity",
        "acid",
        "number_of_rooms",
        "column_1",
        "grid"
      })
  void aRisingNumberOfAnotherNameIsKept(String name) {
    assertPlan(numbers(name, row -> row + 1), Feature.Numeric.class, "numbers, scaled");
  }

  @Test
  void anIndexThatIsNoRowNumberIsKept() {
    assertPlan(numbers("index", row -> row * 3), Feature.Numeric.class, "numbers, scaled");
    assertPlan(numbers("index", row -> row / 2), Feature.Numeric.class, "numbers, scaled");
    assertPlan(numbers("id", row -> row % 7), Feature.Numeric.class, "numbers, scaled");
    assertPlan(numbers("id", row -> row * 1.5), Feature.Numeric.class, "numbers, scaled");
  }

  @Test
  void whatNeverChangesIsLeftOut() {
    assertPlan(numbers("a", _ -> 7), Feature.LeftOut.class, "left out: it is 7 in every row");
    assertPlan(text("a", _ -> "x"), Feature.LeftOut.class, "left out: it is x in every row");
    Boolean[] always = new Boolean[ROWS];
    Arrays.fill(always, true);
    assertPlan(
        Column.truth("a", always), Feature.LeftOut.class, "left out: it is true in every row");
    assertPlan(dates(_ -> 5), Feature.LeftOut.class, "left out: it is 1970-01-06 in every row");
  }

  @Test
  void whatIsAlwaysMissingIsLeftOut() {
    assertPlan(
        numbers("a", _ -> Double.NaN), Feature.LeftOut.class, "left out: every value is missing");
  }

  @Test
  void oneTextThatIsSometimesMissingIsKept() {
    assertPlan(
        text("a", row -> row % 2 == 0 ? "yes" : null),
        Feature.OneHot.class,
        "1 text, 100 missing, one column each");
  }

  @Test
  void truthBecomesOneAndMinusOne() {
    Boolean[] truths = new Boolean[ROWS];
    Arrays.setAll(truths, row -> row % 3 == 0);
    assertPlan(Column.truth("a", truths), Feature.Truth.class, "true or false, as 1 and -1");
  }

  private static TemporalColumn dates(IntFunction<Integer> day) {
    return new TemporalColumn(
        "on",
        TemporalColumn.Kind.DATE,
        IntStream.range(0, ROWS).mapToLong(row -> day.apply(row)).toArray());
  }

  @Test
  void onlyThePartsOfATimeThatDifferAreTaken() {
    assertPlan(
        dates(row -> row),
        Feature.Temporal.class,
        "dates, as month, day of the month, day of the week");
    assertPlan(
        dates(row -> row % 5),
        Feature.Temporal.class,
        "dates, as day of the month, day of the week");
    TemporalColumn times =
        new TemporalColumn(
            "at",
            TemporalColumn.Kind.MOMENT,
            IntStream.range(0, ROWS).mapToLong(row -> row * 1_000_000L).toArray());
    assertPlan(times, Feature.Temporal.class, "moments, as time of day");
  }

  @Test
  void ignoredColumnsAreLeftOut() {
    Table table = Table.of(target(), numbers("a", row -> row), numbers("b", row -> row));
    Schema schema = Schema.infer(table, SchemaOptions.target("target").ignoring("a"));
    assertThat(schema.features())
        .containsExactly(
            new Feature.LeftOut("a", "left out as you asked"),
            new Feature.Numeric("b", "numbers, scaled"));
    assertThat(schema.used()).hasSize(1);
  }

  @Test
  void rowsWithoutTargetAreNotLookedAtAndThatIsSaid() {
    Table table =
        Table.of(
            numbers("y", row -> row % 4 == 0 ? Double.NaN : row * 0.1),
            numbers("a", row -> row % 4 == 0 ? row : 1),
            numbers("b", row -> row));
    Schema schema = Schema.infer(table, SchemaOptions.target("y"));
    assertThat(schema.notes()).containsExactly("50 of 200 rows are left out, as they have no y");
    assertThat(schema.features().getFirst().plan()).isEqualTo("left out: it is 1 in every row");
    assertThat(schema.usableRows(table)).hasSize(150).startsWith(1, 2, 3, 5);
  }

  @Test
  void aSchemaSurvivesItsJson() {
    Table table =
        Table.of(
            target(),
            numbers("a", row -> row),
            text("b", row -> "l" + row % 3),
            text("c", row -> "l" + row % 40),
            text("d", row -> "l" + row),
            dates(row -> row));
    Schema schema = Schema.infer(table, SchemaOptions.target("target"));
    assertThat(Schema.fromJson(schema.toJson())).isEqualTo(schema);
    Schema regression = Schema.infer(table, SchemaOptions.target("a"));
    assertThat(Schema.fromJson(regression.toJson())).isEqualTo(regression);
    assertThat(List.of(schema.target().task(), regression.target().task()))
        .containsExactly(Task.CLASSIFY, Task.REGRESS);
  }

  @Test
  void itTellsTheClassOfEveryRowWithoutFitting() {
    Table table = Table.of(target(), numbers("x", row -> Math.sin(row)));
    Schema schema = Schema.infer(table, SchemaOptions.target("target"));
    assertThat(schema.classes(table.select(new int[] {4, 7, 9}))).containsExactly(0, 1, 1);
    assertThatThrownBy(() -> schema.quantities(table))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("target is a class, not a number");
  }

  @Test
  void itTellsTheNumberToPredictOfEveryRow() {
    Table table = Table.of(target(), numbers("x", row -> row / 7.0));
    Schema schema = Schema.infer(table, SchemaOptions.target("x"));
    assertThat(schema.quantities(table.select(new int[] {7, 14}))).containsExactly(1, 2);
    assertThatThrownBy(() -> schema.classes(table)).hasMessage("x is a number, not a class");
  }
}
