package dev.glassbox.studio.playground;

import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Monitored;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.TrainingThread;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Points of the plane, a network that learns them step by step, and its timeline.
///
/// There is one playground, which all tabs see and act on. A thread of its own trains while it
/// plays; commands come between two steps.
public final class PlaygroundScreen implements Screen, AutoCloseable {
  private static final String COMMANDS =
      "open, step, rewind, change, at, sample, java, " + Playback.COMMANDS;

  private final TrainingThread thread;
  private final @Nullable OwnTable own;

  // Both of these between two steps.
  private Player player;
  private int runs;

  /// @param channel on which the tabs see the network learn
  public PlaygroundScreen(Channel channel) {
    this(channel, null);
  }

  /// @param channel on which the tabs see the network learn
  /// @param own a table to learn from besides the points that are made
  public PlaygroundScreen(Channel channel, @Nullable OwnTable own) {
    this.own = own;
    player = new Player(SettingsJson.read(new Arguments(Json.object()), own));
    thread = new TrainingThread(name(), channel, new Live());
    thread.startShown();
  }

  /// The run that is played, for other screens to look into.
  public Monitored observed() {
    return new Monitored() {
      @Override
      public Subject subject() {
        return thread.between(() -> player.run().subject(runs));
      }

      @Override
      public int[] steps() {
        return thread.between(() -> player.run().keptSteps());
      }

      @Override
      public Snapshot at(int step) {
        return thread.between(() -> player.run().at(step));
      }

      @Override
      public Optional<Recipe> recipe() {
        return Optional.of(thread.between(() -> player.run().recipe()));
      }

      @Override
      public History history() {
        return thread.between(
            () -> RunHistory.of(player.run(), runs, player.playback().isPlaying()));
      }

      @Override
      public long version() {
        return thread.between(
            () ->
                2L * player.run().steps()
                    + (player.playback().isPlaying() ? 1 : 0)
                    + ((long) runs << 32));
      }
    };
  }

  @Override
  public String name() {
    return "playground";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return thread.between(() -> run(command, given));
  }

  private ObjectNode run(String command, Arguments given) {
    switch (command) {
      case "open" -> open(given);
      case "step" -> player.step(given.choice("unit", Player.Unit.class));
      case "rewind" -> player.rewind();
      case "change" -> player.change(given.text("change", 100));
      case "at" -> {
        return player.at(given.number("x", -100, 100), given.number("y", -100, 100));
      }
      case "sample" -> {
        return Json.object().put("text", player.sample(given.integer("row", 0, Integer.MAX_VALUE)));
      }
      case "java" -> {
        return Json.object().put("java", JavaProgram.of(player.run()));
      }
      default -> {
        if (!player.playback().obey(command, given)) {
          throw MistakeException.unknownCommand(this, command, COMMANDS);
        }
      }
    }
    return thread.show();
  }

  /// Settings as they are already change nothing, so that reloading a page or opening a second one
  /// goes on with what there is.
  private void open(Arguments given) {
    Settings settings = SettingsJson.read(given, own);
    if (!settings.equals(player.run().settings())) {
      Player next = new Player(settings, player.playback().limit());
      if (player.playback().isPlaying()) {
        next.playback().play();
      }
      player = next;
      runs++;
    }
    if (given.has("at")) {
      player.playback().goTo(given.integer("at", 0, Playback.FARTHEST));
    }
  }

  private final class Live implements TrainingThread.Show {
    @Override
    public Playback playback() {
      return player.playback();
    }

    @Override
    public Frame frame() {
      Frame frame = player.frame(runs);
      if (own != null) {
        frame.header().set("own", own.about());
      }
      return frame;
    }
  }

  /// Ends the training.
  @Override
  public void close() {
    thread.close();
  }
}
