package dev.glassbox.studio.perceptron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.JavaRun;
import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JavaProgramTest {
  @TempDir private Path folder;

  @Test
  void theProgramPrintsEveryCorrectionOfTheScreen() throws IOException, InterruptedException {
    JsonNode asked =
        Json.read(
            """
            {"x": [1, 2, -1, -0.5, 0.25], "y": [2, 0.5, -1, 1.5, -2], "labels": [1, 1, -1, -1, 1],
             "learningRate": 0.5, "epochs": 30}
            """
                .getBytes(StandardCharsets.UTF_8));
    PerceptronScreen screen = new PerceptronScreen();
    JsonNode learnt = screen.command("learn", asked);
    List<String> expected = new ArrayList<>();
    for (JsonNode mistake : learnt.get("mistakes")) {
      JsonNode after = mistake.get("after");
      expected.add(
          "epoch %d, point %d: w = (%s, %s), b = %s"
              .formatted(
                  mistake.get("epoch").intValue(),
                  mistake.get("row").intValue() + 1,
                  after.get(0).doubleValue(),
                  after.get(1).doubleValue(),
                  after.get(2).doubleValue()));
    }
    expected.add(learnt.get("summary").stringValue());
    assertThat(expected).hasSizeGreaterThan(2);
    assertThat(
            JavaRun.lines(
                folder, "Mistakes", screen.command("java", asked).get("java").stringValue()))
        .isEqualTo(String.join("\n", expected).lines().toList());
  }
}
