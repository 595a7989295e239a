package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.studio.playground.PlaygroundOracle;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The loss surface in a real browser, of the playground's network 2-3-1.
@Timeout(180)
class SurfacePageTest extends ScreenInBrowser {
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final int[] ROWS = {3, 3, 1, 1};
  private static final int[] COLUMNS = {2, 1, 3, 1};

  /// Another one for each test: what the studio has trained on stays.
  private int seed;

  private PlaygroundOracle run(int steps) {
    return new PlaygroundOracle("{\"hidden\": [3], \"seed\": %d}".formatted(seed), steps);
  }

  /// The loss with the weights after some steps moved by x and y along the two random directions.
  private double loss(int steps, double x, double y) {
    float[] weights = run(steps).weights();
    Rng rng = Rng.seed(1);
    double[] across = direction(weights, rng.split());
    double[] up = direction(weights, rng.split());
    Tensor[] moved = new Tensor[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      float[] part = new float[ROWS[i] * COLUMNS[i]];
      for (int j = 0; j < part.length; j++, at++) {
        part[j] = (float) (weights[at] + x * across[at] + y * up[at]);
      }
      moved[i] = Tensor.of(Shape.of(ROWS[i], COLUMNS[i]), part);
    }
    Tensor inputs = run(0).training().inputs();
    Tensor hidden = inputs.matmul(moved[0], false, true).add(moved[1].reshape(3)).tanh();
    Tensor scores = hidden.matmul(moved[2], false, true).add(moved[3].reshape(1));
    return new BinaryCrossEntropy().of(scores, run(0).training().targets()).item();
  }

  private static double[] direction(float[] weights, Rng rng) {
    double[] direction = new double[weights.length];
    int[] starts = {0, 2, 4, 9};
    int[] lengths = {2, 2, 2, 3};
    for (int neuron = 0; neuron < 4; neuron++) {
      int from = starts[neuron];
      double[] drawn = new double[lengths[neuron]];
      Arrays.setAll(drawn, i -> rng.nextGaussian());
      double own = 0;
      double length = 0;
      for (int i = 0; i < drawn.length; i++) {
        own += (double) weights[from + i] * weights[from + i];
        length += drawn[i] * drawn[i];
      }
      for (int i = 0; i < drawn.length; i++) {
        direction[from + i] = drawn[i] * Math.sqrt(own / length);
      }
    }
    return direction;
  }

  private void train(int steps, String state) {
    seed++;
    visit("playground?hidden=3&seed=%d&at=%d".formatted(seed, steps));
    browser.await("document.querySelector('#head')?.textContent === '%d'".formatted(steps));
    browser.evaluate("location.hash = '#/surface%s'".formatted(state));
    awaitFine();
  }

  private void awaitFine() {
    browser.await(
        "document.querySelector('#progress')?.textContent.startsWith('65 × 65') &&"
            + " !document.querySelector('#progress').textContent.endsWith('…')");
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace('−', '-').replace(" %", ""));
  }

  @Test
  void theCentreIsTheLossOfTheStepAndAClickedPlaceIsTheEngines() {
    train(30, "?plane=random");
    double true30 = run(30).trainingLoss();
    assertThat(number(browser.text("#centre-loss"))).isEqualTo(true30, within(1e-4 * true30));
    assertThat(number(browser.text("#path-loss"))).isEqualTo(true30, within(1e-4 * true30));
    browser.await("document.querySelector('#board').getBoundingClientRect().width > 600");
    var box =
        browser.evaluate(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
                + "(document.querySelector('#board').getBoundingClientRect())");
    browser.clickAt(box.get(0).asDouble() + 120, box.get(1).asDouble() - 60);
    browser.await("document.querySelector('#there-loss')?.textContent.match(/\\d/)");
    browser.await("location.hash.includes('at=')");
    String[] at =
        browser
            .evaluate("new URLSearchParams(location.hash.split('?')[1]).get('at')")
            .stringValue()
            .split(",", -1);
    double expected = loss(30, Double.parseDouble(at[0]), Double.parseDouble(at[1]));
    assertThat(number(browser.text("#there-loss"))).isEqualTo(expected, within(1e-4 * expected));
    browser.reload();
    browser.await("document.querySelector('#there-loss')?.textContent.match(/\\d/)");
    assertThat(number(browser.text("#there-loss"))).isEqualTo(expected, within(1e-4 * expected));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void thePathIsWalkedAndThePlaneCanBePutThroughAnyStep() throws IOException {
    train(80, "");
    assertThat(number(browser.text("#share"))).isBetween(80.0, 100.0);
    assertThat(browser.text("#path-step")).isEqualTo("80");
    assertThat(number(browser.text("#distance"))).isEqualTo(0, within(1e-6));
    browser.press("Home");
    browser.await("document.querySelector('#path-step').textContent === '0'");
    double first = run(0).trainingLoss();
    assertThat(number(browser.text("#path-loss"))).isEqualTo(first, within(1e-4 * first));
    browser.press("ArrowRight");
    browser.await("document.querySelector('#path-step').textContent === '1'");
    browser.press("c");
    browser.await("location.hash.includes('centre=1')");
    double second = run(1).trainingLoss();
    browser.await(
        "Math.abs(Number(document.querySelector('#centre-loss').textContent) - %s) < 1e-4"
            .formatted(second));
    awaitFine();
    assertThat(number(browser.text("#distance"))).isEqualTo(0, within(1e-6));
    browser.reload();
    awaitFine();
    assertThat(browser.text("#path-step")).isEqualTo("1");
    Files.createDirectories(PICTURES);
    for (String shade : List.of("light", "dark")) {
      browser.evaluate(
          "document.documentElement.dataset.theme === '%s' || document.querySelector('#theme').click()"
              .formatted(shade));
      browser.await("document.documentElement.dataset.theme === '%s'".formatted(shade));
      browser.screenshot(PICTURES.resolve("surface-%s.png".formatted(shade)));
    }
    browser.press("p");
    browser.await("location.hash.includes('plane=random')");
    browser.press("+");
    browser.await("location.hash.includes('zoom=0.5')");
    awaitFine();
    assertThat(
            browser
                .evaluate(
                    "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
                .toString())
        .isEqualTo("[1280,720]");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itFollowsTheTrainingAndStepZeroAloneIsAPlaneToo() {
    train(0, "");
    assertThat(browser.text(".surface-side")).contains("no second step yet");
    browser.evaluate("location.hash = '#/playground?hidden=3&seed=%d&at=40'".formatted(seed));
    browser.await("document.querySelector('#head')?.textContent === '40'");
    browser.evaluate("location.hash = '#/surface'");
    browser.await("document.querySelector('#path-step')?.textContent === '40'");
    awaitFine();
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        """);
    browser.click("#export-csv");
    String csv = browser.evaluate("saved['surface.csv'].text()").stringValue();
    assertThat(csv.lines()).hasSize(1 + 65 * 65);
    browser.click("#export-svg");
    assertThat(browser.evaluate("saved['surface.svg'].text()").stringValue()).startsWith("<svg");
    browser.click("#export-png");
    browser.await("window.saved['surface.png']");
    assertThat(browser.complaints()).isEmpty();
  }
}
