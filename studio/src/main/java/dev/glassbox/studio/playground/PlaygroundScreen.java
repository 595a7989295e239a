package dev.glassbox.studio.playground;

import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Monitored;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Points of the plane, a network that learns them step by step, and its timeline.
///
/// There is one playground, which all tabs see and act on. A thread of its own trains while it
/// plays; commands come between two steps.
public final class PlaygroundScreen implements Screen, AutoCloseable {
  private static final String COMMANDS =
      "open, play, pause, step, rewind, seek, follow, speed, at, java";
  private static final long SLICE_NANOS = 8_000_000;
  private static final long FRAME_NANOS = 24_000_000;
  private static final long UNSEEN_NANOS = 60_000_000_000L;
  private static final int FASTEST = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Channel channel;
  private final Thread trainer;

  // All of these under the lock.
  private Player player = new Player(SettingsJson.read(new Arguments(Json.object())));
  private int runs;
  private boolean closed;
  private long lastFrame;
  private long lastSeen;

  /// @param channel on which the tabs see the network learn
  public PlaygroundScreen(Channel channel) {
    this.channel = channel;
    trainer = Thread.ofPlatform().daemon().name("playground").start(this::train);
  }

  /// The run that is played, for other screens to look into.
  public Monitored observed() {
    return new Monitored() {
      @Override
      public Subject subject() {
        return locked(() -> player.run().subject(runs));
      }

      @Override
      public int[] steps() {
        return locked(() -> player.run().keptSteps());
      }

      @Override
      public Snapshot at(int step) {
        return locked(() -> player.run().at(step));
      }

      @Override
      public Optional<Recipe> recipe() {
        return Optional.of(locked(() -> player.run().recipe()));
      }

      @Override
      public History history() {
        return locked(() -> RunHistory.of(player.run(), runs, player.isPlaying()));
      }

      @Override
      public long version() {
        return locked(
            () -> 2L * player.run().steps() + (player.isPlaying() ? 1 : 0) + ((long) runs << 32));
      }
    };
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return "playground";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    lock.lock();
    try {
      ObjectNode answer = run(command, given);
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private ObjectNode run(String command, Arguments given) {
    switch (command) {
      case "open" -> open(given);
      case "play" -> player.play();
      case "pause" -> player.pause();
      case "step" -> player.step(given.choice("unit", Player.Unit.class));
      case "rewind" -> player.rewind();
      case "seek" -> player.seek(given.integer("step", 0, Integer.MAX_VALUE));
      case "follow" -> player.follow();
      case "speed" -> player.limit(given.integer("speed", 0, FASTEST));
      case "at" -> {
        return player.at(given.number("x", -100, 100), given.number("y", -100, 100));
      }
      case "java" -> {
        return Json.object().put("java", JavaProgram.of(player.run()));
      }
      default -> throw MistakeException.unknownCommand(this, command, COMMANDS);
    }
    return show();
  }

  /// Settings as they are already change nothing, so that reloading a page or opening a second one
  /// goes on with what there is.
  private void open(Arguments given) {
    Settings settings = SettingsJson.read(given);
    if (!settings.equals(player.run().settings())) {
      Player next = new Player(settings, player.limit());
      if (player.isPlaying()) {
        next.play();
      }
      player = next;
      runs++;
    }
    if (given.has("at")) {
      player.goTo(given.integer("at", 0, Player.FARTHEST));
    }
  }

  /// Sends the tabs what there is to see now.
  ///
  /// @return the same without the arrays
  private ObjectNode show() {
    var frame = player.frame(runs);
    channel.send(frame);
    lastFrame = System.nanoTime();
    return frame.header();
  }

  private void train() {
    lock.lock();
    try {
      lastSeen = System.nanoTime();
      show();
      while (!closed) {
        if (!player.isPlaying()) {
          changed.await();
          lastSeen = System.nanoTime();
        } else {
          play();
          // Commands that wait come first.
          lock.unlock();
          try {
            Thread.sleep(player.restMillis());
          } finally {
            lock.lock();
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void play() {
    player.train(SLICE_NANOS);
    long now = System.nanoTime();
    if (channel.isListenedTo()) {
      lastSeen = now;
      if (now - lastFrame >= FRAME_NANOS || !player.isPlaying()) {
        show();
      }
    } else if (now - lastSeen > UNSEEN_NANOS) {
      // Nobody looks any more.
      player.pause();
    }
  }

  /// Ends the training.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      trainer.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
