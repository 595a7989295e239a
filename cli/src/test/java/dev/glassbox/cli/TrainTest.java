package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static dev.glassbox.cli.Ran.glassboxReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainTest {
  @TempDir Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void nameTheModel() {
    model = folder.resolve("m.safetensors");
  }

  /// A short training of a small network.
  private Ran train(Object source, String target, Object... options) {
    return glassboxReading("", arguments(source, target, options)).succeeded();
  }

  private Object[] arguments(Object source, String target, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("train", source, "--target", target));
    arguments.addAll(List.of("--hidden", 8, "--epochs", 3, "--out", model));
    arguments.addAll(List.of(options));
    return arguments.toArray();
  }

  @Test
  void allThatIsFoundAndDoneIsTold() {
    Path penguins = Ran.shipped("penguins.csv");
    Ran ran = train(penguins, "species");

    assertThat(ran.lines())
        .containsSequence(
            "Table     %s, 344 rows".formatted(penguins),
            "Target    species: 3 classes: Adelie, Chinstrap, Gentoo",
            "Columns   island             3 texts, one column each",
            "          beak_length_mm     numbers, 2 missing, scaled");
    assertThat(ran.lines())
        .contains("Rows      206 to train on, 69 to choose by (validation), 69 to judge by (test)");
    assertThat(ran.line("Network")).matches("Network   \\d+ → 8 → 3, silu.*; \\d+ parameters");
    assertThat(ran.line("Training"))
        .isEqualTo("Training    epoch   rows/s  train loss  validation    best");
    assertThat(ran.line("careful"))
        .matches("careful       3/3 +[0-9,]+ +[0-9.]+ +[0-9.]+  [0-9.]+  in epoch [123]");
    assertThat(ran.line("Kept"))
        .matches("Kept      epoch [123] of the (careful|normal|bold) training,.*");
    assertThat(ran.line("Scores"))
        .isEqualTo("Scores                  accuracy  balanced accuracy  log loss  ROC AUC");
    assertThat(ran.line("  test (69 rows) ")).matches("  test \\(69 rows\\) .*[01]\\.\\d{4}");
    assertThat(ran.lines())
        .contains("Test rows by true class (down) and predicted class (across):")
        .contains("             Adelie  Chinstrap  Gentoo  recall  precision");
    assertThat(ran.line("Model")).matches("Model     .*m\\.safetensors, trained in \\d+\\.\\d s");
    assertThat(ran.line("Use it")).isEqualTo("Use it    glassbox predict %s FILE".formatted(model));
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void everyLineFitsAPageOfEightyColumns() {
    String names = "abcdefghijklmnopqrstuvwxyz".repeat(2);
    Path wide =
        Tables.write(
            folder,
            "w.csv",
            Tables.table(
                names + ",b,kind", 60, i -> i + "," + i % 5 + "," + "class".repeat(3) + i % 4));
    assertThat(train(wide, "kind").lines())
        .filteredOn(line -> !line.contains(folder.toString()))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void aNumberIsScoredByItsErrors() {
    Ran ran = train(Ran.shipped("cars.csv"), "miles_per_gallon");
    assertThat(ran.lines())
        .contains("Target    miles_per_gallon: a number, from 9 to 46.6")
        .contains("Note      8 of 406 rows are left out, as they have no miles_per_gallon")
        .contains("Test rows, predicted minus true miles_per_gallon:");
    assertThat(ran.line("Scores")).matches("Scores +RMSE +MAE +R²");
  }

  @Test
  void columnsThatTellNothingAreLeftOutAndThatIsSaid() {
    Path file =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(
                "size,constant,empty,kind",
                60,
                i -> "%s,7,,%s".formatted(Tables.size(i), Tables.kind(i))));
    assertThat(train(file, "kind").lines())
        .contains("          constant  left out: it is 7 in every row")
        .contains("          empty     left out: every value is missing");
  }

  @Test
  void manyColumnsAlikeAreOneLine() {
    assertThat(train(Ran.shipped("wine.csv"), "class").line("Columns"))
        .isEqualTo("Columns   alcohol … proline  13 columns: numbers, scaled");
  }

  @Test
  void ignoredColumnsAreLeftOut() {
    Ran ran =
        train(Ran.shipped("iris.csv"), "species", "--ignore", "petal_length_cm,petal_width_cm");
    assertThat(ran.lines()).filteredOn(line -> line.contains("left out as you asked")).hasSize(2);
  }

  @Test
  void aTableWithoutAHeaderIsPointedOut() {
    Path file =
        Tables.write(
            folder,
            "t.csv",
            Tables.kinds(40)
                .replaceFirst("size,colour,kind\n", "")
                .replaceAll("red|green|blue", "1")
                .replace("big", "2")
                .replace("small", "3"));
    Ran ran = train(file, "column_3");
    assertThat(ran.line("Note")).startsWith("Note      the first line holds only numbers");
  }

  @Test
  void quietLeavesOnlyTheResult() {
    Ran ran = train(Ran.shipped("iris.csv"), "species", "--quiet");
    assertThat(ran.lines().getFirst()).startsWith("Scores");
    assertThat(ran.lines().getLast()).startsWith("Model");
    assertThat(ran.out()).doesNotContain("Columns", "Training", "Kept");
  }

  @Test
  void withoutValidationRowsTheLastEpochIsKept() {
    Ran ran = train(Ran.shipped("iris.csv"), "species", "--validation", 0);
    assertThat(ran.line("Rows")).isEqualTo("Rows      120 to train on, 30 to judge by (test)");
    assertThat(ran.line("Kept"))
        .isEqualTo(
            "Kept      the last epoch, 3: without validation rows there is nothing to choose");
  }

  @Test
  void withoutTestRowsTheValidationRowsAreShown() {
    Ran ran = train(Ran.shipped("iris.csv"), "species", "--test", 0);
    assertThat(ran.lines())
        .contains("Validation rows by true class (down) and predicted class (across):");
  }

  @Test
  void crossValidationTellsEachFoldAndTheMean() {
    Ran ran = train(Ran.shipped("iris.csv"), "species", "--cross-validate", 3);
    List<String> lines = ran.lines();
    assertThat(lines)
        .filteredOn(line -> line.matches("fold [123]/3 .* accuracy [01]\\.\\d{4}"))
        .hasSize(3);
    assertThat(lines.indexOf(ran.line("Columns"))).isLessThan(lines.indexOf(ran.line("fold 1/3")));
    assertThat(ran.line("Folds"))
        .isEqualTo("Folds     3 rounds, each judged by rows that it never saw; then a training on");
    assertThat(ran.line("  test, mean of 3 folds")).matches(".*( +[01]\\.\\d{4}){4}");
    assertThat(ran.line("  test, standard deviation")).matches(".*( +[01]\\.\\d{4}){4}");
  }

  @Test
  void rowsMayComeFromAQueryAndFromStandardInput() {
    Path iris = Ran.shipped("iris.csv");
    Ran query = train("select * from '%s' where species <> 'setosa'".formatted(iris), "species");
    assertThat(query.line("Table")).isEqualTo("Table     query, 100 rows");
    Ran input = glassboxReading(Tables.kinds(60), arguments("-", "kind")).succeeded();
    assertThat(input.line("Table")).isEqualTo("Table     standard input, 60 rows");
  }

  @Test
  void theSameSeedTellsTheSame() {
    Path iris = Ran.shipped("iris.csv");
    Ran one = train(iris, "species", "--seed", 7, "--quiet");
    Ran two = train(iris, "species", "--seed", 7, "--quiet");
    assertThat(two.lines().subList(0, 8)).isEqualTo(one.lines().subList(0, 8));
  }

  @Test
  void everyOptionIsTaken() {
    Ran ran =
        train(
            Ran.shipped("iris.csv"),
            "species",
            "--task",
            "classify",
            "--activation",
            "tanh",
            "--batch",
            16,
            "--optimizer",
            "sgd",
            "--learning-rate",
            0.01,
            "--weight-decay",
            0.001,
            "--dropout",
            0.1,
            "--schedule",
            "constant",
            "--patience",
            2,
            "--validation",
            0.25,
            "--test",
            0.25,
            "--seed",
            3);
    assertThat(ran.line("Network"))
        .isEqualTo("Network   4 → 8 → 3, tanh, dropout 0.1; 67 parameters");
    assertThat(String.join(" ", glassbox("inspect", model).succeeded().lines()))
        .contains("Seed      3")
        .contains("optimizer sgd")
        .contains("weightDecay 0.001")
        .contains("patience 2, validation 0.25, test 0.25");
  }

  @Test
  void aLossThatOverflowsAtOnceLeavesNothing() {
    Path file = Tables.write(folder, "t.csv", Tables.kinds(60));
    Ran ran = glassbox(arguments(file, "kind", "--learning-rate", "1e30"));
    assertThat(ran.err())
        .isEqualTo(
            "glassbox: the loss became NaN or infinite in epoch 1, first in layer layers.0;"
                + " lower the learning rate"
                + System.lineSeparator());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(Tables.files(folder)).containsExactly("t.csv");
  }

  @Test
  void aLossThatOverflowsLaterLeavesTheBestNetwork() {
    Path file = Tables.write(folder, "t.csv", Tables.kinds(60));
    Ran ran = glassbox(arguments(file, "kind", "--learning-rate", "1e18"));
    assertThat(ran.err())
        .isEqualTo(
            "glassbox: the loss became NaN or infinite in epoch 2, first in layer layers.0;"
                + " the best network before that is kept in %s;".formatted(model)
                + " lower --learning-rate and train again"
                + System.lineSeparator());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("stopped: the loss became NaN in epoch 2, layer layers.0");
    glassbox("inspect", model).succeeded();
  }
}
