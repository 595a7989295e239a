package dev.glassbox.studio.fork;

import dev.glassbox.studio.playground.OwnTable;
import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.run.TrainingThread;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// From a step of the playground's run on, something is changed; both futures train and are seen
/// together.
///
/// There is one fork, which all tabs see and act on.
public final class ForkScreen implements Screen, AutoCloseable {
  private static final String COMMANDS = "open, step, rewind, " + Playback.COMMANDS;

  private enum Unit {
    BATCH,
    EPOCH
  }

  private final TrainingThread thread;
  private final @Nullable OwnTable own;

  // Both of these between two steps.
  private ForkPlayer player;
  private int runs;

  /// @param channel on which the tabs see the futures
  /// @param own the table that the playground learns from besides the points that are made
  public ForkScreen(Channel channel, @Nullable OwnTable own) {
    this.own = own;
    player = new ForkPlayer(Fork.read(new Arguments(Json.object()), own), 0);
    thread = new TrainingThread(name(), channel, new Live());
    thread.start();
  }

  @Override
  public String name() {
    return "fork";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    return thread.between(() -> run(command, given));
  }

  private ObjectNode run(String command, Arguments given) {
    switch (command) {
      case "open" -> open(given);
      case "step" -> {
        switch (given.choice("unit", Unit.class)) {
          case BATCH -> player.step();
          case EPOCH -> player.stepEpoch();
        }
      }
      case "rewind" -> {
        replace(player.fork());
        player.playback().goTo(player.fork().from());
      }
      default -> {
        if (!player.playback().obey(command, given)) {
          throw MistakeException.unknownCommand(this, command, COMMANDS);
        }
      }
    }
    return thread.show();
  }

  private void replace(Fork fork) {
    player = new ForkPlayer(fork, player.playback().limit());
    runs++;
  }

  /// A fork as it is already changes nothing. Another fork of the same run at the same step is
  /// trained as far as the one before it.
  private void open(Arguments given) {
    Fork fork = Fork.read(given, own);
    Fork old = player.fork();
    Playback before = player.playback();
    int goal = fork.from();
    if (fork.past().equals(old.past()) && fork.from() == old.from()) {
      goal = Math.max(goal, Math.min(before.goal(), Playback.FARTHEST));
    }
    if (!fork.equals(old)) {
      replace(fork);
    }
    int look = given.integer("at", 0, Playback.FARTHEST, goal);
    if (!fork.equals(old) && before.isPlaying() && !before.isArriving()) {
      player.playback().play();
    } else if (given.has("at") || goal > player.playback().head()) {
      player.playback().goTo(Math.max(goal, look), look);
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
