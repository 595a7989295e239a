package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.playground.PlaygroundOracle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Other points in the playground: many classes, curves; and one of them in the microscope.
@Timeout(120)
class PlaygroundPointsPageTest extends ScreenInBrowser {
  private void awaitStep(int step) {
    browser.await("document.querySelector('#step')?.textContent === '%d'".formatted(step));
  }

  private String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s))".formatted(value))
        .stringValue();
  }

  @Test
  void eightClassesHaveAMarkAndARowEach() {
    visit("playground?data=ring&at=30");
    awaitStep(30);
    PlaygroundOracle engine = new PlaygroundOracle("{\"data\": \"ring\"}", 30);
    assertThat(browser.text("#test-loss")).isEqualTo(written(engine.testLoss()));
    assertThat(
            browser.evaluate(
                "new Set([...document.querySelectorAll('.playground-modes path')].map((p) =>"
                    + " p.getAttribute('d') + p.getAttribute('fill'))).size"))
        .hasToString("8");
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('#test-confusion td')].map((c) =>"
                    + " Number(c.textContent)).reduce((a, b) => a + b)"))
        .hasToString("120");
    browser.click("#show-train");
    browser.await("document.querySelectorAll('#train-confusion td').length === 64");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aCurveIsDrawnWithItsPointsAndKeptAsSvg() {
    visit("playground?data=sine&hidden=6&at=40");
    awaitStep(40);
    PlaygroundOracle engine = new PlaygroundOracle("{\"data\": \"sine\", \"hidden\": [6]}", 40);
    assertThat(browser.text("#test-r2")).isEqualTo(written(engine.testR2()));
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        """);
    browser.click("#export-svg");
    String svg = browser.evaluate("saved['plane.svg'].text()").stringValue();
    // 400 points and as many residuals, the curve, and ticks.
    assertThat(svg.lines().filter(line -> line.startsWith("<path")).count()).isBetween(801L, 820L);
    assertThat(
            browser.evaluate(
                "saved['plane.svg'].text().then((t) => new DOMParser().parseFromString(t,"
                    + " 'image/svg+xml').querySelectorAll('parsererror').length)"))
        .hasToString("0");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPointGoesToTheMicroscopeAndItsLossIsTheEngines() {
    visit("playground?hidden=2&points=40&at=20");
    awaitStep(20);
    browser.click("#step-sample");
    String loss = browser.text("#sample-loss");
    browser.press("m");
    browser.await("location.hash.startsWith('#/microscope?text=L')");
    browser.await("document.querySelector('#node-L') && document.querySelector('#derivation td')");
    double value =
        browser
            .evaluate(
                "Number([...document.querySelectorAll('#derivation tr')].at(-1)"
                    + ".querySelectorAll('td')[1].textContent)")
            .doubleValue();
    assertThat(written(Math.rint(value * 1e5) / 1e5).substring(0, 5))
        .isEqualTo(loss.substring(0, 5));
    browser.reload();
    browser.await("document.querySelector('#node-L')");
    browser.screenshot(Path.of("target/microscope-sample.png"));
    assertThat(browser.complaints()).isEmpty();
  }
}
