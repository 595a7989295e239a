package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A step of a program makes no garbage: not one byte, by the thread's own counter.
class AllocationTest {
  @Test
  void stepsOfTrainingAndPredictionsAllocateNothing() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationCheck.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines())
        .containsExactly("plain: 0", "wide: 0", "regularised: 0", "prediction: 0");
  }
}
