package dev.glassbox.studio.run;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import tools.jackson.databind.node.ObjectNode;

/// Plays a training, and knows where on its timeline one looks. For one thread at a time.
///
/// Only playing and stepping move the training on, and nothing moves it back: to scrub is to look.
public final class Playback {
  /// How far an address may ask a training to go on before it is shown.
  public static final int FARTHEST = 100_000;

  /// What [#obey] knows.
  public static final String COMMANDS = "play, pause, seek, follow, speed";

  private static final int FASTEST = 1_000_000;
  private static final long SECOND = 1_000_000_000L;

  private final Stepping training;
  private int limit;
  private boolean playing;
  private boolean following = true;
  private int shown;
  private int goal = -1;
  private int lookThen;
  private long played;
  private int startedAt;

  /// @param limit how many steps a second to take, 0 for as many as possible
  public Playback(Stepping training, int limit) {
    this.training = training;
    this.limit = limit;
  }

  /// Does what a command says that is the same on every screen.
  ///
  /// @return whether it is one of [#COMMANDS]
  public boolean obey(String command, Arguments given) {
    switch (command) {
      case "play" -> play();
      case "pause" -> pause();
      case "seek" -> seek(given.integer("step", 0, Integer.MAX_VALUE));
      case "follow" -> follow();
      case "speed" -> limit(given.integer("speed", 0, FASTEST));
      default -> {
        return false;
      }
    }
    return true;
  }

  /// How it is played, as the head of a frame.
  ///
  /// @param run a number that is greater for each later run
  public ObjectNode header(int run) {
    return Json.object()
        .put("run", run)
        .put("step", step())
        .put("head", head())
        .put("playing", isPlaying())
        .put("arriving", isArriving())
        .put("following", isFollowing())
        .put("speed", limit());
  }

  /// How many steps were taken.
  public int head() {
    return training.timeline().last();
  }

  /// How many steps a second are taken, 0 for as many as possible.
  public int limit() {
    return limit;
  }

  /// Whether it trains.
  public boolean isPlaying() {
    return playing;
  }

  /// Whether the latest step is shown.
  public boolean isFollowing() {
    return following;
  }

  /// Trains from now on, if that is possible.
  public void play() {
    playing = training.canGoOn();
    goal = -1;
    following = true;
    restartClock();
  }

  /// Trains no longer.
  public void pause() {
    playing = false;
    goal = -1;
  }

  /// Trains no longer, and looks at the latest step: what comes next is one step more.
  public void stopAtHead() {
    pause();
    follow();
  }

  /// Takes so many steps a second from now on.
  public void limit(int stepsASecond) {
    limit = stepsASecond;
    restartClock();
  }

  private void restartClock() {
    played = System.nanoTime();
    startedAt = head();
  }

  /// Looks at the latest kept step that is not after this one.
  public void seek(int step) {
    following = false;
    shown = training.timeline().step(training.timeline().at(step));
  }

  /// Looks at the latest step, now and from now on.
  public void follow() {
    following = true;
  }

  /// Whether it trains only up to a step that was asked for.
  public boolean isArriving() {
    return goal >= 0;
  }

  /// The step it trains up to, or has come to if it was not asked for one.
  public int goal() {
    return Math.max(goal, head());
  }

  /// Trains on until a step if need be, and then shows one that is not after it.
  public void goTo(int step, int look) {
    if (step > head()) {
      play();
      goal = step;
      lookThen = look;
    } else {
      goTo(look);
    }
  }

  /// Shows a step, after training on until there if need be.
  public void goTo(int step) {
    if (step > head()) {
      goTo(step, step);
    } else if (step < head()) {
      seek(step);
    } else {
      follow();
    }
  }

  /// Takes steps for so long, fewer if that would be too fast.
  public void train(long nanos) {
    long end = System.nanoTime() + nanos;
    while (playing && mayStep() && System.nanoTime() < end) {
      training.next();
      if (head() == goal) {
        pause();
        if (lookThen < head()) {
          seek(lookThen);
        }
      } else if (!training.canGoOn()) {
        pause();
      }
    }
  }

  private boolean mayStep() {
    return limit == 0
        || goal >= 0
        || head() - startedAt < (System.nanoTime() - played) * (double) limit / SECOND;
  }

  /// How long to rest before the next steps.
  public int restMillis() {
    return limit == 0 || goal >= 0 ? 0 : 5;
  }

  /// Where the shown step stands among those that are kept.
  public int position() {
    Timeline<?> timeline = training.timeline();
    return following ? timeline.size() - 1 : timeline.at(shown);
  }

  /// The step that is shown.
  public int step() {
    return training.timeline().step(position());
  }
}
