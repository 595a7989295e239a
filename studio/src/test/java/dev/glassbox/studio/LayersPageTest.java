package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.studio.playground.PlaygroundOracle;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The layers in a real browser: what is shown is what the engine computes for the playground's
/// run.
@Timeout(180)
class LayersPageTest extends ScreenInBrowser {
  private static final Path PICTURES = Path.of("target/screenshots");

  /// Another one for each test: what the studio has trained on stays.
  private int seed;

  /// The playground's network 2-5-4-1 written out, with the weights of a step.
  private record Written(List<Tensor> weights, Tensor x, Tensor y) {
    static Written after(int steps, int seed) {
      PlaygroundOracle run =
          new PlaygroundOracle(
              "{\"points\": 300, \"hidden\": [5, 4], \"seed\": %d}".formatted(seed), steps);
      float[] all = run.weights();
      Shape[] shapes = {
        Shape.of(5, 2), Shape.of(5), Shape.of(4, 5), Shape.of(4), Shape.of(1, 4), Shape.of(1)
      };
      Tensor[] weights = new Tensor[shapes.length];
      int at = 0;
      for (int i = 0; i < shapes.length; i++) {
        int size = shapes[i].size();
        weights[i] = Tensor.of(shapes[i], Arrays.copyOfRange(all, at, at + size)).trainable();
        at += size;
      }
      return new Written(List.of(weights), run.training().inputs(), run.training().targets());
    }

    Tensor hidden() {
      return layer(x, 0).tanh();
    }

    private Tensor layer(Tensor in, int i) {
      return in.matmul(weights.get(i), false, true).add(weights.get(i + 1));
    }

    Tensor loss() {
      return new BinaryCrossEntropy().of(layer(layer(hidden(), 2).tanh(), 4), y);
    }

    double gradientNorm(int layer) {
      Gradients gradients = loss().gradients();
      double w = gradients.of(weights.get(2 * layer)).norm().item();
      double b = gradients.of(weights.get(2 * layer + 1)).norm().item();
      return Math.hypot(w, b);
    }
  }

  private String run(int steps) {
    return "playground?points=300&hidden=5,4&seed=%d&at=%d".formatted(seed, steps);
  }

  private void train(int steps) {
    seed++;
    visit(run(steps));
    browser.await("document.querySelector('#head')?.textContent === '%d'".formatted(steps));
    browser.evaluate("location.hash = '#/layers'");
    browser.await(
        "document.querySelector('#rows')?.textContent.includes(', %d of %d steps')"
            .formatted(steps + 1, steps + 1));
  }

