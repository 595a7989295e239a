import dev.glassbox.studio.Browser;
import dev.glassbox.studio.Studio;
import java.net.URI;
import java.util.Locale;

/// How many frames a second the playground's map of 100 × 100 cells refreshes in a browser, with all neurons' maps
/// beside it, while the network trains at full speed; and how many steps it takes meanwhile.
static final int SECONDS = 10;

static final String COUNT_PAINTS =
    """
    window.paints = 0;
    const context = CanvasRenderingContext2D.prototype;
    const put = context.putImageData;
    context.putImageData = function (image, ...at) {
      if (this.canvas.id === 'output-map' && image.width === 100 && image.height === 100) window.paints++;
      return put.call(this, image, ...at);
    };
    """;

void main() throws InterruptedException {
  try (Studio studio = Studio.start(0);
      Browser browser = Browser.open(Browser.program().orElseThrow())) {
    for (String hidden : new String[] {"8,8", "8,8,8,8,8,8"}) {
      browser.go(URI.create(studio.address() + "#/playground?hidden=" + hidden));
      browser.await("document.querySelector('#playground')");
      browser.evaluate(COUNT_PAINTS);
      browser.click("#play");
      Thread.sleep(5000);
      int paints = number(browser, "window.paints");
      int steps = steps(browser);
      long start = System.nanoTime();
      Thread.sleep(SECONDS * 1000);
      double seconds = (System.nanoTime() - start) / 1e9;
      IO.println(
          String.format(
              Locale.ROOT,
              "hidden layers %s: %.1f frames a second, %,.0f training steps a second",
              hidden,
              (number(browser, "window.paints") - paints) / seconds,
              (steps(browser) - steps) / seconds));
      browser.click("#play");
    }
  }
}

static int steps(Browser browser) {
  return number(browser, "Number(document.querySelector('#head').textContent.replaceAll(',', ''))");
}

static int number(Browser browser, String expression) {
  return browser.evaluate(expression).intValue();
}
