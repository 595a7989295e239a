package dev.glassbox.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.io.Safetensors;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Epoch;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The monitor in a real browser, on a training that this test runs.
@Timeout(120)
class MonitorPageTest extends ScreenInBrowser {
  private static final int STEPS_PER_EPOCH = 8;

  private final List<Epoch> epochs = new CopyOnWriteArrayList<>();
  private final List<TrainingEvent.BatchEnded> batches = new CopyOnWriteArrayList<>();
  private final Layer model = network();
  private final List<float[]> weights = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  private volatile boolean over;

  @AfterEach
  void nothingWasComplainedOf() {
    over = true;
    assertThat(browser.complaints()).isEmpty();
  }

  private static Layer network() {
    Rng rng = Rng.seed(5);
    return Sequential.of(
        Linear.of(4, 24, rng.split()), Activation.RELU, Linear.of(24, 3, rng.split()));
  }

  /// Three classes that say little about their inputs.
  private static Examples rows(int seed, int count) {
    Tensor inputs = Tensor.normal(Rng.seed(seed), Shape.of(count, 4), 0, 1);
    float[] numbers = inputs.toFloatArray();
    return Examples.of(
        inputs,
        IntStream.range(0, count).map(i -> (i + (numbers[4 * i] > 0 ? 1 : 0)) % 3).toArray());
  }

  private CompletableFuture<Outcome> train(int epochCount) {
    over = false;
    Trainer trainer =
        Trainer.of(new CrossEntropy(), Adam.of(1e-2))
            .withEpochs(epochCount)
            .withBatchSize(16)
            .withStopRequested(() -> over)
            .withListener(this::note);
    return CompletableFuture.supplyAsync(
        () ->
            studio
                .attach(trainer, () -> "three classes")
                .fit(model, rows(1, 16 * STEPS_PER_EPOCH), rows(2, 64)),
        training -> Thread.ofPlatform().daemon().start(training));
  }

