package dev.glassbox.studio.fork;

import dev.glassbox.studio.playground.FrameMaker;
import dev.glassbox.studio.playground.Run;
import dev.glassbox.studio.playground.Settings;
import dev.glassbox.studio.playground.SettingsJson;
import dev.glassbox.studio.playground.View;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Frame.Values;
import dev.glassbox.studio.screen.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fork, its futures as far as they are trained, and where on their timeline one looks.
final class ForkPlayer {
  private final Fork fork;
  private final Futures futures;
  private final List<View> views = new ArrayList<>();
  private final Playback playback;

  /// @param limit how many steps a second to take, 0 for as many as possible
  ForkPlayer(Fork fork, int limit) {
    this.fork = fork;
    futures = new Futures(fork);
    futures.runs().forEach(run -> views.add(new View(run)));
    playback = new Playback(futures, limit);
  }

  Fork fork() {
    return fork;
  }

  Futures futures() {
    return futures;
  }

  Playback playback() {
    return playback;
  }

  void step() {
    playback.stopAtHead();
    futures.next();
  }

  void stepEpoch() {
    playback.stopAtHead();
    futures.nextEpoch();
  }

  /// All that there is to see.
  Frame frame(int number) {
    int step = playback.step();
    ObjectNode header =
        playback.header(number).put("from", fork.from()).put("branchText", fork.text());
    header.set("settings", SettingsJson.write(fork.past()));
    ArrayNode branches = header.putArray("branches");
    Map<String, Values> arrays = new LinkedHashMap<>();
    float[] steps = futures.timeline().steps();
    arrays.put("steps", new Values(steps, steps.length));
    distances(arrays);
    for (int i = 0; i < views.size(); i++) {
      branches.add(branch(i, step, header, arrays));
    }
    weights(arrays);
    return new Frame(header, arrays);
  }

  private ObjectNode branch(int i, int step, ObjectNode header, Map<String, Values> arrays) {
    Run run = futures.runs().get(i);
    int position = run.weights().at(step);
    FrameMaker maker = new FrameMaker(run, views.get(i), position);
    Settings settings = run.settings();
    float distance = futures.timeline().value(playback.position())[i];
    ObjectNode branch =
        Json.object()
            .put("text", fork.branches().get(i).text())
            .put("rate", settings.rateAfter(fork.from()))
            .put("optimiser", name(settings.optimiserAfter(fork.from())))
            .put("batch", settings.batchAfter(fork.from()))
            .put("step", run.weights().step(position))
            .put("diverged", run.diverged())
            .put("distance", distance);
    ArrayNode edits = branch.putArray("edits");
    fork.branches().get(i).edits().forEach(e -> edits.add(Json.array(e.index(), e.value())));
    maker.scores(branch);
    if (i == 0) {
      maker.plane(header);
      arrays.put("points", maker.points());
    }
    arrays.put("output" + i, maker.output());
    maker.losses().forEach((name, values) -> arrays.put(name + i, values));
    return branch;
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /// For each future but the first, how far it was from the first after each kept step.
  private void distances(Map<String, Values> arrays) {
    Timeline<float[]> timeline = futures.timeline();
    for (int i = 1; i < views.size(); i++) {
      float[] line = new float[timeline.size()];
      for (int at = 0; at < line.length; at++) {
        line[at] = timeline.value(at)[i];
      }
      arrays.put("distances" + i, new Values(line, line.length));
    }
  }

  /// The weights where the futures part, as far as training has come there.
  private void weights(Map<String, Values> arrays) {
    Timeline<float[]> timeline = futures.runs().getFirst().weights();
    float[] weights = timeline.value(timeline.at(fork.from()));
    arrays.put("weights", new Values(weights, weights.length));
  }
}
