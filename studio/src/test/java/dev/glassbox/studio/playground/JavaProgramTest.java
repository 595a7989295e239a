package dev.glassbox.studio.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaProgramTest {
  @TempDir private Path folder;

  /// Compiles and runs the program in a process of its own; it must print the losses of the run.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\": \"blobs\", \"activation\": \"leaky_relu\", \"optimiser\": \"nesterov\"}",
        "{\"data\": \"surface\", \"loss\": \"absolute\", \"decay\": 0.01, \"hidden\": []}",
        "{\"data\": \"blobs\", \"added\": [[0.5, 0.25, 2], [0, 0, 1]], \"removed\": [1, 2, 3]}",
        "{\"data\": \"clouds\", \"test\": 0.5, \"initialisation\": \"uniform\"}"
      })
  void theProgramEndsWithTheBitsOfTheRun(String json) throws IOException, InterruptedException {
    Run run = new Run(RunTest.settings(json));
    for (int epoch = 0; epoch < 3; epoch++) {
      run.nextEpoch();
    }
    Path source = folder.resolve("Playground.java");
    Files.writeString(source, JavaProgram.of(run));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                // Surefire starts the tests with a class path in a jar of its own.
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Run.Losses losses = run.losses().value(run.losses().size() - 1);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).contains("training " + losses.training(), "test     " + losses.test());
  }
}