  private void note(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started _ -> weights.add(firstWeight());
      case TrainingEvent.BatchEnded batch -> {
        batches.add(batch);
        weights.add(firstWeight());
      }
      case TrainingEvent.EpochEnded epoch -> epochs.add(epoch.epoch());
      case TrainingEvent.Finished _, TrainingEvent.Failed _ -> {}
    }
  }

  private float[] firstWeight() {
    return model.parameters().getFirst().toFloatArray();
  }

  private String written(double value, int digits) {
    return browser
        .evaluate("import('/charts.js').then((kit) => kit.figure(%s, %d))".formatted(value, digits))
        .stringValue();
  }

  private int shownStep() {
    return Integer.parseInt(browser.text("#step").replace(",", ""));
  }

  private void awaitState(String state) {
    browser.await("document.querySelector('#state')?.textContent.includes('%s')".formatted(state));
  }

  @Test
  void aTrainingIsWatchedPausedSteeredSavedAndStopped() throws IOException {
    CompletableFuture<Outcome> fit = train(1_000_000);
    visit("monitor");
    browser.await("Number(document.querySelector('#epoch')?.textContent.replaceAll(',', '')) > 3");

    // Paused, the numbers shown are those that the trainer told.
    browser.press(" ");
    awaitState("paused");
    browser.await(
        "document.querySelector('#step').textContent.replaceAll(',', '') === '%d'"
            .formatted(batches.size()));
    Epoch last = epochs.getLast();
    assertThat(browser.text("#loss-training")).isEqualTo(written(last.trainingLoss(), 4));
    assertThat(browser.text("#loss-held-out")).isEqualTo(written(last.validationLoss(), 4));
    assertThat(browser.text("#gap"))
        .isEqualTo(written(last.validationLoss() - last.trainingLoss(), 4));
    Epoch best =
        epochs.stream()
            .min((a, b) -> Double.compare(a.validationLoss(), b.validationLoss()))
            .orElseThrow();
    assertThat(browser.text("#best-held-out")).isEqualTo(written(best.validationLoss(), 4));
    assertThat(browser.text("#numbers"))
        .contains("best, epoch %s ★".formatted(String.format("%,d", best.number())));
    assertThat(browser.text("#title")).isEqualTo("three classes");

    // A step's update ratio, with its numbers put in.
    visit("monitor?at=1");
    browser.await("document.querySelector('#at-step code')");
    double[] norms = norms(weights.get(0), weights.get(1));
    assertThat(browser.text("#at-step"))
        .contains(
            "0.weight %s / %s = %s"
                .formatted(
                    written((float) (norms[1] / norms[0]) * (double) (float) norms[0], 3),
                    written((float) norms[0], 3),
                    written((float) (norms[1] / norms[0]), 3)));

    // So it has on the slider, which goes from a step that is known to the next.
    browser.press("End");
    browser.await(
        "document.querySelector('#shown').textContent.replaceAll(',', '') === '%d'"
            .formatted(batches.size()));
    browser.press("Home");
    browser.await("document.querySelector('#shown').textContent === '0'");
    browser.press("ArrowRight");
    browser.await("document.querySelector('#shown').textContent === '1'");
    browser.await("document.querySelector('#at-step code')");
    browser.set("#scrub", "0");
    browser.await("location.hash.includes('at=0')");
    browser.press("f");
    browser.await("document.querySelector('#follow.on') && !location.hash.includes('at=')");
    visit("monitor?at=1");
    browser.await("document.querySelector('#at-step code')");

    // The state stands in the address.
    browser.click("#xlog");
    browser.click("#ylog");
    browser.await("location.hash.includes('ylog=1')");
    browser.reload();
    browser.await("document.querySelector('#ylog.on') && document.querySelector('#xlog.on')");
    browser.await("document.querySelector('#at-step code')");

    // Another rate is taken from the next step on, and noted.
    int paused = batches.size();
    browser.set("#rate", "0.004");
    browser.await("document.querySelector('#rate').value === '0.004'");
    browser.press("Escape");
    browser.press(" ");
    awaitState("training");
    browser.await("document.querySelector('.events button')");
    browser.await("document.querySelectorAll('#losses .mark').length >= 3");
    assertThat(browser.text(".events")).contains("rate 0.0100 → 0.00400", "went on after a pause");
    assertThat(batches.get(paused - 1).learningRate()).isEqualTo(0.01);
    assertThat(batches.get(paused).learningRate()).isEqualTo(0.004);

    // The weights that are saved are those of the step that the file names.
    JsonNode saved =
        browser.evaluate(
            "import('/api.js').then((api) => api.call('monitor', 'save', {run: 'training'}))");
    Path file = folder.resolve(saved.get("name").stringValue());
    Files.write(file, Base64.getDecoder().decode(saved.get("base64").stringValue()));
    Safetensors read = Safetensors.read(file);
    int step = Integer.parseInt(read.metadata().get("step"));
    assertThat(file.getFileName()).hasToString("weights-step-%d.safetensors".formatted(step));
    assertThat(read.tensor("0.weight").toFloatArray()).isEqualTo(weights.get(step));

    // Random classes are learnt by heart.
    browser.await("document.querySelector('#findings').textContent.includes('overfitting')");

    browser.click("#stop");
    browser.click("#stop");
    awaitState("ended");
    Outcome outcome = fit.join();
    assertThat(outcome.ending()).isEqualTo(new Outcome.Ending.Interrupted());
    browser.await("document.querySelector('#ending')");
    assertThat(browser.text("#ending"))
        .isEqualTo("stopped; epoch %d is kept".formatted(outcome.best().number()));
    browser.await(
        "document.querySelector('#step').textContent.replaceAll(',', '') === '%d'"
            .formatted(batches.size()));
    assertThat(browser.text("#best-held-out"))
        .isEqualTo(written(outcome.best().validationLoss(), 4));
    assertThat(browser.evaluate("document.querySelector('#pause') === null").booleanValue())
        .isTrue();

    // The accuracy shown is that of the latest kept weights on the validation rows.
    browser.await("document.querySelector('#metric-held-out')");
    assertThat(
            browser.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"))
        .hasToString("[1280,720]");
  }

  private static double[] norms(float[] before, float[] after) {
    double old = 0;
    double moved = 0;
    for (int i = 0; i < before.length; i++) {
      old += (double) before[i] * before[i];
      moved += ((double) after[i] - before[i]) * ((double) after[i] - before[i]);
    }
    return new double[] {Math.sqrt(old), Math.sqrt(moved)};
  }

  @Test
  void thePlaygroundsRunIsMonitoredToo() {
    visit("playground");
    browser.click("#step-epoch");
    browser.await("document.querySelector('#epoch').textContent === '1'");
    String training = browser.text("#train-loss");
    String test = browser.text("#test-loss");
    visit("monitor?run=playground");
    browser.await("document.querySelector('#loss-held-out')?.textContent !== '–'");
    assertThat(Double.parseDouble(browser.text("#loss-training")))
        .isEqualTo(Double.parseDouble(training));
    assertThat(Double.parseDouble(browser.text("#loss-held-out")))
        .isEqualTo(Double.parseDouble(test));
    int before = shownStep();
    browser.press(" ");
    browser.await(
        "Number(document.querySelector('#step').textContent.replaceAll(',', '')) > "
            + (before + 20));
    browser.press(" ");
    awaitState("paused");
  }
}
