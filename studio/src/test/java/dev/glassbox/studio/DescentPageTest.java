package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Descent in a real browser.
class DescentPageTest extends ScreenInBrowser {
  private void go(String hash) {
    visit("descent" + hash);
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace('−', '-'));
  }

  /// λmax = (35 + √1025)/2 for the line's loss, so rates from 0.0597 on diverge.
  @Test
  void thePanesSayWhichRatesDivergeAndWhere() {
    go("");
    browser.await("document.querySelectorAll('.pane .end').length === 6");
    assertThat(number(browser.text("#curvature")))
        .isEqualTo((35 + Math.sqrt(1025)) / 2, within(1e-3));
    assertThat(number(browser.text("#limit"))).isEqualTo(4 / (35 + Math.sqrt(1025)), within(1e-5));
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('.pane')].map((p) =>"
                        + " p.textContent.includes('diverges')).join()")
                .stringValue())
        .isEqualTo("false,false,false,false,true,true");

    browser.press("m");
    browser.await("document.querySelector('#momentum')");
    // With momentum 0.5 the limit is 2(1 + β)/λmax, half as large again.
    browser.await("document.querySelector('#limit').textContent.startsWith('0.089')");
    assertThat(number(browser.text("#limit"))).isEqualTo(6 / (35 + Math.sqrt(1025)), within(1e-5));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theStartIsDraggedAndReloadKeepsIt() {
    go("?landscape=long_valley&rates=0.02");
    browser.await("document.querySelectorAll('.pane .end').length === 1");
    assertThat(browser.text("#gradient")).isEqualTo("∇L(−8, 1) = (−8, 50)");
    JsonNode ring =
        browser.evaluate(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
                + "(document.querySelector('.start').getBoundingClientRect())");
    double x = ring.get(0).asDouble();
    double y = ring.get(1).asDouble();
    browser.drag(x, y, x + 200, y + 30);
    browser.await("location.hash.includes('start=')");
    browser.await("!document.querySelector('#gradient').textContent.startsWith('∇L(−8')");
    String hash = browser.evaluate("location.hash").stringValue();
    browser.reload();
    browser.await("document.querySelector('#gradient')");
    assertThat(browser.evaluate("location.hash").stringValue()).isEqualTo(hash);
    // The gradient of ½(x² + 50y²) is (x, 50y).
    String shown = browser.text("#gradient").replaceAll("[^−0-9.,)]", "").replace(")", ",");
    String[] numbers = shown.split(",", -1);
    assertThat(number(numbers[2])).isEqualTo(number(numbers[0]), within(1e-2));
    assertThat(number(numbers[3])).isEqualTo(50 * number(numbers[1]), within(1e-1));
    assertThat(browser.complaints()).isEmpty();
  }

  /// The figures of the course's chapter: steps until 1 % of the height is left, each at its best
  /// rate.
  @Test
  void theRaceEndsAsInTheCourse() {
    go("?view=race&landscape=long_valley");
    browser.await("document.querySelector('#run-sgd')");
    assertThat(browser.text("#run-sgd .finish")).isEqualTo("67 steps");
    assertThat(browser.text("#run-momentum .finish")).isEqualTo("42 steps");
    assertThat(browser.text("#run-adagrad .finish")).isEqualTo("3 steps");
    assertThat(browser.text("#run-adadelta .finish")).isEqualTo("never");
    assertThat(browser.text("#run-adam .finish")).isEqualTo("31 steps");
    assertThat(browser.text("#card-momentum .memory")).contains("v = (");

    browser.press("Home");
    browser.await("document.querySelector('#step').textContent === '0'");
    // ½(64 + 50) at the start.
    assertThat(browser.text("#run-sgd .height")).isEqualTo("57");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#step').textContent === '1'");
    // v is the first gradient, (−8, 50).
    assertThat(browser.text("#card-momentum .memory")).isEqualTo("v = (−8, 50)");
    browser.click("#play");
    browser.await("Number(document.querySelector('#step').textContent) > 4");
    browser.click("#play");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theMoonsAreRacedByALoss() {
    go("?view=race&landscape=moons&rates=3,0.3,1,3,10,0.1,0.3&step=100");
    browser.await("document.querySelector('#run-adam')");
    assertThat(number(browser.text("#run-adam .finish"))).isLessThan(0.2);
    assertThat(browser.text("#card-adam")).contains("|g| =");
    browser.reload();
    browser.await("document.querySelector('#run-adam')");
    assertThat(browser.text("#step")).isEqualTo("100");
    assertThat(browser.complaints()).isEmpty();
  }
}
