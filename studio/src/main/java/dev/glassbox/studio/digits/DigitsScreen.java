package dev.glassbox.studio.digits;

import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.TrainingThread;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A network learns to read digits; what is drawn goes through it at once.
///
/// There is one run, which all tabs see and act on; each tab has a drawing of its own.
public final class DigitsScreen implements Screen, AutoCloseable {
  private static final String COMMANDS = "open, step, rewind, look, pictures, " + Playback.COMMANDS;
  private static final int LONGEST = 10_000;

  private enum Unit {
    BATCH,
    EPOCH
  }

  private final DigitImages images = DigitImages.bundled();
  private final TrainingThread thread;

  // Both of these between two steps.
  private DigitPlayer player =
      new DigitPlayer(images, DigitSettings.read(new Arguments(Json.object())), 0);
  private int runs;

  /// @param channel on which the tabs see the network learn
  public DigitsScreen(Channel channel) {
    thread = new TrainingThread(name(), channel, new Live());
    thread.start();
  }

  /// The run that is played, for other screens to look into.
  public Observed observed() {
    return new Observed() {
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
    };
  }

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return thread.between(() -> run(command, given));
  }

  private ObjectNode run(String command, Arguments given) {
    switch (command) {
      case "open" -> open(given);
      case "step" -> player.step(given.choice("unit", Unit.class) == Unit.EPOCH);
      case "rewind" -> replace(player.run().settings());
      case "look" -> {
        return player.look(grays(given), given.integer("step", 0, Integer.MAX_VALUE));
      }
      case "pictures" -> {
        return player.pictures();
      }
      default -> {
        if (!player.playback().obey(command, given)) {
          throw MistakeException.unknownCommand(this, command, COMMANDS);
        }
      }
    }
    return thread.show();
  }

  private int[] grays(Arguments given) {
    return given.has("row")
        ? images.grays()[given.integer("row", 0, images.grays().length - 1)]
        : Drawing.read(given.text("strokes", LONGEST)).grays();
  }

  private void replace(DigitSettings settings) {
    player = new DigitPlayer(images, settings, player.playback().limit());
    runs++;
  }

  private void open(Arguments given) {
    DigitSettings settings = DigitSettings.read(given);
    if (!settings.equals(player.run().settings())) {
      boolean playing = player.playback().isPlaying();
      replace(settings);
      if (playing) {
        player.playback().play();
      }
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
      return player.frame(runs);
    }
  }

  /// Ends the training.
  @Override
  public void close() {
    thread.close();
  }
}
