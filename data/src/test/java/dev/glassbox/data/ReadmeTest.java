package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.Routes;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.fit.CurveFit;
import dev.glassbox.fit.FittedCurve;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the README, run; what it shows must stand here to the letter, but for spaces.
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @Test
  void theGradientIsTheOneShown() {
    // README
    Tensor w = Tensor.of(0.5, -1.0).trainable();
    Tensor x = Tensor.of(2.0, 3.0);
    Tensor loss = w.mul(x).sum().square();
    Gradients gradients = loss.gradients();
    Tensor dw = gradients.of(w);
    // end
    assertThat(dw.toDoubleArray()).containsExactly(-8, -12);
  }

  @Test
  void derivativesAreOfBothModesAndAnyOrder() {
    // README
    Function<Tensor, Tensor> f = v -> v.square().sum().sin();
    Tensor at = Tensor.of(DType.FLOAT64, 1, 2);
    Tensor gradient = Autodiff.gradient(f, at);
    Tensor hessian = Autodiff.hessian(f, at);
    Tensor along = Autodiff.jvp(f, at, gradient).tangent();
    // end
    double slope = 2 * Math.cos(5);
    assertThat(gradient.toDoubleArray()).containsExactly(slope, 2 * slope);
    assertThat(hessian.at(0, 1)).isCloseTo(-4 * 2 * Math.sin(5), within(1e-14));
    assertThat(along.item()).isCloseTo(5 * slope * slope, within(1e-14));
  }

  @Test
  void aCurveIsFitted() {
    double[] times = {0, 1, 2, 3};
    double[] heights = {2, 1, 0.5, 0.25};
    // README
    FittedCurve fitted =
        CurveFit.of((p, t) -> p.get("height").mul(t.mul(p.get("rate")).neg().exp()), 1, 1)
            .withNames("height", "rate")
            .fit(times, heights);
    // end
    assertThat(fitted.parameter("rate")).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void theTwoRoutesAddUp() {
    // README
    Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
    Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
    Tensor c = a.add(b);
    Tensor d = a.mul(c);
    Graph graph = Graph.of(d).named("a", a).named("b", b).named("c", c).named("d", d);
    Routes routes = graph.routes(a, d);
    String svg = graph.picture().withRoutes(routes).toSvg();
    // end
    assertThat(routes.sum()).isEqualTo(11);
    assertThat(svg).isEqualToNormalizingNewlines(picture("two-routes"));
  }

  private static String picture(String name) {
    try {
      return Files.readString(ROOT.resolve("docs/pictures/" + name + ".svg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // README
  record Digits(Linear hidden, Linear scores) implements Layer {
    static Digits of(Rng rng) {
      return new Digits(Linear.of(64, 100, rng.split()), Linear.of(100, 10, rng.split()));
    }

    @Override
    public Tensor apply(Tensor pixels) {
      return scores.apply(hidden.apply(pixels).relu());
    }
  }

  // end

  @Test
  void aRecordOfLayersTrains() {
    Tensor pixels = Tensor.uniform(Rng.seed(1), Shape.of(20, 64), 0, 1);
    Examples training = new Examples(pixels, pixels.slice(1, 0, 10).argmax(1));
    Examples validation = training;
    // README
    Outcome outcome =
        Trainer.of(new CrossEntropy(), Adam.of(1e-3))
            .withEpochs(50)
            .withPatience(10)
            .fit(Digits.of(Rng.seed(42)), training, validation);
    // end
    assertThat(outcome.best().validationLoss())
        .isLessThan(outcome.history().getFirst().validationLoss());
  }

  @Test
  void aTableIsLearnt() {
    Table all = Table.read(ROOT.resolve("data/penguins.csv").toString());
    Learnt learnt =
        TableLearner.of("species")
            .withOptions(LearnerOptions.defaults().withHidden(8).withEpochs(3))
            .learn(all);
    Path file = folder.resolve("model.safetensors");
    learnt.model().save(file);
    Table answered = TableModel.load(file).addTo(all, true);
    assertThat(answered.names()).contains("predicted_species", "probability_Gentoo");
  }

  @Test
  void whatRunsHereIsWhatTheReadmeShows() throws IOException {
    String readme = packed(Files.readString(ROOT.resolve("README.md")).replaceAll("// \\[.*", ""));
    for (String shown : shown()) {
      assertThat(readme).contains(packed(shown));
    }
  }

  /// The pieces of this file between the marks.
  private static List<String> shown() throws IOException {
    String source = Files.readString(Path.of("src/test/java/dev/glassbox/data/ReadmeTest.java"));
    List<String> pieces = new ArrayList<>();
    String begin = "// README\n";
    for (int at = source.indexOf(begin); at >= 0; at = source.indexOf(begin, at + 1)) {
      pieces.add(source.substring(at + begin.length(), source.indexOf("// end", at)));
    }
    assertThat(pieces).hasSize(6);
    return pieces;
  }

  private static String packed(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
