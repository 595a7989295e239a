package dev.glassbox.studio.run;

import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Trains on a thread of its own while a screen plays, and shows the tabs how it goes on. Commands
/// come between two steps.
public final class TrainingThread implements AutoCloseable {
  private static final long SLICE_NANOS = 8_000_000;
  private static final long FRAME_NANOS = 24_000_000;
  private static final long UNSEEN_NANOS = 60_000_000_000L;

  /// What is trained and shown. It is called by one thread at a time.
  public interface Show {
    /// How it is played. Commands may put another in its place.
    Playback playback();

    /// What there is to see now.
    Frame frame();
  }

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Channel channel;
  private final Show show;
  private final Thread thread;

  // All of these under the lock.
  private boolean closed;
  private boolean showsAtOnce;
  private long lastFrame;
  private long lastSeen;

  /// @param channel on which the tabs see the network learn
  public TrainingThread(String name, Channel channel, Show show) {
    this.channel = channel;
    this.show = show;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /// Begins to wait for commands, and to train when they say so.
  public void start() {
    thread.start();
  }

  /// The same, and shows at once what there is.
  public void startShown() {
    showsAtOnce = true;
    start();
  }

  /// Does something between two steps.
  public <T> T between(Supplier<T> command) {
    lock.lock();
    try {
      T answer = command.get();
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// Sends the tabs what there is to see now. To be called between two steps.
  ///
  /// @return the same without the arrays
  public ObjectNode show() {
    Frame frame = show.frame();
    channel.send(frame);
    lastFrame = System.nanoTime();
    return frame.header();
  }

  private void run() {
    lock.lock();
    try {
      lastSeen = System.nanoTime();
      if (showsAtOnce) {
        show();
      }
      while (!closed) {
        if (!show.playback().isPlaying()) {
          changed.await();
          lastSeen = System.nanoTime();
        } else {
          play();
          // Commands that wait come first.
          lock.unlock();
          try {
            Thread.sleep(show.playback().restMillis());
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
    Playback playback = show.playback();
    playback.train(SLICE_NANOS);
    long now = System.nanoTime();
    boolean seen = channel.isListenedTo();
    if (seen) {
      lastSeen = now;
    } else if (now - lastSeen > UNSEEN_NANOS) {
      // Nobody looks any more.
      playback.pause();
    }
    // The end is shown to nobody, too: a tab that opens later begins with the last frame.
    if (!playback.isPlaying() || (seen && now - lastFrame >= FRAME_NANOS)) {
      show();
    }
  }

  /// Ends the training.
  @Override
  public void close() {
    between(() -> closed = true);
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
