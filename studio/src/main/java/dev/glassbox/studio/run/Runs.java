package dev.glassbox.studio.run;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The trainings that screens may look into, by name. Safe from any number of threads.
///
/// A command names one by its argument `run`; without it, the one that was added last is meant. All
/// tabs are told which there are.
public final class Runs {
  private static final int LONGEST_NAME = 60;

  private final Channel channel;
  private final LinkedHashMap<String, Observed> runs = new LinkedHashMap<>();

  /// None yet.
  ///
  /// @param channel on which the tabs are told
  public Runs(Channel channel) {
    this.channel = channel;
  }

  /// Adds a training, or puts another one in the place of that name.
  ///
  /// @param name as it stands in addresses, such as `playground`
  public synchronized void put(String name, Observed run) {
    runs.put(name, run);
    ObjectNode header = Json.object().put("standard", standard());
    ArrayNode names = header.putArray("names");
    runs.keySet().forEach(names::add);
    channel.send(new Frame(header, Map.of()));
  }

  private String standard() {
    return runs.lastEntry().getKey();
  }

  /// The training that a command is about.
  ///
  /// @throws MistakeException if there is none of the name that it gives
  public synchronized Observed of(Arguments given) {
    String name = given.has("run") ? given.text("run", LONGEST_NAME) : standard();
    Observed run = runs.get(name);
    if (run == null) {
      throw new MistakeException(
          "run: there is no '%s'; choose one of %s"
              .formatted(name, String.join(", ", runs.keySet())));
    }
    return run;
  }

  /// All of them, in the order in which they were added.
  public synchronized List<Observed> all() {
    return List.copyOf(runs.values());
  }
}
