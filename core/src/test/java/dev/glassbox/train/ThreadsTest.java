package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The number of threads, the kind of kernels and programs do not change a bit of what is learnt,
/// in any of the networks whose speed is measured.
class ThreadsTest {
  /// Scalar kernels on one thread, operation by operation: nothing is clever there.
  private static String plain = "";

  @BeforeAll
  static void learnPlainly() throws IOException {
    plain = learnt("-Dglassbox.kernels=scalar", "-Dglassbox.programs=off", "-Dglassbox.threads=1");
    assertThat(plain.lines()).hasSizeGreaterThan(50).noneMatch(line -> line.contains("NaN"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void vectorsAndProgramsOnAnyNumberOfThreadsLearnTheSame(int threads) throws IOException {
    assertThat(learnt("-Dglassbox.kernels=vector", "-Dglassbox.threads=" + threads))
        .isEqualTo(plain);
  }

  @Test
  void vectorsWithoutProgramsLearnTheSame() throws IOException {
    assertThat(learnt("-Dglassbox.kernels=vector", "-Dglassbox.programs=off")).isEqualTo(plain);
  }

  private static String learnt(String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-exports=java.base/jdk.internal.module=ALL-UNNAMED");
    command.addAll(List.of(settings));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ThreadsCheck.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
