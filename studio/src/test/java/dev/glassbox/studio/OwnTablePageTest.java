package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.playground.OwnTable;
import dev.glassbox.studio.playground.PlaygroundOracle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A table of one's own in the playground.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTablePageTest {
  private static final String CARS = "../data/cars.csv";
  private static final String TARGET = "miles_per_gallon";

  private final Studio studio = Studio.start(0, CARS, TARGET);
  private final OwnTable own = OwnTable.read(CARS, TARGET);
  private Browser browser;

  @BeforeAll
  void open() {
    browser = Browser.open();
  }

  @AfterAll
  void close() {
    studio.close();
    if (browser != null) {
      browser.close();
    }
  }

  private void requireLosses(PlaygroundOracle engine) {
    assertThat(browser.text("#train-loss")).isEqualTo(written(engine.trainingLoss()));
    assertThat(browser.text("#test-loss")).isEqualTo(written(engine.testLoss()));
  }

  private String written(double value) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.number(%s))".formatted(value))
        .stringValue();
  }

  private void awaitStep(int step) {
    browser.await("document.querySelector('#step')?.textContent === '%d'".formatted(step));
  }

  @Test
  void columnsAreChosenAndTheNumbersShownAreTheEngines() {
    browser.go(studio.address());
    assertThat(browser.text("#target")).isEqualTo(TARGET);
    // Of 406 cars 8 have no consumption.
    assertThat(browser.text("#rows")).isEqualTo("398 rows, 8 incomplete left out");
    requireLosses(new PlaygroundOracle("{}", own, 0));
    browser.set("#column-1", "horsepower");
    browser.await("location.hash.includes('x1=horsepower')");
    browser.set("#column-2", " ");
    browser.await("!location.hash.includes('x2=')");
    browser.press("e");
    awaitStep(9);
    PlaygroundOracle engine = new PlaygroundOracle("{\"x1\": \"horsepower\"}", own, 9);
    requireLosses(engine);
    assertThat(browser.text("#test-r2")).isEqualTo(written(engine.testR2()));
    assertThat(browser.text("#test-rmse")).isEqualTo(written(engine.testRmse()));

    double[] plane = {1089, 281};
    browser.hover(plane[0], plane[1]);
    browser.await("document.querySelector('#there-value')");
    double place =
        browser
            .evaluate("Number(document.querySelector('#there').textContent.match(/at (\\S+)/)[1])")
            .doubleValue();
    // The middle of the plane is the mean of the column, of 392 complete rows.
    assertThat(place).isBetween(103.0, 106.0);

    browser.reload();
    awaitStep(9);
    requireLosses(engine);
    browser.set("#data", "sine");
    browser.await("document.querySelector('#noise')");
    requireLosses(new PlaygroundOracle("{\"data\": \"sine\"}", 0));
    browser.set("#data", "own");
    browser.await("document.querySelector('#rows')?.textContent.includes('398')");
    assertThat(browser.complaints()).isEmpty();
  }
}
