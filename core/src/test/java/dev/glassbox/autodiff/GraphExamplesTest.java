package dev.glassbox.autodiff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of graphs run as they stand and print the numbers that they promise.
class GraphExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  /// What an example prints when it is run with the temporary folder for its pictures.
  private String run(String name) throws Exception {
    var complaints = new StringWriter();
    var writer = new PrintWriter(complaints);
    int failures =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                writer,
                writer,
                "-d",
                folder.toString(),
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                EXAMPLES.resolve(name + ".java").toString());
    assertThat(failures).as("%s compiles: %s", name, complaints).isZero();
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> example = loader.loadClass(name);
      var constructor = example.getDeclaredConstructor();
      constructor.setAccessible(true);
      var main = example.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      System.setOut(new PrintStream(printed, true, UTF_8));
      main.invoke(constructor.newInstance(), (Object) new String[] {folder.toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  private void requirePicture(String name) throws Exception {
    assertThat(Files.readString(folder.resolve(name))).startsWith("<svg").endsWith("</svg>\n");
  }

  @Test
  void twoRoutes() throws Exception {
    assertThat(run("TwoRoutes"))
        .contains("d = a · c = 4 · 7 = 28")
        .contains("∂d/∂a = 11, the sum over 2 routes\n  a → d: 7\n  a → c → d: 1 · 4 = 4\n")
        .contains("∂d/∂b = 4, by one route")
        .contains("∂c/∂a = 1, by one route")
        .contains("1 · 7 + 1 · 4 = 11");
    requirePicture("two-routes.svg");
  }

  @Test
  void productOfASum() throws Exception {
    assertThat(run("ProductOfASum"))
        .contains("∂L/∂x = -4\n∂L/∂y = -4\n∂L/∂z = 3\n")
        .contains("1 · 25 + (−5) · 4 = 5");
    requirePicture("product-of-a-sum-0.svg");
    requirePicture("product-of-a-sum-2.svg");
    requirePicture("difference.svg");
  }

  @Test
  void logisticLoss() throws Exception {
    assertThat(run("LogisticLoss"))
        .contains("∂ξ5/∂ξ4 = −1 / ξ4² = −0.99975323")
        .contains("forward mode       -0.00037018372796")
        .contains("backward mode      -0.00037018372796")
        .contains("−3e⁻⁹ / (1 + e⁻⁹)  -0.00037018372796");
    requirePicture("logistic-loss.svg");
  }

  @Test
  void sigmoidNeuron() throws Exception {
    assertThat(run("SigmoidNeuron"))
        .contains("σ = 1 / (1 + e⁻ᶻ) = 1 / (1 + e⁻¹) = 0.731059")
        .contains("∂σ/∂z = σ(1 − σ) = 0.196612");
    requirePicture("sigmoid-neuron.svg");
  }

  @Test
  void softmaxCrossEntropy() throws Exception {
    assertThat(run("SoftmaxCrossEntropy"))
        .contains("∂loss/∂z = FLOAT64(3) [0.659001, -0.757567, 0.0985659]")
        .contains("p − y    = FLOAT64(3) [0.659001, -0.757567, 0.0985659]");
    requirePicture("softmax-cross-entropy.svg");
  }

  @Test
  void linearMaps() throws Exception {
    assertThat(run("LinearMaps"))
        .contains("dy/dx, y = VWx = FLOAT64(2, 3) [[-3.00000, -3.00000, -3.00000], [8.00000, 10.0")
        .contains("∂yᵢ/∂w_{kj} is xⱼ if i = k, else 0")
        .contains("∂y[1, 0]/∂W[1, 2] = 9, by one route")
        .contains("∂y[0, 0]/∂W[1, 2] = 0, because no route leads there");
    requirePicture("linear-map.svg");
  }
}
