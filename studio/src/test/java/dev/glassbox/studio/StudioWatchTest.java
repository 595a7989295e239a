package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `Studio.watch` in a program of its own.
@Timeout(60)
class StudioWatchTest {
  private static Process program(int epochs) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                WatchedProgram.class.getName(),
                Integer.toString(epochs)));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  @Test
  void aProgramThatNobodyLooksAtSaysWhereItsPageIsAndEnds() throws Exception {
    Process process = program(3);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("3");
    assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .matches("Glassbox studio: http://127\\.0\\.0\\.1:\\d+/\\?token=[0-9a-f]{32}");
  }

  @Test
  void aProgramThatSomebodyLooksAtStays() throws Exception {
    Process process = program(20_000);
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      String line = errors.readLine();
      URI address = URI.create(line.substring(line.indexOf("http")));
      try (InputStream tab =
          URI.create(
                  "http://127.0.0.1:%d/stream?%s".formatted(address.getPort(), address.getQuery()))
              .toURL()
              .openStream()) {
        assertThat(tab.read()).isNotNegative();
        assertThat(errors.readLine())
            .isEqualTo(
                "Glassbox studio: stays until a minute after its last tab is closed; Ctrl-C ends"
                    + " it");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("20000");
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).as("ended").isFalse();
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
