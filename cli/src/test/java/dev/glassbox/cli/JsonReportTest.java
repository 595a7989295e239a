package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `--json` prints one JSON object on standard output and nothing else.
final class JsonReportTest {
  @TempDir Path folder;

  private Path model() {
    return folder.resolve("m.safetensors");
  }

  private JsonNode train(Path source, String target, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("train", source, "--target", target));
    arguments.addAll(List.of("--hidden", 8, "--epochs", 3, "--out", model(), "--json"));
    arguments.addAll(List.of(options));
    return json(glassbox(arguments.toArray()).succeeded());
  }

  private static JsonNode json(Ran ran) {
    assertThat(ran.lines()).hasSize(1);
    assertThat(ran.err()).isEmpty();
    return new JsonMapper().readTree(ran.out());
  }

  @Test
  void aClassificationHasEveryField() {
    JsonNode json = train(Ran.shipped("penguins.csv"), "species");
    assertThat(json.propertyNames())
        .containsExactly(
            "task",
            "rows",
            "features",
            "parameters",
            "epochs",
            "bestEpoch",
            "seconds",
            "model",
            "metrics");
    assertThat(json.path("task").asString()).isEqualTo("classify");
    assertThat(json.path("rows").asInt()).isEqualTo(344);
    assertThat(json.path("features").asInt()).isEqualTo(6);
    assertThat(json.path("parameters").asInt()).isBetween(50, 500);
    assertThat(json.path("epochs").asInt()).isEqualTo(3);
    assertThat(json.path("bestEpoch").asInt()).isBetween(1, 3);
    assertThat(json.path("seconds").asDouble()).isPositive();
    assertThat(json.path("model").asString()).isEqualTo(model().toString());
    assertThat(json.path("metrics").propertyNames()).containsExactly("train", "validation", "test");
    for (JsonNode part : json.path("metrics")) {
      assertThat(part.propertyNames())
          .containsExactly("accuracy", "balancedAccuracy", "logLoss", "rocAuc");
    }
  }

  @Test
  void aRegressionHasTheFiguresOfNumbers() {
    JsonNode json = train(Ran.shipped("cars.csv"), "miles_per_gallon");
    assertThat(json.path("task").asString()).isEqualTo("regress");
    assertThat(json.path("metrics").path("test").propertyNames())
        .containsExactly("rmse", "mae", "r2");
    assertThat(json.path("metrics").path("test").path("rmse").asDouble()).isPositive();
  }

  @Test
  void theTestFiguresOfCrossValidationAreTheMeanOverTheFolds() {
    JsonNode json = train(Ran.shipped("iris.csv"), "species", "--cross-validate", 3);
    assertThat(json.path("folds")).hasSize(3);
    for (String figure : List.of("accuracy", "balancedAccuracy", "logLoss", "rocAuc")) {
      double sum = 0;
      for (JsonNode fold : json.path("folds")) {
        sum += fold.path("test").path(figure).asDouble();
      }
      assertThat(json.path("metrics").path("test").path(figure).asDouble())
          .as(figure)
          .isCloseTo(sum / 3, within(1e-12));
    }
  }

  @Test
  void anUndefinedFigureIsNull() {
    // All test rows of one value: R² is undefined.
    Path file =
        Tables.write(
            folder,
            "t.csv",
            Tables.table("a,y", 40, i -> "%d,%s".formatted(i % 7, i == 3 ? "2.5" : "1.5")));
    JsonNode json = train(file, "y", "--task", "regress");
    JsonNode test = json.path("metrics").path("test");
    assertThat(test.path("r2").isNull()).as("r2 of %s", test).isTrue();
    assertThat(test.path("rmse").isNumber()).isTrue();
  }

  @ParameterizedTest
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such names cannot be files there")
  @ValueSource(strings = {"tab\there", "back\\slash", "quote\"", "größe"})
  void namesAreEscaped(String name) {
    Path out = folder.resolve(name);
    Path table = Tables.write(folder, "t.csv", Tables.kinds(40));
    JsonNode json =
        json(
            glassbox(
                    "train",
                    table,
                    "--target",
                    "kind",
                    "--hidden",
                    0,
                    "--epochs",
                    1,
                    "--out",
                    out,
                    "--json")
                .succeeded());
    assertThat(json.path("model").asString()).isEqualTo(out.toString());
  }

  @Test
  void evaluateGivesRowsAndFigures() {
    Path iris = Ran.shipped("iris.csv");
    JsonNode trained = train(iris, "species");
    JsonNode json = json(glassbox("evaluate", model(), iris, "--json").succeeded());
    assertThat(json.propertyNames()).containsExactly("rows", "metrics");
    assertThat(json.path("rows").asInt()).isEqualTo(150);
    assertThat(json.path("metrics").propertyNames())
        .isEqualTo(trained.path("metrics").path("test").propertyNames());
  }

  @Test
  void aMistakeLeavesStandardOutputEmpty() {
    glassbox("train", "nowhere.csv", "--target", "y", "--json")
        .refused("nowhere.csv does not exist");
  }
}
