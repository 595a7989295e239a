package dev.glassbox.studio.playground;

import dev.glassbox.data.Generator;
import dev.glassbox.data.NumericColumn;
import dev.glassbox.data.Table;
import dev.glassbox.data.TextColumn;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.tensor.Rng;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Points of the plane, a network that learns them step by step, and its timeline.
public final class PlaygroundScreen implements Screen, AutoCloseable {
  private final Channel channel;

  /// @param channel on which the tabs see the network learn
  public PlaygroundScreen(Channel channel) {
    this.channel = channel;
  }

  @Override
  public String name() {
    return "playground";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return switch (command) {
      case "points" -> points(given);
      default -> throw MistakeException.unknownCommand(this, command, "points");
    };
  }

  private JsonNode points(Arguments given) {
    Generator generator = Generator.named(given.text("data", 20));
    Table table =
        generator.generate(
            given.integer("points", 10, 2000),
            given.number("noise", 0, 1),
            Rng.seed(given.integer("seed", 0, Integer.MAX_VALUE)));
    NumericColumn x = (NumericColumn) table.column("x");
    NumericColumn y = (NumericColumn) table.column("y");
    TextColumn label = (TextColumn) table.column("class");
    ArrayNode points = Json.array();
    for (int row = 0; row < table.rows(); row++) {
      points.add(Json.array(x.value(row), y.value(row), label.code(row)));
    }
    return Json.object().put("watched", channel.isListenedTo()).set("points", points);
  }

  @Override
  public void close() {}
}
