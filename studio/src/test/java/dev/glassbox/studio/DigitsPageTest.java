package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.digits.DigitsOracle;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The digits in a real browser: what is shown is what the public API computes.
@Timeout(120)
class DigitsPageTest extends ScreenInBrowser {
  private static final int EPOCH = 43;

  @AfterEach
  void nothingWasComplainedOf() {
    visit("microscope");
    assertThat(browser.complaints()).isEmpty();
    browser.forgetComplaints();
  }

  private void go(String state) {
    visit("digits?at=0&seed=1");
    browser.await("document.querySelector('#digits-screen') && location.hash.includes('seed=1&')");
    visit("digits" + state);
    browser.await(
        "document.querySelector('#digits-screen') && document.querySelector('#worst canvas')");
  }

  private void awaitStep(int step) {
    browser.await("document.querySelector('#step')?.textContent === '%d'".formatted(step));
  }

  private String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s))".formatted(value))
        .stringValue();
  }

  private void awaitText(String selector, String text) {
    browser.await("document.querySelector('%s')?.textContent === '%s'".formatted(selector, text));
  }

  private void requireProbabilities(float[] probabilities) {
    for (int digit = 0; digit < 10; digit++) {
      awaitText("#p-" + digit, written(probabilities[digit]));
    }
  }

  private double[] box(String selector) {
    JsonNode box =
        browser.evaluate(
            "(({left, top, width}) => [left, top, width])(document.querySelector('%s').getBoundingClientRect())"
                .formatted(selector));
    return new double[] {
      box.get(0).doubleValue(), box.get(1).doubleValue(), box.get(2).doubleValue()
    };
  }

  private String hash(String key) {
    return browser
        .evaluate("new URLSearchParams(location.hash.split('?')[1]).get('%s')".formatted(key))
        .toString()
        .replace("\"", "");
  }

  @Test
  void lossesScoresAndTheWorstMistakesAreThePublicApis() {
    go("?seed=42&at=0");
    awaitStep(0);
    awaitText("#test-loss", written(new DigitsOracle(0).testLoss()));
    assertThat(
            browser.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"))
        .hasToString("[1280,720]");
    browser.click("#step-epoch");
    awaitStep(EPOCH);
    browser.press("e");
    awaitStep(2 * EPOCH);
    DigitsOracle oracle = new DigitsOracle(2);
    awaitText("#train-loss", written(oracle.trainingLoss()));
    awaitText("#test-loss", written(oracle.testLoss()));
    awaitText("#accuracy", written(oracle.scores().accuracy()));
    long[][] confusion = oracle.scores().confusion();
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        String shown = browser.text("#cell-%d-%d".formatted(i, j));
        assertThat(shown.equals("·") ? 0 : Integer.parseInt(shown)).isEqualTo(confusion[i][j]);
      }
    }
    String worst =
        browser.evaluate("document.querySelector('#worst button').dataset.row").stringValue();
    assertThat(worst).isEqualTo(Integer.toString(oracle.worst()));
    browser.click("#worst button");
    browser.await("location.hash.includes('row=%s')".formatted(worst));
    requireProbabilities(oracle.probabilities(oracle.picture(oracle.worst())));
    browser.click("#line-3");
    browser.await("document.querySelector('#formula .katex')");
  }

  @Test
  void whatIsDrawnGoesThroughTheNetworkAtOnceAndAtEveryStep() {
    go("?seed=42&at=43&strokes=none");
    awaitStep(EPOCH);
    double[] box = box("#draw");
    double left = box[0];
    double top = box[1];
    double size = box[2];
    browser.drag(left + 0.4 * size, top + 0.25 * size, left + 0.5 * size, top + 0.1 * size);
    browser.drag(left + 0.5 * size, top + 0.1 * size, left + 0.5 * size, top + 0.9 * size);
    browser.await("location.hash.includes('strokes=') && location.hash.includes(';')");
    browser.await("document.querySelector('#worst canvas')");
    // The address follows a drag ten times a second.
    browser.evaluate("new Promise((later) => setTimeout(later, 400))");
    String strokes = hash("strokes");
    DigitsOracle oracle = new DigitsOracle(1);
    Tensor picture = oracle.picture(strokes);
    requireProbabilities(oracle.probabilities(picture));
    browser.click("[data-neuron=\"1.6\"]");
    browser.await("document.querySelector('#formula .katex')");
    double first = oracle.hidden(picture)[5];
    browser.await(
        "document.querySelector('#formula').textContent.includes('%s')".formatted(written(first)));
    // At the start of the run, and again after reloading.
    browser.set("#scrub", "0");
    awaitStep(0);
    float[] before = new DigitsOracle(0).probabilities(picture);
    requireProbabilities(before);
    browser.await("location.hash.includes('at=0')");
    browser.reload();
    awaitStep(0);
    assertThat(hash("strokes")).isEqualTo(strokes);
    requireProbabilities(before);
    browser.press("z");
    browser.await("!location.hash.includes(';')");
    browser.press("c");
    browser.await("location.hash.includes('strokes=none')");
    browser.await("document.querySelector('.digits-box').textContent.includes('draw here')");
    requireProbabilities(new DigitsOracle(0).probabilities(oracle.picture("")));
  }

  @Test
  void aCellOfTheConfusionShowsItsPictures() {
    go("?seed=42&at=43");
    awaitStep(EPOCH);
    long[][] confusion = new DigitsOracle(1).scores().confusion();
    int[] cell = {0, 1};
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        if (i != j && confusion[i][j] > confusion[cell[0]][cell[1]]) {
          cell = new int[] {i, j};
        }
      }
    }
    browser.click("#cell-%d-%d".formatted(cell[0], cell[1]));
    browser.await("location.hash.includes('cell=%d,%d')".formatted(cell[0], cell[1]));
    browser.await(
        "document.querySelectorAll('#worst button').length === %d"
            .formatted(confusion[cell[0]][cell[1]]));
    browser.click("#all-pictures");
    browser.await("!location.hash.includes('cell=')");
    browser.await("document.querySelectorAll('#worst button').length === 12");
  }

  @Test
  void theFirstWeightsFollowTheTimeline() {
    go("?seed=42&at=43");
    awaitStep(EPOCH);
    String colors = "document.querySelector('[data-neuron=\"1.1\"] canvas').toDataURL()";
    String late = browser.evaluate(colors).stringValue();
    browser.set("#scrub", "0");
    awaitStep(0);
    String early = browser.evaluate(colors).stringValue();
    assertThat(early).isNotEqualTo(late);
    browser.press("f");
    awaitStep(EPOCH);
    assertThat(browser.evaluate(colors).stringValue()).isEqualTo(late);
  }

  @Test
  void settingsBeginAnotherRunAndAreRestored() throws IOException {
    go("?seed=42&at=0");
    browser.set("#layer-1", "24");
    browser.await("location.hash.includes('hidden=24,16')");
    browser.click("#remove-layer");
    browser.await("location.hash.includes('hidden=24&')");
    browser.set("#rate", "0.01");
    browser.await("location.hash.includes('rate=0.01')");
    browser.await("document.querySelectorAll('#first-layer canvas').length === 24");
    for (int i = 1; i <= 3; i++) {
      browser.press("b");
      awaitStep(i);
    }
    String loss = browser.text("#train-loss");
    browser.await("location.hash.includes('at=3')");
    browser.reload();
    awaitStep(3);
    awaitText("#train-loss", loss);
    browser.press("r");
    awaitStep(0);
    browser.press(" ");
    browser.await("Number(document.querySelector('#accuracy').textContent) > 0.9");
    browser.press(" ");
    browser.await("document.querySelector('#play').textContent.includes('Play')");
    Files.createDirectories(Path.of("target/screenshots"));
    for (String shade : List.of("light", "dark")) {
      browser.evaluate(
          "document.documentElement.dataset.theme === '%s' || document.querySelector('#theme').click()"
              .formatted(shade));
      browser.screenshot(Path.of("target/screenshots/digits-%s.png".formatted(shade)));
    }
  }

  @Test
  void whatIsExportedIsWhatIsShown() {
    go("?seed=42&at=43");
    awaitStep(EPOCH);
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        """);
    browser.click("#export-losses");
    List<String> losses =
        browser.evaluate("saved['losses.csv'].text()").stringValue().lines().toList();
    assertThat(losses.getFirst()).isEqualTo("step,training_loss,test_loss,test_accuracy");
    assertThat(losses.getLast())
        .startsWith("43,")
        .contains(Double.toString((float) new DigitsOracle(1).trainingLoss()).substring(0, 6));
    browser.click("#export-test");
    List<String> test = browser.evaluate("saved['test.csv'].text()").stringValue().lines().toList();
    assertThat(test).hasSize(450);
    assertThat(test.get(1)).startsWith(new DigitsOracle(1).worst() + ",");
    browser.click("#export-png");
    browser.await("window.saved['weights.png']");
  }

  @Test
  void aMistakeInTheAddressIsSaidInOneLine() {
    visit("digits?strokes=scribble");
    browser.await("document.querySelector('#problem')");
    assertThat(browser.text("#problem")).contains("four digits xxyy");
    browser.forgetComplaints();
  }
}
