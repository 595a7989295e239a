package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The perceptron in a real browser.
class PerceptronPageTest extends ScreenInBrowser {
  private static final String AND = "0,0,-1;0,1,-1;1,0,-1;1,1,1";

  private void go(String hash) {
    visit("perceptron?points=" + hash);
    browser.await("document.querySelector('#verdict')?.textContent");
  }

  /// AND by hand: (0, 0) makes b = −1; (1, 1) then makes w = (1, 1), b = 0.
  @Test
  void everyKeyPressShowsOneMistake() {
    go(AND);
    assertThat(browser.text("#at")).isEqualTo("0");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#at').textContent === '1'");
    assertThat(browser.text("#w")).isEqualTo("(0, 0)");
    assertThat(browser.text("#b")).isEqualTo("−1");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#at').textContent === '2'");
    assertThat(browser.text("#w")).isEqualTo("(1, 1)");
    assertThat(browser.text("#b")).isEqualTo("0");
    assertThat(browser.text("#words")).contains("w·x + b = 0 · 1 + 0 · 1 + (−1) = −1");
    assertThat(browser.text("#verdict")).startsWith("Separated");

    browser.await("location.hash.includes('step=2')");
    browser.reload();
    browser.await("document.querySelector('#w')?.textContent === '(1, 1)'");
    assertThat(browser.text("#at")).isEqualTo("2");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theLastLineHasEveryPointOnItsSide() {
    go(AND);
    browser.press("End");
    browser.await(
        "document.querySelector('#at').textContent ==="
            + " document.querySelector('#count').textContent");
    String w = browser.text("#w").replaceAll("[()]", "").replace('−', '-');
    double w1 = Double.parseDouble(w.split(", ", -1)[0]);
    double w2 = Double.parseDouble(w.split(", ", -1)[1]);
    double b = Double.parseDouble(browser.text("#b").replace('−', '-'));
    assertThat(b).isNegative();
    assertThat(w1 + b).isNotPositive();
    assertThat(w2 + b).isNotPositive();
    assertThat(w1 + w2 + b).isPositive();
  }

  /// Where the i-th point stands in the window.
  private double[] place(int i) {
    JsonNode box =
        browser.evaluate(
            """
            (() => {
              const box = document.querySelectorAll('#plane .point')[%d].getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            })()
            """
                .formatted(i));
    return new double[] {box.get(0).asDouble(), box.get(1).asDouble()};
  }

  @Test
  void aPointIsDraggedUntilTheLearningCycles() {
    go(AND);
    // (0, 0) is dragged beyond (1, 1): then no line separates what is left.
    double[] origin = place(0);
    double[] corner = place(3);
    double step = corner[0] - origin[0];
    browser.drag(origin[0], origin[1], corner[0] + 0.1 * step, corner[1] - 0.1 * step);
    browser.await("document.querySelector('#verdict')?.textContent.startsWith('It cycles')");
    browser.await("location.hash.includes('points=1.')");
    assertThat(browser.complaints()).isEmpty();

    go("0,0,-1;0,1,1;1,0,1;1,1,-1");
    assertThat(browser.text("#verdict")).startsWith("It cycles").contains("No straight line");
  }

  @Test
  void pointsAreAddedAndDeleted() {
    go(AND);
    JsonNode plane =
        browser.evaluate(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
                + "(document.querySelector('#plane').getBoundingClientRect())");
    browser.clickAt(plane.get(0).asDouble(), plane.get(1).asDouble());
    browser.await("document.querySelectorAll('#plane .point').length === 5");
    browser.press("f");
    browser.await("location.hash.endsWith(',-1') || location.hash.includes(',-1&')");
    browser.press("Delete");
    browser.await("document.querySelectorAll('#plane .point').length === 4");
    assertThat(browser.complaints()).isEmpty();
  }
}
