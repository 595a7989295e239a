package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `train --studio`: the report as ever, and a page that stays until the process is asked to end.
@Timeout(120)
final class TrainStudioTest {
  @TempDir Path folder;

  private static String await(BufferedReader lines, String beginning) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.append(line).append('\n');
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("no line begins with " + beginning + ":\n" + read);
  }

  private Process train(Object... options) throws IOException {
    List<Object> arguments =
        new java.util.ArrayList<>(
            List.of(
                "train",
                Ran.shipped("penguins.csv"),
                "--target",
                "species",
                "--epochs",
                3,
                "--studio",
                "--no-open",
                "--out",
                folder.resolve("m.safetensors")));
    arguments.addAll(List.of(options));
    return Child.glassbox(arguments).start();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot ask another to end there")
  void theReportIsAsEverAndThePageStaysUntilTheEnd() throws Exception {
    Process process = train();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = await(out, "Studio");
      URI address = URI.create(line.substring(line.indexOf("http")));
      assertThat(address.getFragment()).isEqualTo("/monitor");
      await(out, "Model ");
      assertThat(await(out, "Studio ")).endsWith("the page stays as it is until Ctrl-C");
      assertThat(folder.resolve("m.safetensors")).exists();
      HttpURLConnection page =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:%d/".formatted(address.getPort()))
                  .toURL()
                  .openConnection();
      assertThat(page.getResponseCode()).isEqualTo(200);
      // By the signal that a shell sends to what runs in the background, too.
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void jsonAloneGoesToStandardOutput() throws Exception {
    Process process = train("--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      assertThat(errors.readLine()).startsWith("glassbox: the studio is at http://127.0.0.1:");
      assertThat(out.readLine()).startsWith("{\"task\":\"classify\"");
      assertThat(errors.readLine()).isEqualTo("glassbox: the page stays as it is until Ctrl-C");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void watchingChangesNoBitOfTheModel() throws Exception {
    Path plain = folder.resolve("plain.safetensors");
    Ran.glassbox(
            "train",
            Ran.shipped("penguins.csv"),
            "--target",
            "species",
            "--epochs",
            3,
            "--out",
            plain)
        .succeeded();
    Process process = train();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "Model ");
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllBytes(folder.resolve("m.safetensors")))
        .isEqualTo(Files.readAllBytes(plain));
  }

  @Test
  void whatIsSaidOfThePageNeedsThePage() {
    Ran.glassbox("train", Ran.shipped("penguins.csv"), "--target", "species", "--no-open")
        .refused("--port and --no-open are about the page; add --studio to have it");
  }
}
