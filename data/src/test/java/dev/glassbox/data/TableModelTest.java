package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableModelTest {
  private static final Table TABLE = mixed(240, 31);
  private static final TableModel CLASSES = learner("kind").learn(TABLE).model();
  private static final TableModel NUMBER = learner("price").learn(TABLE).model();

  private static double[] numbers(TableModel model, Table table) {
    return switch (model.predict(table)) {
      case Prediction.Classes classes -> classes.probabilities().toDoubleArray();
      case Prediction.Quantities quantities -> quantities.values();
    };
  }

  private static Table onlyFeatures() {
    return TABLE.without(List.of("kind", "good", "price"));
  }

  @Test
  void theTargetMayBeAbsent() {
    assertThat(numbers(CLASSES, onlyFeatures())).isEqualTo(numbers(CLASSES, TABLE));
    assertThat(numbers(NUMBER, onlyFeatures())).isEqualTo(numbers(NUMBER, TABLE));
  }

  @Test
  void columnsMayStandInAnyOrderAmongOthers() {
    List<Column> columns = new ArrayList<>(onlyFeatures().columns());
    Collections.reverse(columns);
    columns.add(2, Column.numeric("unknown", new double[TABLE.rows()]));
    columns.add(SmallTables.text("another", TABLE.rows(), row -> "text " + row));

    assertThat(numbers(CLASSES, Table.of(columns))).isEqualTo(numbers(CLASSES, TABLE));
  }

  @Test
  void aRowIsPredictedTheSameWhateverStandsBesideIt() {
    double[] all = numbers(NUMBER, TABLE);
    assertThat(numbers(NUMBER, TABLE.select(new int[] {7, 100})))
        .containsExactly(new double[] {all[7], all[100]}, within(1e-2));
  }

  @Test
  void aColumnThatIsMissingIsNamed() {
    assertThatThrownBy(() -> CLASSES.predict(TABLE.without(List.of("colour"))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("table has no column colour, which the model was trained on");
  }

  @Test
  void aTextThatTrainingDidNotHaveIsPredictedAllTheSame() {
    Table changed =
        TABLE
            .with(SmallTables.text("colour", TABLE.rows(), row -> "mauve"))
            .with(SmallTables.text("city", TABLE.rows(), row -> "elsewhere"));
    assertThat(Arrays.stream(numbers(CLASSES, changed)).allMatch(p -> p >= 0 && p <= 1)).isTrue();
  }

  @Test
  void rowsOfWhichNothingIsKnownArePredicted() {
    int rows = 3;
    Table empty =
        Table.of(
            SmallTables.FEATURES.stream()
                .map(name -> SmallTables.text(name, rows, row -> null))
                .toList());
    double[] probabilities = numbers(CLASSES, empty);

    assertThat(Arrays.stream(probabilities).allMatch(Double::isFinite)).isTrue();
    assertThat(probabilities[0]).isEqualTo(probabilities[3]).isEqualTo(probabilities[6]);
  }

  @Test
  void noRowsGiveNoPredictions() {
    Table none = TABLE.select(new int[0]);

    assertThat(CLASSES.predict(none).rows()).isZero();
    assertThat(NUMBER.predict(none).rows()).isZero();
    assertThat(CLASSES.addTo(none, true).rows()).isZero();
  }

  @Test
  void numbersWrittenAsTextAreRead() {
    NumericColumn size = (NumericColumn) TABLE.column("size");
    Column written =
        SmallTables.text("size", TABLE.rows(), row -> Double.toString(size.value(row)));

    assertThat(numbers(CLASSES, TABLE.with(written))).isEqualTo(numbers(CLASSES, TABLE));
  }

  @Test
  void aValueOfAnotherKindIsShownWithItsPlace() {
    Column wrong = SmallTables.text("size", TABLE.rows(), row -> row == 4 ? "large" : "1.5");
    assertThatThrownBy(() -> CLASSES.predict(TABLE.with(wrong)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "table, row 5: column size holds 'large', but the model was trained on numbers;"
                + " mend the value or leave it empty");

    Column never = SmallTables.text("born", TABLE.rows(), row -> "never");
    assertThatThrownBy(() -> CLASSES.predict(TABLE.with(never)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 1: column born holds 'never', but the model was trained on");
  }

  @Test
  void evaluatingComparesTheRowsWithAKnownTarget() {
    Table half =
        TABLE.with(
            SmallTables.text(
                "kind", TABLE.rows(), row -> row % 2 == 0 ? TABLE.text(row, "kind") : null));
    int[] even = IntStream.range(0, TABLE.rows()).filter(row -> row % 2 == 0).toArray();

    assertThat(CLASSES.evaluate(half).figures())
        .isEqualTo(CLASSES.evaluate(TABLE.select(even)).figures());
    assertThat(((Scores.OfClasses) CLASSES.evaluate(half)).detail().rows()).isEqualTo(120);
  }

  @Test
  void evaluatingWithoutAnyKnownTargetIsRefused() {
    assertThatThrownBy(() -> CLASSES.evaluate(onlyFeatures()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("table has no column kind");
    Column nothing = SmallTables.text("kind", TABLE.rows(), row -> null);
    assertThatThrownBy(() -> CLASSES.evaluate(TABLE.with(nothing)))
        .isInstanceOf(DataException.class)
        .hasMessage("table has no row with a known kind to compare with");
    assertThatThrownBy(() -> NUMBER.evaluate(TABLE.select(new int[0])))
        .isInstanceOf(DataException.class)
        .hasMessage("table has no row with a known price to compare with");
  }

  @Test
  void evaluatingAgainstAClassThatTheModelDoesNotKnowIsRefused() {
    Column odd = SmallTables.text("kind", TABLE.rows(), row -> row == 2 ? "lukewarm" : "low");
    assertThatThrownBy(() -> CLASSES.evaluate(TABLE.with(odd)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "table, row 3: column kind holds 'lukewarm', which is no known class;"
                + " the classes are high, low, middle");
  }

  @Test
  void evaluatingANumberAgainstAnythingElseIsRefused() {
    Column text = SmallTables.text("price", TABLE.rows(), row -> "cheap");
    assertThatThrownBy(() -> NUMBER.evaluate(TABLE.with(text)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 1: column price holds 'cheap'");
    double[] endless = new double[TABLE.rows()];
    Arrays.fill(endless, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> NUMBER.evaluate(TABLE.with(Column.numeric("price", endless))))
        .isInstanceOf(DataException.class)
        .hasMessage("table, row 1: column price holds no finite number");
  }

  @Test
  void predictionsStandBehindTheColumnsAsTheyWere() {
    Table answered = CLASSES.addTo(TABLE, true);

    List<String> names = new ArrayList<>(TABLE.names());
    names.addAll(
        List.of("predicted_kind", "probability_high", "probability_low", "probability_middle"));
    assertThat(answered.names()).isEqualTo(names);
    for (String name : TABLE.names()) {
      assertThat(answered.column(name)).isSameAs(TABLE.column(name));
    }
  }

  @Test
  void probabilitiesSumToOneAndTheLargestIsThePredictedClass() {
    Table answered = CLASSES.addTo(TABLE, true);
    List<String> labels = List.of("high", "low", "middle");
    for (int row = 0; row < TABLE.rows(); row++) {
      double sum = 0;
      String best = "";
      double most = -1;
      for (String label : labels) {
        double probability = Double.parseDouble(answered.text(row, "probability_" + label));
        sum += probability;
        best = probability > most ? label : best;
        most = Math.max(most, probability);
      }
      assertThat(sum).isCloseTo(1, within(2e-6));
      assertThat(answered.text(row, "predicted_kind")).isEqualTo(best);
    }
  }

  @Test
  void aColumnThatBearsTheNameAlreadyIsLeftAsItIs() {
    Table twice = CLASSES.addTo(CLASSES.addTo(TABLE, true), true);

    assertThat(twice.names())
        .endsWith(
            "predicted_kind",
            "probability_high",
            "probability_low",
            "probability_middle",
            "predicted_kind_2",
            "probability_high_2",
            "probability_low_2",
            "probability_middle_2");
    assertThat(twice.text(5, "predicted_kind_2")).isEqualTo(twice.text(5, "predicted_kind"));
  }

  @Test
  void predictedNumbersAreInTheUnitOfTheTarget() {
    Table answered = NUMBER.addTo(TABLE, false);
    double[] values = numbers(NUMBER, TABLE);

    assertThat(answered.names()).hasSize(TABLE.names().size() + 1);
    for (int row = 0; row < TABLE.rows(); row++) {
      assertThat(Double.parseDouble(answered.text(row, "predicted_price")))
          .isCloseTo(values[row], within(1e-3))
          .isBetween(0.0, 2000.0);
    }
  }

  @Test
  void aNumberHasNoProbabilities() {
    assertThatThrownBy(() -> NUMBER.addTo(TABLE, true))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "this model predicts the number price, which has no probabilities; leave the option"
                + " out");
  }

  @Test
  void sixteenThreadsPredictWhatOneDoes() throws Exception {
    double[] classes = numbers(CLASSES, TABLE);
    double[] number = numbers(NUMBER, TABLE);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      Callable<List<double[]>> task =
          () -> {
            List<double[]> seen = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
              seen.add(numbers(CLASSES, TABLE));
              seen.add(numbers(NUMBER, TABLE));
            }
            return seen;
          };
      for (Future<List<double[]>> future : threads.invokeAll(Collections.nCopies(16, task))) {
        List<double[]> seen = future.get();
        for (int i = 0; i < seen.size(); i++) {
          assertThat(seen.get(i)).isEqualTo(i % 2 == 0 ? classes : number);
        }
      }
    }
  }
}