  private String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.figure(%s, 4))".formatted(value))
        .stringValue();
  }

  private void awaitStep(int step, int layer) {
    browser.await("document.querySelector('#step')?.textContent === '%d'".formatted(step));
    browser.await(
        "document.querySelector('#facts')?.textContent.includes(', step %d‖') &&".formatted(step)
            + " document.querySelector('#facts').textContent.startsWith('%d:')"
                .formatted(2 * layer));
  }

  @Test
  void theNumbersShownAreTheEngines() {
    train(12);
    assertThat(browser.text("#rows")).startsWith("210 training rows");
    awaitStep(12, 0);
    Written now = Written.after(12, seed);
    assertThat(browser.text("#value")).isEqualTo(written(now.gradientNorm(0)));
    assertThat(browser.text("#fact-mean")).isEqualTo(written(now.hidden().mean().item()));
    assertThat(browser.text("#fact-spread"))
        .isEqualTo(written(now.hidden().standardDeviation().item()));
    assertThat(browser.text("#loss")).isEqualTo(written(now.loss().item()));

    browser.press("ArrowDown");
    browser.press("Home");
    awaitStep(0, 1);
    assertThat(browser.text("#value")).isEqualTo(written(Written.after(0, seed).gradientNorm(1)));
    assertThat(browser.text("#fact-update")).isEqualTo("–");
    browser.press("ArrowRight");
    awaitStep(1, 1);
    Tensor before = Written.after(0, seed).weights().get(2);
    Tensor after = Written.after(1, seed).weights().get(2);
    String ratio = written((float) (after.sub(before).norm().item() / before.norm().item()));
    assertThat(browser.text("#fact-update")).isEqualTo(ratio);
    browser.press("6");
    browser.await("location.hash.includes('metric=update')");
    assertThat(browser.text("#value")).isEqualTo(ratio);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aClickChoosesLayerAndStepAndReloadKeepsThem() {
    train(12);
    browser.await("document.querySelector('#map').getBoundingClientRect().width > 1000");
    var box =
        browser.evaluate(
            "(({x, y, width, height}) => [x, y, width, height])"
                + "(document.querySelector('#map').getBoundingClientRect())");
    double cell = (box.get(2).asDouble() - 132) / 13;
    double x = box.get(0).asDouble() + 132 + 5.5 * cell;
    double row = Math.min(60, (box.get(3).asDouble() - 20) / 3);
    browser.clickAt(x, box.get(1).asDouble() + 2.5 * row);
    awaitStep(5, 2);
    assertThat(browser.text(".tip")).contains("step 5: gradient norm");
    assertThat(browser.text(".tip")).endsWith(browser.text("#value"));
    assertThat(browser.text("#value")).isEqualTo(written(Written.after(5, seed).gradientNorm(2)));
    browser.await("location.hash.includes('step=5') && location.hash.includes('layer=2')");
    browser.reload();
    awaitStep(5, 2);
    assertThat(browser.text("#follow")).isEqualTo("Follow");
    browser.press("f");
    awaitStep(12, 2);
    assertThat(
            browser
                .evaluate(
                    "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
                .toString())
        .isEqualTo("[1280,720]");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void newStepsComeAsTheRunGoesOnAndHistogramsTravel() {
    train(3);
    browser.evaluate("location.hash = '#/%s'".formatted(run(6)));
    browser.await("document.querySelector('#head')?.textContent === '6'");
    browser.evaluate("location.hash = '#/layers'");
    browser.await("document.querySelector('#rows')?.textContent.includes(', 7 of 7 steps')");
    browser.press(" ");
    browser.await(
        "document.querySelector('#step').textContent === '6' && location.hash.includes('step=6')");
    String bars =
        "[...document.querySelectorAll('#histogram-activations rect')].map((r) =>"
            + " r.getAttribute('height')).join()";
    browser.press("Home");
    awaitStep(0, 0);
    String first = browser.evaluate(bars).stringValue();
    browser.press("End");
    awaitStep(6, 0);
    assertThat(browser.evaluate(bars).stringValue()).isNotEqualTo(first);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void fourStartsStandSideBySide() throws IOException {
    train(5);
    browser.press("i");
    browser.await("document.querySelector('#start-3')");
    // Zero weights and zero scores: every class is as likely as the other.
    assertThat(browser.text("#start-0 h2")).contains("Zero");
    assertThat(browser.text("#start-0")).contains("gradient norm");
    double end = Double.parseDouble(browser.text("#start-2 .end"));
    assertThat(end).isLessThan(Double.parseDouble(browser.text("#start-0 .end")));
    browser.await("location.hash.includes('view=starts')");
    Files.createDirectories(PICTURES);
    for (String shade : List.of("light", "dark")) {
      browser.evaluate(
          "document.documentElement.dataset.theme === '%s' || document.querySelector('#theme').click()"
              .formatted(shade));
      browser.await("document.documentElement.dataset.theme === '%s'".formatted(shade));
      browser.screenshot(PICTURES.resolve("layers-starts-%s.png".formatted(shade)));
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theMapCanBeKept() {
    train(4);
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        """);
    browser.click("#export-csv");
    String csv = browser.evaluate("saved['layers.csv'].text()").stringValue();
    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(1 + 3 * 5);
    assertThat(lines.getFirst()).startsWith("layer,step,gradient_norm,");
    assertThat(Double.parseDouble(lines.get(5).split(",", -1)[2]))
        .isEqualTo(
            Written.after(4, seed).gradientNorm(0), org.assertj.core.api.Assertions.within(1e-6));
    browser.click("#export-png");
    browser.await("window.saved['layers.png']");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aWatchedTrainingOfImagesShowsItsFirstWeightsAsImages() throws IOException {
    Rng rng = Rng.seed(9);
    Tensor x = Tensor.uniform(rng.split(), Shape.of(128, 64), 0, 1);
    long[] classes = new long[128];
    Arrays.setAll(classes, i -> x.at(i, 27) > x.at(i, 36) ? 1 : 0);
    Examples rows = new Examples(x, Tensor.of(Shape.of(128), classes));
    Sequential model =
        Sequential.of(
            Linear.of(64, 20, rng.split()), Activation.RELU, Linear.of(20, 2, rng.split()));
    List<Sequential> after = new ArrayList<>(List.of(Layer.copy(model)));
    Trainer trainer =
        Trainer.of(new CrossEntropy(), Adam.of(0.01))
            .withEpochs(10)
            .withListener(
                event -> {
                  if (event instanceof TrainingEvent.BatchEnded) {
                    after.add(Layer.copy(model));
                  }
                });
    try (Studio watching = Studio.start(0)) {
      watching.attach(trainer).fit(model, rows);
      browser.go(URI.create(watching.address() + "#/layers"));
      browser.await("document.querySelector('#rows')?.textContent.match(/, (\\d+) of \\1 steps/)");
      assertThat(browser.evaluate("document.querySelector('#run').value").stringValue())
          .isEqualTo("training");
      // Which steps are kept is a matter of time.
      int step = Integer.parseInt(browser.text("#step"));
      assertThat(step).isBetween(1, 40);
      awaitStep(step, 0);
      Sequential then = after.get(step);
      Gradients gradients =
          new CrossEntropy().of(then.apply(rows.inputs()), rows.targets()).gradients();
      double norm =
          Math.hypot(
              gradients.of(then.parameters().get(0)).norm().item(),
              gradients.of(then.parameters().get(1)).norm().item());
      assertThat(browser.text("#value")).isEqualTo(written(norm));
      assertThat(browser.evaluate("document.querySelectorAll('#picture canvas').length").intValue())
          .isEqualTo(20);
      Files.createDirectories(PICTURES);
      browser.screenshot(PICTURES.resolve("layers-images.png"));
      browser.press("i");
      browser.await(
          "document.querySelector('.layers-curves')?.textContent.includes('as in the run')");
      browser.set("#run", "playground");
      browser.await("location.hash.includes('run=playground')");
      browser.await("document.querySelector('#rows')?.textContent.includes('1 of 1 steps')");
      browser.go(URI.create("about:blank"));
    }
    assertThat(browser.complaints()).isEmpty();
  }
}
