package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C in the middle of a training, which runs in a process of its own.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot send Ctrl-C to another there")
@Timeout(120)
final class InterruptionTest {
  private static final int SIGINT_ENDS_WITH = 130;
  private static final int SIGTERM_ENDS_WITH = 143;

  @TempDir Path folder;

  private Process train(Object... options) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                Ran.shipped("digits.csv"),
                "--target",
                "digit",
                "--hidden",
                8,
                "--epochs",
                100_000,
                "--patience",
                100_000,
                "--out",
                model()));
    arguments.addAll(List.of(options));
    Path errors = folder.resolve("errors");
    return Child.glassbox(arguments).redirectError(errors.toFile()).start();
  }

  private Path model() {
    return folder.resolve("m.safetensors");
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private static void signal(String name, Process process) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).as("exit code of kill").isZero();
  }

  /// Reads until a line begins like this.
  private static void await(BufferedReader out, String beginning) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      read.append(line).append('\n');
      if (line.startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError("no line begins with " + beginning + ":\n" + read);
  }

  /// What starts in the background of a shell may be deaf to Ctrl-C, and its children too.
  private static void assumeCtrlCIsHeard() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    assumeTrue((Long.parseUnsignedLong(ignored, 16) & 2) == 0, "Ctrl-C is ignored here");
  }

  @Test
  void ctrlCKeepsTheBestNetworkAndSaysSo() throws Exception {
    assumeCtrlCIsHeard();
    Process process = train();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "careful ");
      signal("INT", process);
      List<String> rest = out.lines().toList();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(SIGINT_ENDS_WITH);
      assertThat(errors())
          .isEqualTo(
              "glassbox: stopped as you asked; %s holds the best so far%n".formatted(model()));
      assertThat(rest)
          .anySatisfy(line -> assertThat(line).startsWith("Kept      epoch "))
          .anySatisfy(line -> assertThat(line).startsWith("  test (359 rows)"))
          .anySatisfy(line -> assertThat(line).startsWith("Model     "));
    } finally {
      process.destroyForcibly();
    }
    Ran.glassbox("evaluate", model(), Ran.shipped("digits.csv")).succeeded();
    assertThat(Tables.files(folder)).containsExactlyInAnyOrder("m.safetensors", "errors");
  }

  @Test
  void anotherWishToEndInCrossValidationKeepsANetworkToo() throws Exception {
    Process process = train("--cross-validate", 3);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "Training ");
      signal("TERM", process);
      List<String> rest = out.lines().toList();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(SIGTERM_ENDS_WITH);
      assertThat(rest).anySatisfy(line -> assertThat(line).startsWith("Model     "));
      assertThat(errors()).startsWith("glassbox: stopped as you asked;").hasLineCount(1);
    } finally {
      process.destroyForcibly();
    }
    Ran.glassbox("inspect", model()).succeeded();
  }
}
