package dev.glassbox.studio.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DigitRunTest {
  private static final DigitImages IMAGES = DigitImages.bundled();

  /// Ten digits as people draw them, in the order of their values.
  static final String[] DRAWN = {
    "501035203035305030653880509062857470744562205010",
    "3825501050505090",
    "30303515501065206535506030887088",
    "301550106522604045476255667550903083",
    "551030607560;58405890",
    "68103810354552426655647848903082",
    "601042303255347848906482666552553664",
    "2810701055504590;38506650",
    "504834353815551065225840405532754590628566685048",
    "663052123622364050506438662564605590"
  };

  private static DigitSettings settings(String json) {
    return DigitSettings.read(new Arguments(Json.read(json.getBytes(StandardCharsets.UTF_8))));
  }

  private static DigitRun after(DigitSettings settings, int epochs) {
    DigitRun run = new DigitRun(IMAGES, settings);
    while (run.epoch() < epochs) {
      run.next();
    }
    return run;
  }

  private static float[] weights(DigitRun run) {
    return run.timeline().value(run.timeline().size() - 1);
  }

  @Test
  void itIsTheTrainersOwnTrainingBitForBit() {
    DigitRun run = after(settings("{}"), 3);
    DigitsOracle oracle = new DigitsOracle(3);
    assertThat(weights(run)).isEqualTo(oracle.weights());
    DigitRun.Measured measured = run.measured().value(run.measured().size() - 1);
    assertThat(measured.training()).isEqualTo(oracle.trainingLoss());
    assertThat(measured.test()).isEqualTo(oracle.testLoss());
    assertThat(measured.accuracy()).isEqualTo(oracle.scores().accuracy());
  }

  @Test
  void whatALookShowsIsWhatThePublicApiComputes() {
    DigitPlayer player = new DigitPlayer(IMAGES, settings("{}"), 0);
    player.step(true);
    DigitsOracle oracle = new DigitsOracle(1);
    JsonNode look = player.look(Drawing.read(DRAWN[3]).grays(), player.run().steps());
    Tensor picture = oracle.picture(DRAWN[3]);
    assertThat(floats(look.get("probabilities"))).isEqualTo(oracle.probabilities(picture));
    assertThat(floats(look.get("layers").get(0).get("values"))).isEqualTo(oracle.hidden(picture));
    // The same by hand: Σ w x over the pixels, b, and the rectifier.
    float[] weights = oracle.weights();
    double product = 0;
    for (int i = 0; i < 64; i++) {
      product += weights[5 * 64 + i] * look.get("pixels").get(i).doubleValue() / 16;
    }
    JsonNode first = look.get("layers").get(0);
    assertThat(first.get("products").get(5).doubleValue()).isCloseTo(product, within(1e-5));
    assertThat(first.get("biases").get(5).floatValue()).isEqualTo(weights[32 * 64 + 5]);
    assertThat(first.get("values").get(5).doubleValue())
        .isCloseTo(Math.max(0, product + weights[32 * 64 + 5]), within(1e-5));
    double sum = 0;
    for (float score : floats(look.get("scores"))) {
      sum += Math.exp(score);
    }
    assertThat(look.get("sum").doubleValue()).isCloseTo(sum, within(1e-4 * sum));
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).floatValue();
    }
    return values;
  }

  @Test
  void theTestIsListedFromTheGreatestLossDown() {
    DigitPlayer player = new DigitPlayer(IMAGES, settings("{}"), 0);
    player.step(true);
    player.step(true);
    float[] test = Objects.requireNonNull(player.frame(0).arrays().get("test")).values();
    DigitsOracle oracle = new DigitsOracle(2);
    float[] losses = oracle.losses();
    for (int i = 0; i < losses.length; i++) {
      assertThat(test[6 * i + 5]).isCloseTo(losses[(int) test[6 * i]], within(1e-5f));
      assertThat(test[6 * i + 5]).isLessThanOrEqualTo(i == 0 ? Float.MAX_VALUE : test[6 * i - 1]);
    }
    assertThat(player.run().testRows()[(int) test[0]]).isEqualTo(oracle.worst());
  }

  @Test
  void aDrawnDigitIsReadRightly() {
    DigitRun run = after(settings("{}"), 40);
    assertThat(run.measured().value(run.measured().size() - 1).accuracy()).isGreaterThan(0.96);
    DigitView view = new DigitView(run);
    for (int digit = 0; digit < 10; digit++) {
      float[] chances =
          floats(view.look(weights(run), Drawing.read(DRAWN[digit]).grays()).get("probabilities"));
      assertThat(chances[digit])
          .as("a drawn %d: %s", digit, Arrays.toString(chances))
          .isGreaterThan(0.7f);
    }
  }

  @Test
  void lookingScrubbingAndPausingChangeNoBit() {
    float[] straight = weights(after(settings("{\"hidden\": [8]}"), 4));
    DigitPlayer player = new DigitPlayer(IMAGES, settings("{\"hidden\": [8]}"), 0);
    while (player.run().epoch() < 3) {
      player.playback().play();
      player.playback().train(1_000_000);
      player.playback().pause();
      player.playback().seek(player.run().steps() / 2);
      player.look(Drawing.read(DRAWN[1]).grays(), 7);
      player.frame(0);
    }
    while (player.run().epoch() < 4) {
      player.step(true);
    }
    assertThat(weights(player.run())).isEqualTo(straight);
  }

  @Test
  void theBundledPicturesAreTheRepositorysTable() {
    assertThat(IMAGES.grays()).hasDimensions(1797, 64);
    assertThat(IMAGES.digits()[0]).isZero();
    assertThat(Arrays.copyOf(IMAGES.grays()[0], 8)).containsExactly(0, 0, 5, 13, 9, 1, 0, 0);
    DigitRun run = new DigitRun(IMAGES, settings("{}"));
    assertThat(run.training().rows()).isEqualTo(1348);
    assertThat(run.test().rows()).isEqualTo(449);
  }

  @Test
  void aRateThatIsTooHighStopsTheRunWithoutNaNInJson() {
    DigitPlayer player =
        new DigitPlayer(
            IMAGES, settings("{\"optimiser\": \"sgd\", \"rate\": 100, \"decay\": 10}"), 0);
    for (int i = 0; i < 50 && !player.run().diverged(); i++) {
      player.step(true);
    }
    assertThat(player.run().diverged()).isTrue();
    assertThat(Json.text(player.frame(0).header())).doesNotContain("NaN", "Infinity");
    assertThat(Json.text(player.look(new int[64], 1000))).doesNotContain("NaN", "Infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hidden\": [0]}",
        "{\"hidden\": [65]}",
        "{\"hidden\": [8, 8, 8, 8]}",
        "{\"rate\": -1}",
        "{\"batch\": 0}",
        "{\"optimiser\": \"magic\"}"
      })
  void settingsThatCannotBeUsedAreAMistakeInOneLine(String json) {
    assertThatThrownBy(() -> settings(json))
        .isInstanceOf(MistakeException.class)
        .message()
        .doesNotContain("\n")
        .hasSizeGreaterThan(20);
  }

  @Test
  void settingsAreReadAsTheyAreWritten() {
    DigitSettings given = settings("{\"hidden\": [], \"decay\": 0.01, \"batch\": 7}");
    assertThat(DigitSettings.read(new Arguments(given.write()))).isEqualTo(given);
  }
}
