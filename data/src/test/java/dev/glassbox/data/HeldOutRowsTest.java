package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static dev.glassbox.data.SmallTables.scores;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.tensor.Rng;
import dev.glassbox.train.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Test rows are there to judge by: whatever they hold, the same model must come out.
final class HeldOutRowsTest {
  private static final int ROWS = 200;

  /// [SmallTables#mixed] and columns whose use hangs on few cells: one is the same in every row,
  /// one has as many texts as still become columns of their own, one numbers the rows but for its
  /// gaps.
  private static Table table() {
    Table table = mixed(ROWS, 11);
    return table
        .with(Column.numeric("flat", new double[ROWS]))
        .with(SmallTables.text("level", ROWS, row -> "level " + row % 32))
        .with(
            Column.numeric(
                "number", IntStream.range(0, ROWS).mapToDouble(row -> row % 150).toArray()))
        .with(SmallTables.text("same", ROWS, row -> "same"));
  }

  private static Split split(Table table, TableLearner learner) {
    LearnerOptions options = learner.options();
    LearningRows rows = LearningRows.of(table, Schema.infer(table, learner.columns()));
    assertThat(rows.rows()).isEqualTo(ROWS); // so that row numbers are those of the table
    return rows.split(options.validation(), options.test(), Rng.seed(options.seed()));
  }

  private static IntPredicate among(int[] rows) {
    return row -> Arrays.stream(rows).anyMatch(one -> one == row);
  }

  /// The table with other values in these rows of every column but those named.
  private static Table poisoned(Table table, int[] rows, List<String> spared, Poison poison) {
    IntPredicate spoilt = among(rows);
    Table changed = table;
    for (Column column : table.columns()) {
      if (!spared.contains(column.name())) {
        changed = changed.with(poison.in(column, spoilt));
      }
    }
    return changed;
  }

  /// What comes in the place of a value.
  private enum Poison {
    MISSING,
    EXTREME,
    OTHER;

    Column in(Column column, IntPredicate rows) {
      String name = column.name();
      return switch (column) {
        case NumericColumn numbers -> {
          double[] values = numbers.values();
          for (int row = 0; row < values.length; row++) {
            values[row] = rows.test(row) ? number(row) : values[row];
          }
          yield Column.numeric(name, values);
        }
        case TextColumn text ->
            SmallTables.text(
                name,
                text.rows(),
                row -> rows.test(row) ? text(row) : text.isMissing(row) ? null : text.text(row));
        case BooleanColumn truth -> {
          @Nullable Boolean[] values = new Boolean[truth.rows()];
          for (int row = 0; row < values.length; row++) {
            Boolean before = truth.isMissing(row) ? null : (Boolean) truth.isTrue(row);
            values[row] = !rows.test(row) ? before : this == MISSING ? null : (Boolean) true;
          }
          yield Column.truth(name, values);
        }
        case TemporalColumn times -> {
          long[] values = new long[times.rows()];
          for (int row = 0; row < values.length; row++) {
            values[row] = rows.test(row) ? time(row) : times.value(row);
          }
          yield new TemporalColumn(name, times.kind(), values);
        }
      };
    }

    private double number(int row) {
      return switch (this) {
        case MISSING -> Double.NaN;
        case EXTREME -> row % 2 == 0 ? 1e300 : Double.NEGATIVE_INFINITY;
        case OTHER -> 1_000_000 + row;
      };
    }

    private @Nullable String text(int row) {
      return switch (this) {
        case MISSING -> null;
        case EXTREME -> "poison ".repeat(50) + row;
        case OTHER -> "poison";
      };
    }

    private long time(int row) {
      return switch (this) {
        case MISSING -> TemporalColumn.MISSING;
        case EXTREME -> -1_000_000L * row;
        case OTHER -> row;
      };
    }
  }

  /// All that learning brought forth but for the origin of the rows and the test scores.
  private static Map<String, Object> made(Learnt learnt) {
    TableModel model = learnt.model();
    Map<String, Object> made = new LinkedHashMap<>();
    model.network().state().forEach((name, tensor) -> made.put(name, bits(tensor.toFloatArray())));
    made.put("network", model.design());
    made.put("preprocessing", model.preprocessing().toJson().toPrettyString());
    made.put("regime", model.provenance().regime());
    made.put("epoch", learnt.outcome().best().number());
    made.put("refitted", model.provenance().refitted());
    List<List<Double>> history = new ArrayList<>();
    for (Epoch epoch : learnt.outcome().history()) {
      history.add(List.of(epoch.trainingLoss(), epoch.validationLoss(), epoch.learningRate()));
    }
    made.put("history", history);
    made.put("training scores", scores(learnt, "train").figures());
    made.put("validation scores", scores(learnt, "validation").figures());
    return made;
  }

