package dev.glassbox.studio.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.JavaRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaProgramTest {
  @TempDir private Path folder;

  /// The program must print the losses of the run.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\": \"blobs\", \"activation\": \"leaky_relu\", \"optimiser\": \"nesterov\"}",
        "{\"data\": \"surface\", \"loss\": \"absolute\", \"decay\": 0.01, \"hidden\": []}",
        "{\"data\": \"blobs\", \"added\": [[0.5, 0.25, 2], [0, 0, 1]], \"removed\": [1, 2, 3]}",
        "{\"data\": \"sine\", \"hidden\": [5]}",
        "{\"data\": \"sine\", \"hidden\": [5], \"added\": [[1, 0, 0.5]]}",
        "{\"data\": \"ring\", \"points\": 2000, \"test\": 0.1}",
        "{\"data\": \"clouds\", \"test\": 0.5, \"initialisation\": \"uniform\"}"
      })
  void theProgramEndsWithTheBitsOfTheRun(String json) throws IOException, InterruptedException {
    requireSameBits(RunTest.settings(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../data/penguins.csv | species | {}",
        "../data/penguins.csv | sex | {\"points\": 100, \"x1\": \"body_mass_g\", \"x2\":"
            + " \"beak_depth_mm\"}",
        "../data/cars.csv | miles_per_gallon | {\"x1\": \"horsepower\", \"points\": 200}",
        "../data/cars.csv | miles_per_gallon | {\"x1\": \"year\", \"removed\": [3]}",
        "from '../data/wine.csv' where alcohol > 12 | class | {}"
      })
  void theProgramReadsTheTable(String source, String target, String json)
      throws IOException, InterruptedException {
    requireSameBits(RunTest.settings(json, OwnTable.read(source, target)));
  }

  @Test
  void namesOfColumnsAreWrittenAsLiterals() {
    assertThat(JavaPoints.quoted("a \"b\" \\ c\n")).isEqualTo("\"a \\\"b\\\" \\\\ c\\012\"");
  }

  private void requireSameBits(Settings settings) throws IOException, InterruptedException {
    Run run = new Run(settings);
    for (int epoch = 0; epoch < 3; epoch++) {
      run.nextEpoch();
    }
    List<String> said = JavaRun.lines(folder, "Playground", JavaProgram.of(run));
    Run.Losses losses = run.losses().value(run.losses().size() - 1);
    assertThat(said).contains("training " + losses.training(), "test     " + losses.test());
  }
}
