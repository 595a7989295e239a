package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.playground.PlaygroundOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The fork in a real browser: each future's numbers are those of a run of its own.
@Timeout(120)
class ForkPageTest extends ScreenInBrowser {
  @AfterEach
  void nothingWasComplainedOf() {
    visit("microscope");
    assertThat(browser.complaints()).isEmpty();
    browser.forgetComplaints();
  }

  private void go(String state) {
    visit("fork" + state);
    browser.await("document.querySelector('#fork-screen')");
  }

  private void awaitStep(int step) {
    browser.await(
        "document.querySelector('#step')?.textContent === '%s'"
            .formatted(String.format(Locale.ROOT, "%,d", step)));
  }

  private void awaitHead(int step) {
    browser.await(
        "document.querySelector('#head')?.textContent === '%s'"
            .formatted(String.format(Locale.ROOT, "%,d", step)));
  }

  private String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s))".formatted(value))
        .stringValue();
  }

  private void requireFuture(String name, String settings, int step) {
    PlaygroundOracle engine = new PlaygroundOracle(settings, step);
    browser.await(
        "document.querySelector('#train-loss-%s').textContent === '%s'"
            .formatted(name, written(engine.trainingLoss())));
    assertThat(browser.text("#test-loss-" + name)).isEqualTo(written(engine.testLoss()));
    if (!name.equals("A")) {
      float[] ours = engine.weights();
      float[] first = new PlaygroundOracle("{}", step).weights();
      double sum = 0;
      for (int i = 0; i < ours.length; i++) {
        sum += ((double) ours[i] - first[i]) * ((double) ours[i] - first[i]);
      }
      assertThat(browser.text("#distance-" + name)).isEqualTo(written((float) Math.sqrt(sum)));
    }
  }

  @Test
  void everyFutureIsARunOfItsOwnFromTheCommonPastOn() {
    go("?from=18&branches=rate:0.3;batch:7,optimiser:sgd;w3:2.5&at=18");
    awaitHead(18);
    requireFuture("A", "{}", 18);
    requireFuture("B", "{}", 18);
    requireFuture("D", "{\"edits\": [[18, 3, 2.5]]}", 18);
    assertThat(
            browser.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"))
        .hasToString("[1280,720]");
    browser.click("#step-batch");
    awaitHead(19);
    browser.press("b");
    awaitHead(20);
    String[] settings = {
      "{}",
      "{\"changes\": \"18:rate:0.3\"}",
      "{\"changes\": \"18:batch:7;18:optimiser:sgd\"}",
      "{\"edits\": [[18, 3, 2.5]]}"
    };
    for (int i = 0; i < 4; i++) {
      requireFuture("ABCD".substring(i, i + 1), settings[i], 20);
    }
    browser.press("e");
    awaitHead(27);
    requireFuture("B", settings[1], 27);
    // Scrubbing back into the common past, where all are one.
    browser.set("#scrub", "10");
    awaitStep(10);
    for (String name : List.of("A", "B", "C", "D")) {
      requireFuture(name, "{}", 10);
    }
    assertThat(browser.text("#phase")).contains("common past");
    browser.await("location.hash.includes('at=10')");
    browser.reload();
    awaitStep(10);
    awaitHead(27);
    browser.press("f");
    awaitStep(27);
    requireFuture("C", settings[2], 27);
    browser.press("r");
    awaitStep(18);
    awaitHead(18);
    assertThat(browser.text("#fresh-C")).contains("fresh state");
  }

  @Test
  void branchesAreChangedAddedAndTakenAway() {
    go("?from=5&branches=none&at=9");
    awaitHead(9);
    browser.set("#rate-B", "0.1");
    browser.await("location.hash.includes('branches=rate:0.1')");
    awaitHead(9);
    requireFuture("B", "{\"changes\": \"5:rate:0.1\"}", 9);
    browser.press("n");
    browser.await("document.querySelector('#rate-C')");
    browser.set("#optimiser-C", "rmsprop");
    browser.await("location.hash.includes('optimiser:rmsprop')");
    awaitHead(9);
    requireFuture("C", "{\"changes\": \"5:optimiser:rmsprop\"}", 9);
    browser.set("#weight-C", "104");
    browser.click("#set-weight-C");
    browser.await("document.querySelector('#w104-C')");
    browser.set("#w104-C", "0.5");
    browser.await("location.hash.includes('w104:0.5')");
    awaitHead(9);
    requireFuture("C", "{\"changes\": \"5:optimiser:rmsprop\", \"edits\": [[5, 104, 0.5]]}", 9);
    browser.click("#remove-B");
    browser.await("!document.querySelector('#rate-C')");
    awaitHead(9);
    requireFuture("B", "{\"changes\": \"5:optimiser:rmsprop\", \"edits\": [[5, 104, 0.5]]}", 9);
    browser.set("#from", "7");
    browser.await("location.hash.includes('from=7')");
    awaitHead(7);
  }

  @Test
  void thePlaygroundForksAtTheStepShownAndCanChangeItsRate() {
    visit("playground?batch=20");
    browser.await("document.querySelector('#playground')");
    browser.click("#step-epoch");
    browser.await("document.querySelector('#step').textContent === '14'");
    browser.click("#from-now");
    browser.await("document.querySelector('#from-now.on')");
    browser.set("#rate", "0.1");
    browser.await("location.hash.includes('changes=14:rate:0.1')");
    browser.press("b");
    browser.await("document.querySelector('#step').textContent === '15'");
    PlaygroundOracle engine =
        new PlaygroundOracle("{\"batch\": 20, \"changes\": \"14:rate:0.1\"}", 15);
    browser.await(
        "document.querySelector('#train-loss').textContent === '%s'"
            .formatted(written(engine.trainingLoss())));
    browser.await("location.hash.includes('at=15')");
    browser.reload();
    browser.await("document.querySelector('#step')?.textContent === '15'");
    assertThat(browser.text("#train-loss")).isEqualTo(written(engine.trainingLoss()));
    browser.press("k");
    browser.await("document.querySelector('#fork-screen')");
    awaitHead(15);
    assertThat(browser.evaluate("location.hash").stringValue())
        .contains("from=15", "changes=14:rate:0.1", "batch=20");
    browser.await(
        "document.querySelector('#train-loss-A').textContent === '%s'"
            .formatted(written(engine.trainingLoss())));
    // Ten times the rate as it is after the change.
    browser.await("location.hash.includes('branches=rate:1')");
  }

  private void keepDownloads() {
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        """);
  }

  @Test
  void aFunctionOfOneNumberIsDrawnAsACurve() {
    go("?data=sine&from=5&branches=rate:0.1&at=9");
    awaitHead(9);
    requireFuture("A", "{\"data\": \"sine\"}", 9);
    assertThat(browser.text(".fork-run")).contains("1-8-8-1");
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('.fork-plane canvas')].map((canvas) =>"
                    + " canvas.hidden)"))
        .hasToString("[true,false,true,false]");
    // 8 + 8 for the first layer, 64 + 8, and 8 + 1.
    assertThat(browser.evaluate("document.querySelectorAll('#weight-B option').length").intValue())
        .isEqualTo(97);
    keepDownloads();
    browser.click("#export-svg");
    String svg = browser.evaluate("saved['futures.svg'].text()").stringValue();
    assertThat(svg).contains("A unchanged, step 9", "B rate 0.1, step 9", ">value<");
    assertThat(svg).doesNotContain("<image", "NaN");
  }

  @Test
  void allFuturesPlayTogetherAndTheirNumbersCanBeKept() throws IOException {
    go("?from=300&branches=rate:0.2;optimiser:sgd,rate:0.3");
    awaitHead(300);
    browser.press(" ");
    browser.await("Number(document.querySelector('#head').textContent.replace(',', '')) > 900");
    browser.press(" ");
    browser.await("document.querySelector('#play').textContent.includes('Play')");
    keepDownloads();
    browser.click("#export-losses");
    List<String> losses =
        browser.evaluate("saved['losses.csv'].text()").stringValue().lines().toList();
    assertThat(losses.getFirst()).isEqualTo("branch,step,training_loss,test_loss");
    assertThat(losses).anyMatch(line -> line.startsWith("C,300,"));
    PlaygroundOracle past = new PlaygroundOracle("{}", 9);
    for (String name : List.of("A", "B", "C")) {
      String ninth =
          losses.stream().filter(line -> line.startsWith(name + ",9,")).findFirst().orElseThrow();
      assertThat(Double.parseDouble(ninth.split(",", -1)[2]))
          .isEqualTo((float) past.trainingLoss());
    }
    browser.click("#export-distances");
    List<String> distances =
        browser.evaluate("saved['distances.csv'].text()").stringValue().lines().toList();
    assertThat(distances.getFirst()).isEqualTo("step,distance_B_A,distance_C_A");
    assertThat(distances.get(1)).isEqualTo("0,0,0");
    browser.click("#export-png");
    browser.await("window.saved['futures.png']");
    browser.click("#loss-log");
    browser.click("#loss-test");
    browser.await("location.hash.includes('show=test') && location.hash.includes('log=1')");
    Files.createDirectories(Path.of("target/screenshots"));
    for (String shade : List.of("light", "dark")) {
      browser.evaluate(
          "document.documentElement.dataset.theme === '%s' || document.querySelector('#theme').click()"
              .formatted(shade));
      browser.screenshot(Path.of("target/screenshots/fork-%s.png".formatted(shade)));
    }
  }

  @Test
  void aMistakeInTheAddressIsSaidInOneLine() {
    visit("fork?branches=magic:1");
    browser.await("document.querySelector('#problem')");
    assertThat(browser.text("#problem")).contains("there is no change 'magic:1'");
    browser.forgetComplaints();
  }
}
