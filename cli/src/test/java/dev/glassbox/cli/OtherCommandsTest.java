package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.data.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands evaluate, inspect, data and generate, and what every command has.
final class OtherCommandsTest {
  @TempDir Path folder;

  @Test
  void evaluateScoresRowsWhoseTargetIsKnown() {
    Path model = Tables.model(folder);
    Path table =
        Tables.write(folder, "new.csv", "size,colour,kind\n1,red,small\n24,red,big\n24,red,\n");
    Ran ran = glassbox("evaluate", model, table).succeeded();
    assertThat(ran.line("Note")).isEqualTo("Note      1 row left out, as the kind is not known");
    assertThat(ran.out()).contains(table + " (2 rows)");
    assertThat(ran.lines()).contains("Rows by true class (down) and predicted class (across):");
  }

  @Test
  void evaluateSummarisesTheErrorsOfNumbers() {
    Path model = Tables.model(folder, Tables.prices(60), "price");
    Ran ran = glassbox("evaluate", model, folder.resolve("learnt-from.csv")).succeeded();
    assertThat(ran.lines()).contains("Rows, predicted minus true price:");
    assertThat(ran.lines().getLast()).matches("( +-?[0-9.e-]+){6}");
  }

  @Test
  void inspectShowsWhatIsInAModel() {
    Path model = Tables.model(folder);
    Ran ran = glassbox("inspect", model).succeeded();
    assertThat(ran.line("Target")).isEqualTo("Target    kind: 2 classes: big, small");
    assertThat(ran.line("Columns")).isEqualTo("Columns   size    numbers, scaled");
    assertThat(ran.line("Trained")).startsWith("Trained   on 60 rows of ");
    assertThat(ran.line("Seed")).isEqualTo("Seed      42");
    assertThat(ran.line("SHA-256")).matches("SHA-256   [0-9a-f]{64}");
    assertThat(ran.line("Versions")).contains("glassbox 0.1.0", "java ");
    assertThat(ran.line("Network")).matches("Network   \\d+ → 8 → 2, silu.*; \\d+ parameters");
    assertThat(ran.line("  layers.0.weight"))
        .matches("  layers.0.weight  \\(8, \\d+\\)( +-?[0-9.]+){4}");
    assertThat(ran.line("Scores"))
        .matches("Scores +accuracy +balanced accuracy +log loss +ROC AUC");
    assertThat(ran.line("  validation")).matches("  validation( +[0-9.]+){4}");
  }

  @Test
  void dataListsEveryTableThatIsThere() throws IOException {
    Ran ran = glassbox("data").succeeded();
    try (var files = Files.list(Ran.shipped("iris.csv").getParent())) {
      List<String> tables =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".csv"))
              .toList();
      assertThat(tables)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(ran.line("  " + name)).isNotEmpty());
    }
    for (Generator generator : Generator.values()) {
      assertThat(ran.line("  " + generator.title() + " ")).contains(generator.target());
    }
    assertThat(ran.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void dataNamesTargetsThatAreThere() throws IOException {
    for (String line : glassbox("data").succeeded().lines()) {
      String[] words = line.strip().split(" +", -1);
      if (words.length > 1 && words[0].endsWith(".csv")) {
        String header = Files.readAllLines(Ran.shipped(words[0])).getFirst();
        assertThat(header.split(",", -1)).as(words[0]).contains(words[1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void everyGeneratorMakesARowForEachThatIsAskedFor(Generator generator) {
    Ran ran = glassbox("generate", generator.title(), "--rows", 5).succeeded();
    assertThat(ran.lines()).hasSize(6);
    assertThat(ran.lines().getFirst().split(",", -1)).contains("x", generator.target());
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void generateFollowsSeedAndNoise() {
    String one = glassbox("generate", "moons", "--rows", 5).out();
    assertThat(glassbox("generate", "moons", "--rows", 5, "--seed", 42).out()).isEqualTo(one);
    assertThat(glassbox("generate", "moons", "--rows", 5, "--seed", 43).out()).isNotEqualTo(one);
    assertThat(glassbox("generate", "moons", "--rows", 5, "--noise", 0).out()).isNotEqualTo(one);
  }

  @Test
  void generateWritesAFileAndSaysWhatToDoWithIt() throws IOException {
    Path out = folder.resolve("s.csv");
    Ran ran = glassbox("generate", "sine", "--rows", 1200, "--out", out).succeeded();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "1,200 rows written to %s; train on them: glassbox train %s --target value%n"
                .formatted(out, out));
    assertThat(Files.readAllLines(out)).hasSize(1201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "predict", "inspect", "data", "generate", "lab"})
  void everyCommandHasHelpThatFitsAPage(String command) {
    Ran ran = glassbox(command, "--help").succeeded();
    assertThat(ran.lines().getFirst()).startsWith("Usage: glassbox " + command);
    assertThat(ran.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theHelpOfTrainTellsEveryOption() {
    assertThat(glassbox("train", "--help").out())
        .contains(
            "--target=",
            "--task=",
            "--hidden=",
            "--activation=",
            "--epochs=",
            "--batch=",
            "--optimizer=",
            "--learning-rate=",
            "--weight-decay=",
            "--dropout=",
            "--schedule=",
            "--patience=",
            "--validation=",
            "--test=",
            "--cross-validate=",
            "--ignore=",
            "--seed=",
            "--out=",
            "--json",
            "--quiet",
            "--debug");
  }

  @Test
  void helpListsTheCommandsAndHowToBegin() {
    Ran ran = glassbox("--help").succeeded();
    assertThat(ran.out())
        .contains("train", "evaluate", "predict", "inspect", "data", "generate", "lab")
        .contains("Begin with:  glassbox train data/penguins.csv --target species")
        .contains("Exit codes: 0 done; 1 a failure of Glassbox; 2 a mistake");
    assertThat(glassbox().succeeded().out()).isEqualTo(ran.out());
  }

  @Test
  void theVersionIsTold() {
    assertThat(glassbox("--version").succeeded().out())
        .isEqualTo("glassbox 0.1.0" + System.lineSeparator());
  }
}
