package dev.glassbox.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The number of threads and the kind of kernels do not change a bit of what is learnt.
class ThreadsTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void moreThreadsLearnTheSame(int threads) throws IOException {
    assertThat(learnt("-Dglassbox.kernels=vector", "-Dglassbox.threads=" + threads))
        .isEqualTo(learnt("-Dglassbox.kernels=vector", "-Dglassbox.threads=1"));
  }

  @Test
  void scalarKernelsAndStepsWithoutProgramsLearnTheSame() throws IOException {
    String learnt = learnt("-Dglassbox.kernels=scalar", "-Dglassbox.programs=off");
    assertThat(learnt).startsWith("loss ").isEqualTo(learnt("-Dglassbox.kernels=vector"));
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
