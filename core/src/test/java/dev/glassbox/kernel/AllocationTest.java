package dev.glassbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Once the compiler has translated them, kernels allocate nothing: neither on the thread that
/// calls them nor on those that help it.
class AllocationTest {
  @ParameterizedTest
  @ValueSource(strings = {"vectors", "scalars"})
  void warmKernelsAllocateNothing(String kind) throws IOException {
    if (kind.equals("vectors")) {
      VectorsOfWidth.require();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationCheck.class.getName(),
                kind)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).isEmpty();
  }
}
