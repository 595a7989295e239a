package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The microscope in a real browser. The numbers are those of d = a(a + b) at a = 4, b = 3 by hand.
class MicroscopePageTest extends ScreenInBrowser {
  private void go(String hash) {
    visit("microscope" + hash);
    browser.await("document.querySelector('#derivation')");
  }

  private String picture() {
    return browser
        .evaluate(
            "[...document.querySelectorAll('svg.graph .number')].map((t) => t.id.slice(2) + '=' +"
                + " t.textContent).sort().join(' ')")
        .stringValue();
  }

  /// An expression that is refused is noted by the browser itself, so not counted.
  private List<String> complaints() {
    return browser.complaints().stream().filter(line -> !line.contains("status of 400")).toList();
  }

  private String hash() {
    return browser.evaluate("decodeURIComponent(location.hash)").stringValue();
  }

  @Test
  void everyKeyPressShowsOneOperation() {
    go("?text=c=a%2Bb;d=a*c;a=4;b=3&step=0");
    // a = 4 and b = 3 are there at once; nodes are a, b, c, d.
    assertThat(picture()).isEqualTo("v0=4 v1=3");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#n-v2')");
    assertThat(picture()).isEqualTo("e0=1 e1=1 v0=4 v1=3 v2=7");
    assertThat(browser.text("#sentence")).isEqualTo("Forward 1 of 2: c = a + b = 4 + 3 = 7");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#n-v3')");
    assertThat(picture()).isEqualTo("e0=1 e1=1 e2=c = 7 e3=a = 4 v0=4 v1=3 v2=7 v3=28");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#n-a3')");
    assertThat(browser.text("#n-a3")).isEqualTo("1");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#n-a2')");
    assertThat(browser.text("#n-a2")).isEqualTo("4");
    assertThat(browser.text("#n-a0")).isEqualTo("7");
    assertThat(browser.text("#sentence"))
        .isEqualTo("Backward 1 of 2, d passes on: ∂d/∂a += 1 · 7 = 7,  ∂d/∂c += 1 · 4 = 4");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#n-a1')");
    assertThat(browser.text("#n-a0")).isEqualTo("11");
    assertThat(browser.text("#n-a1")).isEqualTo("4");
    browser.press("ArrowLeft");
    browser.await("!document.querySelector('#n-a1')");
    assertThat(browser.text("#n-a0")).isEqualTo("7");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void twoClickedBoxesShowEveryRouteAndReloadKeepsThem() {
    go("?text=c=a%2Bb;d=a*c;a=4;b=3");
    browser.evaluate(
        "document.querySelector('#node-d').dispatchEvent(new Event('click', {bubbles: true}))");
    browser.await("location.hash.includes('from=d')");
    browser.evaluate(
        "document.querySelector('#node-a').dispatchEvent(new Event('click', {bubbles: true}))");
    browser.await("document.querySelectorAll('.route').length === 2");
    assertThat(browser.text("#routes"))
        .contains("a → d")
        .contains("a → c → d1 · 4 = 4")
        .contains("∂d/∂a = 7 + 4 = 11");
    browser.evaluate(
        "document.querySelector('#n-a0').dispatchEvent(new Event('click', {bubbles: true}))");
    browser.await("document.querySelector('#formula .katex')");
    assertThat(browser.text("#formula")).contains("1⋅7+4⋅1=11");

    browser.await("location.hash.includes('from=a') && location.hash.includes('number=a0')");
    String before = hash();
    assertThat(before).contains("from=a").contains("to=d").contains("number=a0");
    browser.reload();
    browser.await("document.querySelectorAll('.route').length === 2");
    browser.await("document.querySelector('#formula .katex')");
    assertThat(hash()).isEqualTo(before);
    assertThat(browser.text("#sum")).isEqualTo("11");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void bothModesAndTheFiniteDifferenceStandSideBySide() {
    go("?text=c=a%2Bb;d=a*c;a=4;b=3");
    assertThat(browser.text("#derivation tbody tr:first-child")).contains("1 · 7 + 4 · 1 = 11");
    assertThat(browser.text("#derivation tbody tr:last-child")).contains("1 · 7 + 1 · 4 = 11");
    assertThat(browser.text("#checks tbody tr")).isEqualTo("∂d/∂a1111" + rest("a") + "✓");
    browser.set("#by", "b");
    browser.await(
        "document.querySelector('#derivation tbody tr:last-child').textContent.endsWith('= 41')");
    assertThat(hash()).contains("by=b");
  }

  /// The relative error as it is shown, which is that of the engine.
  private String rest(String variable) {
    return browser
        .evaluate(
            "document.querySelectorAll('#checks tbody tr')[%d].children[3].textContent"
                .formatted(variable.equals("a") ? 0 : 1))
        .stringValue();
  }

  @Test
  void anUnfinishedExpressionIsAnsweredByItsPlaceAndLeavesThePicture() {
    go("?text=c=a%2Bb;d=a*c;a=4;b=3");
    browser.set("#text", "d = a*(a+; a=4");
    assertThat(browser.text("#problem"))
        .contains("character 10: expected a number, a name or ( instead of ;");
    assertThat(browser.text("#n-v3")).isEqualTo("28");
    browser.set("#text", "d = a*(a+1); a=4");
    browser.await("!document.querySelector('#problem')");
    browser.await("document.querySelector('#n-v2, #n-v3')?.textContent");
    browser.await(
        "[...document.querySelectorAll('svg.graph .number')].some((t) => t.textContent === '20')");
  }
}
