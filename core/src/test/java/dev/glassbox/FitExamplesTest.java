package dev.glassbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The examples of fitting run as single files, as their first lines say, and print what they
/// should.
class FitExamplesTest {

  private static String output(String example) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path source = Path.of("..", "examples", example + ".java");
    assertThat(source).exists();
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                Path.of("target", "classes").toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code of %s, which printed %s", example, output).isZero();
    return output;
  }

  /// The numbers are those of SciPy's curve_fit.
  @Test
  void curveFittingPrintsParametersWithTheirErrors() throws Exception {
    assertThat(output("CurveFitting"))
        .containsPattern("amplitude +978\\.8768\\d +3\\.82\n")
        .containsPattern("rate +0\\.219065\\d\\d +0\\.00219\n")
        .containsPattern("background +67\\.6106\\d\\d +3\\.06\n")
        .contains("half-life 3.164 ± 0.032 s")
        .containsPattern("(?s)With weights.*amplitude +977\\.9598\\d +4\\.45\n")
        .containsPattern("(?s)With weights.*rate +0\\.216040\\d\\d +0\\.00191\n");
  }

  @Test
  void descentPrintsTheFirstAndTheLastStep() throws Exception {
    assertThat(output("Descent"))
        .contains("   0  (1.0000, 1.0000)  4.00000\n")
        .contains("   1  (0.9860, 0.9820)  3.50067\n")
        .containsPattern(" 200  \\(0\\.7663, 0\\.6687\\)  \\d\\.\\d+e-07\n")
        .contains("L-BFGS: ");
  }

  @Test
  void linearRegressionPrintsTheSameByBothWays() throws Exception {
    assertThat(output("LinearRegression"))
        .contains("closed form   slope 3.000000000000  intercept 47.750000000000")
        .contains("QR factors    slope 3.000000000000  intercept 47.750000000000")
        .contains("R² 0.9462");
  }
}
