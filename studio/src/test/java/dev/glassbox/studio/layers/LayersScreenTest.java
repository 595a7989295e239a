package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.studio.playground.PlaygroundScreen;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.surface.SurfaceScreen;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class LayersScreenTest {
  private static final Channel NOWHERE =
      new Channel() {
        @Override
        public boolean isListenedTo() {
          return false;
        }

        @Override
        public void send(Frame frame) {}
      };

  private static JsonNode arguments(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void step(PlaygroundScreen playground) {
    playground.command("step", arguments("{\"unit\": \"batch\"}"));
  }

  @Test
  void aRunThatIsLookedIntoEndsWithTheSameBits() {
    Runs runs = new Runs(NOWHERE);
    try (PlaygroundScreen watched = new PlaygroundScreen(NOWHERE);
        PlaygroundScreen alone = new PlaygroundScreen(NOWHERE);
        LayersScreen layers = new LayersScreen(runs);
        SurfaceScreen surface = new SurfaceScreen(runs)) {
      runs.put("playground", watched.observed());
      for (int i = 0; i < 40; i++) {
        step(watched);
        step(alone);
        layers.command("map", arguments("{}"));
        layers.command("layer", arguments("{\"layer\": 1, \"step\": %d}".formatted(i)));
        if (i % 10 == 0) {
          surface.command("surface", arguments("{}"));
        }
      }
      layers.command("starts", arguments("{\"steps\": 5}"));
      assertThat(watched.observed().at(40).state()).isEqualTo(alone.observed().at(40).state());
      assertThat(watched.observed().at(40).step()).isEqualTo(40);
    }
  }

  @Test
  void theMapIsCompleteAfterAWhileAndANewRunHasANewOne() throws InterruptedException {
    Runs runs = new Runs(NOWHERE);
    try (PlaygroundScreen playground = new PlaygroundScreen(NOWHERE);
        LayersScreen layers = new LayersScreen(runs)) {
      runs.put("playground", playground.observed());
      for (int i = 0; i < 10; i++) {
        step(playground);
      }
      JsonNode map = layers.command("map", arguments("{}"));
      while (map.get("steps").size() < 11) {
        Thread.sleep(20);
        map = layers.command("map", arguments("{}"));
      }
      assertThat(map.get("steps").toString()).isEqualTo("[0,1,2,3,4,5,6,7,8,9,10]");
      assertThat(map.get("values").get("gradient").get(0).size()).isEqualTo(11);
      int training = map.get("training").intValue();
      playground.command("open", arguments("{\"hidden\": [3]}"));
      map = layers.command("map", arguments("{}"));
      assertThat(map.get("training").intValue()).isNotEqualTo(training);
      assertThat(map.get("layers").size()).isEqualTo(2);
    }
  }

  @Test
  void aLayerThatDoesNotExistIsAMistake() {
    Runs runs = new Runs(NOWHERE);
    try (PlaygroundScreen playground = new PlaygroundScreen(NOWHERE);
        LayersScreen layers = new LayersScreen(runs)) {
      runs.put("playground", playground.observed());
      assertThatThrownBy(() -> layers.command("layer", arguments("{\"layer\": 3, \"step\": 0}")))
          .isInstanceOf(MistakeException.class)
          .hasMessage("layer must be a number from 0 to 2, was 3");
    }
  }
}
