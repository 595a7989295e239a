package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.playground.PlaygroundOracle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The playground in a real browser: what it shows is what the engine computes.
@Timeout(120)
class PlaygroundPageTest {
  private static final Path PICTURES = Path.of("target/screenshots");
  private static Browser browser;
  private Studio studio;

  @BeforeAll
  static void openBrowser() throws IOException {
    browser = Browser.open();
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openStudio() {
    studio = Studio.start(0);
  }

  @AfterEach
  void nothingWasComplainedOf() {
    browser.go(URI.create("about:blank"));
    studio.close();
    List<String> complaints = browser.complaints();
    browser.forgetComplaints();
    assertThat(complaints).isEmpty();
  }

  private void go(String state) {
    browser.go(URI.create(studio.address() + state));
    browser.await("document.querySelector('#playground')");
  }

  private void awaitStep(int step) {
    browser.await("document.querySelector('#step')?.textContent === '%s'".formatted(count(step)));
  }

  private static String count(int value) {
    return String.format(java.util.Locale.ROOT, "%,d", value);
  }

  /// A number as the page writes it.
  private static String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s))".formatted(value))
        .stringValue();
  }

  private static String written(double value, int digits) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s, %d))".formatted(value, digits))
        .stringValue();
  }

  private static void requireLosses(PlaygroundOracle engine) {
    assertThat(browser.text("#train-loss")).isEqualTo(written(engine.trainingLoss()));
    assertThat(browser.text("#test-loss")).isEqualTo(written(engine.testLoss()));
  }

  private static double[] middle(String selector) {
    JsonNode box =
        browser.evaluate(
            """
            (() => { const box = document.querySelector('%s').getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2, box.width]; })()
            """
                .formatted(selector));
    return new double[] {
      box.get(0).doubleValue(), box.get(1).doubleValue(), box.get(2).doubleValue()
    };
  }

  @Test
  void theNumbersShownAreTheEngines() {
    go("");
    requireLosses(new PlaygroundOracle("{}", 0));
    assertThat(
            browser.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"))
        .hasToString("[1280,720]");
    for (int i = 0; i < 3; i++) {
      browser.click("#step-batch");
      awaitStep(i + 1);
    }
    PlaygroundOracle engine = new PlaygroundOracle("{}", 3);
    requireLosses(engine);
    int[][] confusion = engine.confusion();
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('#train-confusion td')].map((cell) =>"
                    + " Number(cell.textContent))"))
        .hasToString(
            "[%d,%d,%d,%d]"
                .formatted(confusion[0][0], confusion[0][1], confusion[1][0], confusion[1][1]));
    browser.click("#step-epoch");
    awaitStep(9);
    assertThat(browser.text("#epoch")).isEqualTo("1");
    requireLosses(new PlaygroundOracle("{}", 9));
  }

  @Test
  void weightsBiasesAndNeuronsShowTheirValues() {
    go("#/playground?hidden=3,2");
    browser.click("#step-batch");
    awaitStep(1);
    PlaygroundOracle engine = new PlaygroundOracle("{\"hidden\": [3, 2]}", 1);
    float[] weights = engine.weights();
    // The second layer's weight from neuron 3 to neuron 2: after 3·2 + 3 numbers, row 1, column 2.
    browser.evaluate(
        """
        document.querySelector('[data-weight="w2.2.3"]').dispatchEvent(
          new PointerEvent('pointermove', {bubbles: true, clientX: 400, clientY: 300}))
        """);
    assertThat(browser.text(".tip")).contains("weight " + written(weights[9 + 5]));
    double[] neuron = middle("[data-neuron=\"2.2\"]");
    browser.hover(neuron[0], neuron[1]);
    browser.await("document.querySelector('.tip')?.textContent.includes('bias')");
    assertThat(browser.text(".tip")).contains("bias " + written(weights[9 + 6 + 1]));

    double[] plane = middle("#points");
    browser.hover(plane[0] + plane[2] / 4, plane[1] - plane[2] / 8);
    browser.await(
        "document.querySelector('#there-value') && document.querySelector('[data-value=\"2.2\"]')");
    JsonNode place =
        browser.evaluate(
            "document.querySelector('#there').textContent.match(/\\(([^,]*),"
                + " ([^)]*)\\)/).slice(1).map((t) => Number(t.replace('−', '-')))");
    List<float[]> there = engine.at(place.get(0).doubleValue(), place.get(1).doubleValue());
    assertThat(place.get(0).doubleValue()).isCloseTo(2.3 / 2, within(0.02));
    assertThat(browser.text("#there-value")).isEqualTo(written(there.getLast()[0]));
    assertThat(browser.text("[data-value=\"2.2\"]")).isEqualTo(written(there.get(1)[1], 3));
    browser.click("[data-neuron=\"2.1\"]");
    browser.await("document.querySelector('#formula .katex')");
    browser.hover(plane[0] + plane[2] / 4, plane[1] - plane[2] / 8);
    browser.await("document.querySelector('#formula').textContent.includes('⋅')");
    browser.screenshot(PICTURES.resolve("playground-formula.png"));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void twoSpiralsAreLearntLive() throws IOException {
    go("");
    long start = System.nanoTime();
    browser.press(" ");
    browser.await("Number(document.querySelector('#test-accuracy').textContent) > 0.95");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println(
        "two spirals, 95 % of the test points right after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(20));
    browser.press(" ");
    browser.await("document.querySelector('#play').textContent.includes('Play')");
    for (String shade : List.of("light", "dark")) {
      browser.evaluate(
          "document.documentElement.dataset.theme === '%s' || document.querySelector('#theme').click()"
              .formatted(shade));
      browser.await("document.documentElement.dataset.theme === '%s'".formatted(shade));
      browser.screenshot(PICTURES.resolve("playground-%s.png".formatted(shade)));
    }
  }

  @Test
  void scrubbingShowsStepsAsTheyWereAndEndsFollowing() {
    go("#/playground?batch=20");
    for (int i = 0; i < 3; i++) {
      browser.click("#step-epoch");
      awaitStep(14 * (i + 1));
    }
    assertThat(browser.text("#follow")).isEqualTo("Following");
    browser.set("#scrub", "7");
    awaitStep(7);
    assertThat(browser.text("#follow")).isEqualTo("Follow");
    requireLosses(new PlaygroundOracle("{\"batch\": 20}", 7));
    browser.set("#scrub", "0");
    awaitStep(0);
    requireLosses(new PlaygroundOracle("{\"batch\": 20}", 0));
    browser.press("ArrowRight");
    awaitStep(1);
    browser.press("f");
    awaitStep(42);
    requireLosses(new PlaygroundOracle("{\"batch\": 20}", 42));
    browser.press("ArrowLeft");
    awaitStep(41);
    browser.press("r");
    awaitStep(0);
    assertThat(browser.text("#head")).isEqualTo("0");
  }

  /// The frame that waits for a new tab is of the run before its address was told.
  @Test
  void aLateFrameOfAnotherRunDoesNotChangeTheAddress() throws Exception {
    String slowStream =
        """
        const real = window.fetch;
        window.chunks = 0;
        window.fetch = async (address, options) => {
          const stream = String(address).startsWith('/stream');
          if (!stream) await new Promise((done) => setTimeout(done, 200));
          const response = await real(address, options);
          if (!stream) return response;
          const reader = response.body.getReader();
          const read = async () => {
            const chunk = await reader.read();
            await new Promise((done) => setTimeout(done, 400));
            window.chunks++;
            return chunk;
          };
          return { ok: true, body: { getReader: () => ({ read, cancel: () => reader.cancel() }) } };
        };
        window.addresses = [];
        const replace = history.replaceState.bind(history);
        history.replaceState = (state, title, address) => {
          window.addresses.push(address);
          replace(state, title, address);
        };
        """;
    try (var _ = browser.before(slowStream)) {
      go("#/playground?hidden=3,2");
      browser.await("window.chunks >= 2");
      browser.await("window.addresses.length > 0");
    }
    assertThat(browser.evaluate("window.addresses").toString()).contains("hidden=3,2");
    assertThat(
            browser
                .evaluate("window.addresses.filter((a) => !a.includes('hidden=3,2'))")
                .toString())
        .isEqualTo("[]");
  }

  @Test
  void reloadingRestoresTheStateAndSoDoesAnotherStudio() {
    go("");
    browser.set("#rate", "0.03");
    browser.await("location.hash.includes('rate=0.03')");
    browser.click("#layer-1-less");
    browser.await("location.hash.includes('hidden=7,8')");
    for (int i = 1; i <= 12; i++) {
      browser.press("b");
      awaitStep(i);
    }
    browser.await("location.hash.includes('at=12')");
    PlaygroundOracle engine = new PlaygroundOracle("{\"rate\": 0.03, \"hidden\": [7, 8]}", 12);
    requireLosses(engine);
    browser.reload();
    awaitStep(12);
    requireLosses(engine);
    assertThat(browser.evaluate("document.querySelector('#rate').value").stringValue())
        .isEqualTo("0.03");

    String hash = browser.evaluate("location.hash").stringValue();
    browser.go(URI.create("about:blank"));
    studio.close();
    studio = Studio.start(0);
    go(hash);
    awaitStep(12);
    requireLosses(engine);
  }

  @Test
  void pointsAreAddedMovedAndDeletedInThePlane() {
    go("#/playground?data=xor&points=40");
    browser.click("#add-1");
    double[] plane = middle("#points");
    browser.clickAt(plane[0] + plane[2] / 4, plane[1] + plane[2] / 4);
    browser.await("location.hash.includes('added=')");
    browser.await("document.querySelector('.scores').textContent.includes('29 points')");
    String added =
        browser
            .evaluate("new URLSearchParams(location.hash.split('?')[1]).get('added')")
            .stringValue();
    String[] numbers = added.split(",", -1);
    assertThat(Double.parseDouble(numbers[0])).isCloseTo(0.7, within(0.02));
    assertThat(Double.parseDouble(numbers[1])).isCloseTo(-0.7, within(0.02));
    assertThat(numbers[2]).isEqualTo("1");
    requireLosses(
        new PlaygroundOracle(
            "{\"data\": \"xor\", \"points\": 40, \"added\": [[%s]]}".formatted(added), 0));

    browser.click("#mode-look");
    browser.drag(
        plane[0] + plane[2] / 4, plane[1] + plane[2] / 4, plane[0], plane[1] - plane[2] * 0.45);
    browser.await("!location.hash.includes('added=%s')".formatted(added));
    String moved =
        browser
            .evaluate("new URLSearchParams(location.hash.split('?')[1]).get('added')")
            .stringValue();
    assertThat(Double.parseDouble(moved.split(",", -1)[1])).isCloseTo(1.26, within(0.02));

    browser.click("#mode-delete");
    browser.clickAt(plane[0], plane[1] - plane[2] * 0.45);
    browser.await("!location.hash.includes('added=')");
    browser.await("document.querySelector('.scores').textContent.includes('28 points')");
  }

  @Test
  void otherDataLayersAndLossesCanBeChosen() {
    go("");
    browser.set("#data", "hills");
    browser.await("document.querySelector('#train-r2')");
    browser.set("#loss", "huber");
    browser.click("#add-layer");
    browser.await("location.hash.includes('hidden=8,8,8') && location.hash.includes('loss=huber')");
    browser.click("#step-epoch");
    awaitStep(9);
    PlaygroundOracle engine =
        new PlaygroundOracle(
            "{\"data\": \"hills\", \"loss\": \"huber\", \"hidden\": [8, 8, 8]}", 9);
    requireLosses(engine);
    browser.set("#data", "blobs");
    browser.await("document.querySelectorAll('#train-confusion td').length === 9");
    browser.click("#step-epoch");
    awaitStep(9);
    browser.screenshot(PICTURES.resolve("playground-blobs.png"));
  }

  @Test
  void sampleBySampleABatchIsLearntFrom() {
    go("#/playground?batch=2");
    browser.press("s");
    browser.await("document.querySelector('#there').textContent.includes('sample 1 of 2')");
    browser.press("s");
    browser.await("document.querySelector('#there').textContent.includes('sample 2 of 2')");
    assertThat(browser.text("#head")).isEqualTo("0");
    browser.press("s");
    awaitStep(1);
    requireLosses(new PlaygroundOracle("{\"batch\": 2}", 1));
  }

  @Test
  void whatIsExportedIsWhatIsShown() {
    go("#/playground?points=50");
    browser.click("#step-batch");
    awaitStep(1);
    browser.evaluate(
        """
        window.saved = {};
        URL.createObjectURL = (blob) => { window.latest = blob; return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.latest; };
        navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
        """);
    browser.click("#export-losses");
    String losses = browser.evaluate("saved['losses.csv'].text()").stringValue();
    PlaygroundOracle engine = new PlaygroundOracle("{\"points\": 50}", 1);
    assertThat(losses.lines().findFirst().orElseThrow()).isEqualTo("step,training_loss,test_loss");
    assertThat(
            Double.parseDouble(losses.lines().skip(2).findFirst().orElseThrow().split(",", -1)[1]))
        .isEqualTo((float) engine.trainingLoss());
    browser.click("#export-points");
    assertThat(browser.evaluate("saved['points.csv'].text()").stringValue().lines()).hasSize(51);
    browser.click("#export-png");
    browser.await("window.saved['plane.png']");
    assertThat(browser.evaluate("saved['plane.png'].type").stringValue()).isEqualTo("image/png");
    browser.click("#copy-java");
    browser.await("window.copied");
    assertThat(browser.evaluate("copied").stringValue()).contains("Generator.named(\"spirals\")");
  }

  @Test
  void severalTabsAgree() {
    go("");
    try (Browser other = Browser.open()) {
      other.go(studio.address());
      other.await("document.querySelector('#playground')");
      browser.set("#optimiser", "sgd");
      other.await(
          "document.querySelector('#optimiser').value === 'sgd' && location.hash.includes('sgd')");
      other.click("#step-batch");
      awaitStep(1);
      other.click("#step-batch");
      awaitStep(2);
      assertThat(other.text("#train-loss")).isEqualTo(browser.text("#train-loss"));
      assertThat(other.complaints()).isEmpty();
    }
  }

  @Test
  void aWeightCanBeSetAndTheRunGoesOnFromThere() {
    go("");
    browser.press("b");
    awaitStep(1);
    browser.press("b");
    awaitStep(2);
    browser.evaluate(
        """
        document.querySelector('[data-weight="w1.1.2"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))
        """);
    browser.set("#new-value", "1.5");
    browser.click("#set-value");
    browser.await("location.hash.includes('edits=2,1,1.5')");
    awaitStep(2);
    String settings = "{\"edits\": [[2, 1, 1.5]]}";
    requireLosses(new PlaygroundOracle(settings, 2));
    browser.press("b");
    awaitStep(3);
    requireLosses(new PlaygroundOracle(settings, 3));
    browser.click("#undo-edits");
    browser.await("!location.hash.includes('edits')");
  }

  @Test
  void aMistakeInTheAddressIsSaidInOneLine() {
    browser.go(URI.create(studio.address() + "#/playground?data=cats"));
    browser.await("document.querySelector('#problem')");
    assertThat(browser.text("#problem"))
        .contains("data: there is no 'cats'; choose one of spirals");
    // The page goes on with what there was.
    requireLosses(new PlaygroundOracle("{}", 0));
    assertThat(browser.text("#problem")).contains("cats");
    browser.forgetComplaints();
  }
}