  private static List<Integer> bits(float[] numbers) {
    return IntStream.range(0, numbers.length)
        .mapToObj(i -> Float.floatToRawIntBits(numbers[i]))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "good", "price"})
  void whatTestRowsHoldInTheirFeaturesChangesNothing(String target) {
    TableLearner learner = learner(target);
    Table table = table();
    int[] test = split(table, learner).test();
    Learnt clean = learner.learn(table);

    for (Poison poison : Poison.values()) {
      Table changed = poisoned(table, test, List.of("kind", "good", "price"), poison);
      Learnt poisonedToo = learner.learn(changed);
      assertThat(made(poisonedToo)).as(poison.name()).isEqualTo(made(clean));
      assertThat(scores(poisonedToo, "test").figures())
          .as(poison.name())
          .isNotEqualTo(scores(clean, "test").figures());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "good", "price"})
  void whatTrainingOrValidationRowsHoldDoesMakeADifference(String target) {
    TableLearner learner = learner(target);
    Table table = table();
    Split split = split(table, learner);
    Map<String, Object> clean = made(learner.learn(table));

    for (int[] part : List.of(split.train(), split.validation())) {
      int[] one = {part[part.length / 2]};
      Table changed = poisoned(table, one, List.of("kind", "good", "price"), Poison.EXTREME);
      assertThat(made(learner.learn(changed))).isNotEqualTo(clean);
    }
  }

  /// How rows are shared out follows from their targets; with the same shares, the targets of the
  /// test rows must make no difference.
  @ParameterizedTest
  @ValueSource(strings = {"kind", "good", "price"})
  void theTargetsOfTestRowsChangeNothing(String target) {
    TableLearner learner = learner(target);
    Table table = table();
    Split split = split(table, learner);
    Table changed = table.with(turned(table.column(target), split.test()));
    Schema schema = Schema.ofTarget(table, learner.columns());
    Learnt clean = learner.learn(table, LearningRows.of(table, schema), split);
    Learnt other = learner.learn(changed, LearningRows.of(changed, schema), split);

    assertThat(made(other)).isEqualTo(made(clean));
    assertThat(scores(other, "test").figures()).isNotEqualTo(scores(clean, "test").figures());
  }

  /// The column with the cells of these rows handed on, each to the next of the rows.
  private static Column turned(Column column, int[] rows) {
    int[] order = IntStream.range(0, column.rows()).toArray();
    for (int i = 0; i < rows.length; i++) {
      order[rows[i]] = rows[(i + 1) % rows.length];
    }
    return column.select(order);
  }

  @Test
  void eachRoundOfCrossValidationIsBlindToTheRowsItJudgesBy() {
    TableLearner learner = learner("kind");
    Table table = table();
    LearningRows rows = LearningRows.of(table, Schema.infer(table, learner.columns()));
    int[] held = rows.folds(3, Rng.seed(learner.options().seed())).getFirst().held();
    Table changed = poisoned(table, held, List.of("kind", "good", "price"), Poison.EXTREME);

    assertThat(firstRound(learner, changed)).isEqualTo(firstRound(learner, table));
  }

  /// What is told of the first round but for its scores and the time it took.
  private static List<String> firstRound(TableLearner learner, Table table) {
    List<String> told = new ArrayList<>();
    List<Integer> rounds = new ArrayList<>();
    TableLearner listening =
        new TableLearner(
            learner.columns(),
            learner.options(),
            event -> {
              if (event instanceof LearningEvent.FoldStarted round) {
                rounds.add(round.fold());
              }
              if (rounds.size() == 1 && !(event instanceof LearningEvent.FoldEnded)) {
                told.add(event.toString().replaceAll("seconds=[^,\\]]*", ""));
              }
            },
            () -> rounds.size() > 1,
            learner.trainer());
    listening.crossValidate(table, 3);
    assertThat(told).hasSizeGreaterThan(5);
    return told;
  }
}
