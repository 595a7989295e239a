package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PreprocessingTest {
  private static final int ROWS = 120;

  private static TextColumn text(String name, IntFunction<String> cell) {
    return Column.text(name, IntStream.range(0, ROWS).mapToObj(cell).toArray(String[]::new));
  }

  private static NumericColumn numbers(String name, IntFunction<Number> cell) {
    return Column.numeric(
        name, IntStream.range(0, ROWS).mapToDouble(row -> cell.apply(row).doubleValue()).toArray());
  }

  private static int[] all(Table table) {
    return IntStream.range(0, table.rows()).toArray();
  }

  private static Table with(Column column) {
    return Table.of(text("y", row -> row % 2 == 0 ? "even" : "odd"), column);
  }

  private static Preprocessing fit(Table table) {
    return Preprocessing.fit(table, all(table), Schema.infer(table, SchemaOptions.target("y")));
  }

  private static float[] row(Encoded encoded, int row) {
    return Arrays.copyOfRange(
        encoded.values(), row * encoded.columns(), (row + 1) * encoded.columns());
  }

  @Test
  void numbersAreStandardised() {
    Preprocessing preprocessing = fit(with(numbers("x", row -> row)));
    assertThat(preprocessing.names()).containsExactly("x");
    Encoded encoded = preprocessing.encode(Table.of(Column.numeric("x", 59.5, 119, 1e300)));
    assertThat(encoded.value(0, 0)).isEqualTo(0f);
    assertThat(encoded.value(1, 0)).isCloseTo((float) (59.5 / 34.6398), within(1e-4f));
    assertThat(encoded.value(2, 0)).isEqualTo(1e6f);
  }

  @Test
  void theNumbersAreAMatrix() {
    Table table = with(numbers("x", row -> row));
    Encoded encoded = fit(table).encode(table.select(new int[] {3, 5}));
    assertThat(encoded.toTensor().shape()).isEqualTo(Shape.of(2, encoded.columns()));
    assertThat(encoded.toTensor().toFloatArray()).containsExactly(encoded.values());
  }

  @Test
  void onlyTrainingRowsAreLookedAt() {
    Table table = with(numbers("x", row -> row < 60 ? row : 1e6 * row));
    Schema schema = Schema.infer(table, SchemaOptions.target("y"));
    int[] rows = IntStream.range(0, 60).toArray();
    Preprocessing fitted = Preprocessing.fit(table, rows, schema);
    Preprocessing alone = Preprocessing.fit(table.select(rows), rows, schema);
    assertThat(fitted.toJson()).isEqualTo(alone.toJson());
  }

  @Test
  void aMissingNumberIsTheMedianAndMarked() {
    Preprocessing preprocessing = fit(with(numbers("x", row -> row == 5 ? Double.NaN : row)));
    assertThat(preprocessing.names()).containsExactly("x", "x is missing");
    Encoded encoded = preprocessing.encode(Table.of(Column.numeric("x", Double.NaN, 60, 5)));
    assertThat(row(encoded, 0)).containsExactly(encoded.value(1, 0), 1);
    assertThat(encoded.value(1, 1)).isEqualTo(0f);
  }

  @Test
  void aMissingNumberThatTrainingNeverSawIsTheMedian() {
    Preprocessing preprocessing = fit(with(numbers("x", row -> row)));
    Encoded encoded = preprocessing.encode(Table.of(Column.numeric("x", Double.NaN, 59.5)));
    assertThat(row(encoded, 0)).containsExactly(encoded.value(1, 0));
  }

  @Test
  void anInfiniteNumberIsTheFarthestOfTraining() {
    Preprocessing preprocessing =
        fit(with(numbers("x", row -> row == 5 ? Double.POSITIVE_INFINITY : row)));
    Encoded encoded =
        preprocessing.encode(
            Table.of(Column.numeric("x", Double.POSITIVE_INFINITY, 119, -1.0 / 0, 0)));
    assertThat(encoded.value(0, 0)).isEqualTo(encoded.value(1, 0));
    assertThat(encoded.value(2, 0)).isEqualTo(encoded.value(3, 0));
  }

  @Test
  void textsBecomeColumnsAndRareOnesShareOne() {
    Table table =
        with(text("x", row -> row < 2 ? "rare" : row == 2 ? null : "abc".charAt(row % 3) + ""));
    Preprocessing preprocessing = fit(table);
    assertThat(preprocessing.names())
        .containsExactly("x = a", "x = b", "x = c", "x = (other)", "x is missing");
    Encoded encoded = preprocessing.encode(Table.of(Column.text("x", "b", "rare", "new", null)));
    assertThat(row(encoded, 0)).containsExactly(0, 1, 0, 0, 0);
    assertThat(row(encoded, 1)).containsExactly(0, 0, 0, 1, 0);
    assertThat(row(encoded, 2)).containsExactly(0, 0, 0, 1, 0);
    assertThat(row(encoded, 3)).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void aNewTextWhereTrainingHadNoRareOnesIsNoneOfThem() {
    Preprocessing preprocessing = fit(with(text("x", row -> row % 4 == 0 ? "a" : "b")));
    Encoded encoded = preprocessing.encode(Table.of(Column.text("x", "new", null)));
    assertThat(row(encoded, 0)).containsExactly(0, 0);
    assertThat(row(encoded, 1)).as("the commonest stands for a missing one").containsExactly(0, 1);
  }

  private static Preprocessing embedding(int rows, IntFunction<String> cell) {
    Table table =
        Table.of(
            Column.text("x", IntStream.range(0, rows).mapToObj(cell).toArray(String[]::new)),
            Column.numeric("y", IntStream.range(0, rows).mapToDouble(Math::sin).toArray()));
    return fit(table);
  }

  @Test
  void manyTextsBecomeCodes() {
    Preprocessing preprocessing = embedding(200, row -> "l" + row % 40);
    assertThat(preprocessing.names()).isEmpty();
    assertThat(preprocessing.embeddings()).containsExactly(new Embedding("x", 41, 40));
    Encoded encoded =
        preprocessing.encode(Table.of(Column.text("x", "l0", "l1", "l10", "new", null)));
    assertThat(encoded.columns()).isZero();
    assertThat(encoded.embedded()).isEqualTo(1);
    assertThat(encoded.codes(0)).containsExactly(0, 1, 2, 40, 0);
  }

  @Test
  void rareTextsTrainTheCodeOfUnseenOnes() {
    Preprocessing preprocessing =
        embedding(200, row -> row < 2 ? "rare" : row == 2 ? null : "l" + row % 40);
    assertThat(preprocessing.embeddings()).containsExactly(new Embedding("x", 42, 40));
    Encoded encoded = preprocessing.encode(Table.of(Column.text("x", "rare", "new", null)));
    assertThat(encoded.codes(0)).containsExactly(40, 40, 41);
  }

  @Test
  void whereNoTextIsRareTheRarestTrainsTheCodeOfUnseenOnesIfItIsInAHundredthOfTheRows() {
    Preprocessing preprocessing = embedding(400, row -> row < 4 ? "few" : "l" + row % 40);
    assertThat(preprocessing.embeddings()).containsExactly(new Embedding("x", 41, 40));
    assertThat(preprocessing.encode(Table.of(Column.text("x", "few"))).codes(0))
        .containsExactly(40);
  }

  @Test
  void truthIsOneMinusOneAndZero() {
    Boolean[] truths = new Boolean[ROWS];
    Arrays.setAll(truths, row -> row == 0 ? null : (Boolean) (row % 3 == 0));
    Preprocessing preprocessing = fit(with(Column.truth("x", truths)));
    Encoded encoded = preprocessing.encode(Table.of(Column.truth("x", true, false, null)));
    assertThat(encoded.values()).containsExactly(1, 0, -1, 0, 0, 1);
  }

  @Test
  void partsOfATimeThatGoRoundAreSineAndCosine() {
    TemporalColumn months =
        new TemporalColumn(
            "x",
            TemporalColumn.Kind.DATE,
            IntStream.range(0, ROWS)
                .mapToLong(row -> LocalDate.of(2000 + row / 12, 1 + row % 12, 1).toEpochDay())
                .toArray());
    Preprocessing preprocessing = fit(with(months));
    assertThat(preprocessing.names())
        .containsExactly(
            "x year",
            "x month (sine)",
            "x month (cosine)",
            "x day of the week (sine)",
            "x day of the week (cosine)");
    Encoded encoded = preprocessing.encode(Table.of(months.select(new int[] {0, 3})));
    assertThat(encoded.value(0, 1)).isEqualTo(0f);
    assertThat(encoded.value(0, 2)).isEqualTo(1f);
    assertThat(encoded.value(1, 1)).as("April is a quarter round").isEqualTo(1f);
    assertThat(encoded.value(0, 0)).isCloseTo((float) (-4.5 / 2.8723), within(1e-3f));
  }

  @Test
  void columnsMayStandInAnyOrderAndOthersArePassedOver() {
    Table table = with(numbers("a", row -> row)).with(numbers("b", row -> row * row));
    Preprocessing preprocessing = fit(table);
    Table mixed =
        Table.of(table.column("b"), Column.text("c", new String[ROWS]), table.column("a"));
    assertThat(preprocessing.encode(mixed).values())
        .containsExactly(preprocessing.encode(table).values());
  }

  @Test
  void aMissingColumnIsNamed() {
    Preprocessing preprocessing = fit(with(numbers("body_mass", row -> row)));
    assertThatThrownBy(() -> preprocessing.encode(Table.of(Column.numeric("body_mas", 1))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "table has no column body_mass, which the model was trained on; did you mean"
                + " body_mas?");
    assertThatThrownBy(() -> preprocessing.encode(Table.of(Column.numeric("z", 1))))
        .hasMessage("table has no column body_mass, which the model was trained on; there are: z");
  }

  @Test
  void textWhereNumbersWereIsNamedWithItsRow() {
    Preprocessing preprocessing = fit(with(numbers("mass", row -> row)));
    assertThatThrownBy(
            () -> preprocessing.encode(Table.of(Column.text("mass", "4", null, "heavy"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "table, row 3: column mass holds 'heavy', but the model was trained on numbers;"
                + " mend the value or leave it empty");
  }

  @Test
  void anotherKindWhereTimesOrTruthWereIsNamed() {
    Boolean[] truths = new Boolean[ROWS];
    Arrays.setAll(truths, row -> row % 3 == 0);
    Preprocessing truth = fit(with(Column.truth("x", truths)));
    assertThatThrownBy(() -> truth.encode(Table.of(Column.numeric("x", 1, 2))))
        .hasMessage(
            "table, row 2: column x holds '2', but the model was trained on true and false;"
                + " mend the value or leave it empty");
    assertThat(truth.encode(Table.of(Column.numeric("x", 1, 0))).values()).containsExactly(1, -1);
    Preprocessing times =
        fit(
            with(
                new TemporalColumn(
                    "x",
                    TemporalColumn.Kind.DATE,
                    IntStream.range(0, ROWS).asLongStream().toArray())));
    assertThatThrownBy(() -> times.encode(Table.of(Column.text("x", "yesterday"))))
        .hasMessage(
            "table, row 1: column x holds 'yesterday', but the model was trained on dates;"
                + " mend the value or leave it empty");
  }

  @Test
  void aColumnWithoutValuesFitsEveryKind() {
    Boolean[] truths = new Boolean[ROWS];
    Arrays.setAll(truths, row -> row % 3 == 0);
    for (Column column :
        List.of(
            numbers("x", row -> row),
            text("x", row -> "l" + row % 3),
            Column.truth("x", truths),
            new TemporalColumn(
                "x",
                TemporalColumn.Kind.DATE,
                IntStream.range(0, ROWS).asLongStream().toArray()))) {
      Preprocessing preprocessing = fit(with(column));
      Encoded numeric = preprocessing.encode(Table.of(Column.numeric("x", Double.NaN)));
      Encoded text = preprocessing.encode(Table.of(Column.text("x", (String) null)));
      assertThat(numeric.values()).containsExactly(text.values());
    }
  }

  @Test
  void figuresAreFoundAmongTextsTheyWereTrainedAs() {
    Preprocessing preprocessing = fit(with(text("x", row -> row % 2 == 0 ? "7" : "b")));
    assertThat(preprocessing.encode(Table.of(Column.numeric("x", 7))).values())
        .containsExactly(1, 0);
  }

  @Test
  void classesAreTheirPlaces() {
    Table table = with(numbers("x", row -> row));
    Preprocessing preprocessing = fit(table);
    assertThat(preprocessing.classes(table)).startsWith(0, 1, 0, 1);
    assertThat(preprocessing.targetScale()).isEmpty();
    assertThatThrownBy(() -> preprocessing.classes(Table.of(Column.text("y", "odd", "strange"))))
        .hasMessage(
            "table, row 2: column y holds 'strange', which is no known class; the classes are even,"
                + " odd");
    assertThatThrownBy(() -> preprocessing.classes(Table.of(Column.text("y", (String) null))))
        .hasMessage("table, row 1: column y holds no value; the classes are even, odd");
  }

  @Test
  void aTargetThatIsANumberIsStandardised() {
    Table table = Table.of(numbers("y", row -> 2.5 * row), numbers("x", row -> row));
    Preprocessing preprocessing = fit(table);
    TargetScale scale = preprocessing.targetScale().orElseThrow();
    double[] values = preprocessing.quantities(table);
    double[] scaled = Arrays.stream(values).map(scale::scale).toArray();
    assertThat(Arrays.stream(scaled).average().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(Arrays.stream(scaled).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(1e-12));
    assertThat(scale.unscale(scaled[7])).isCloseTo(17.5, within(1e-12));
  }

  @Test
  void noRowsAreNothingToFitOn() {
    Table table = with(numbers("x", row -> row));
    Schema schema = Schema.infer(table, SchemaOptions.target("y"));
    assertThatThrownBy(() -> Preprocessing.fit(table, new int[0], schema))
        .hasMessage("there are no rows to fit the preprocessing on");
  }

  @Test
  void aColumnWithoutValuesInTrainingIsNoTrouble() {
    Table table =
        with(numbers("x", row -> row < 60 ? Double.NaN : row))
            .with(text("t", row -> row < 60 ? null : "abc".charAt(row % 3) + ""));
    Schema schema = Schema.infer(table, SchemaOptions.target("y"));
    Preprocessing preprocessing =
        Preprocessing.fit(table, IntStream.range(0, 60).toArray(), schema);
    for (float value : preprocessing.encode(table).values()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void everyEncodedNumberIsFinite() {
    Rng rng = Rng.seed(4);
    double[] odd = {0, -1, 1e300, -1e300, Double.NaN, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE};
    for (int trial = 0; trial < 200; trial++) {
      Table table =
          with(numbers("x", _ -> rng.nextInt(4) == 0 ? odd[rng.nextInt(8)] : rng.nextGaussian()));
      for (float value : fit(table).encode(table).values()) {
        assertThat(value).isFinite();
      }
    }
  }
}
