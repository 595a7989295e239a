package dev.glassbox.studio.descent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.JavaRun;
import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The programs end where the screen's own ways end, to the last digit.
class JavaProgramTest {
  private final DescentScreen screen = new DescentScreen();

  @TempDir private Path folder;

  private JsonNode ask(String command, String json) {
    return screen.command(command, Json.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> run(String json) throws IOException, InterruptedException {
    return JavaRun.lines(folder, "Descent", ask("java", json).get("java").stringValue());
  }

  @ParameterizedTest
  @CsvSource({
    "line, sgd, 0",
    "long_valley, momentum, 0.5",
    "saddle, nesterov, 0.9",
    "beale, nesterov, 0",
  })
  void theProgramWalksTheGridsWays(String landscape, String method, double momentum)
      throws IOException, InterruptedException {
    String asked =
        """
        {"landscape": "%s", "method": "%s", "momentum": %s, "start": [1.5, 0.25], "steps": 40,
         "rates": [0.001, 0.01, 3]}
        """
            .formatted(landscape, method, momentum);
    List<String> expected = new ArrayList<>();
    for (JsonNode walk : ask("grid", asked).get("walks")) {
      expected.add(line(Double.toString(walk.get("rate").doubleValue()), walk));
    }
    assertThat(run(asked)).isEqualTo(expected);
  }

  private static String line(String name, JsonNode walk) {
    JsonNode place = walk.get("places").get(walk.get("places").size() - 1);
    return "%s: height %s at (%s, %s)"
        .formatted(
            name,
            walk.get("heights").get(walk.get("heights").size() - 1).doubleValue(),
            place.get(0).doubleValue(),
            place.get(1).doubleValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beale", "moons"})
  void theProgramRunsTheRace(String landscape) throws IOException, InterruptedException {
    String asked =
        """
        {"landscape": "%s", "start": [1, 1.5], "steps": 20, "rates": [0.01, 0.01, 0.01, 0.3, 1, 0.03, 0.3]}
        """
            .formatted(landscape);
    List<String> expected = new ArrayList<>();
    for (JsonNode run : ask("race", asked).get("runs")) {
      String name = run.get("method").stringValue();
      JsonNode heights = run.get("heights");
      expected.add(
          landscape.equals("moons")
              ? "%s: loss %s".formatted(name, heights.get(heights.size() - 1).doubleValue())
              : line(name, run));
    }
    assertThat(run(asked)).isEqualTo(expected);
  }
}
