package dev.glassbox.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns Ctrl-C into a wish to stop: the work ends in good order, and only then the process.
///
/// A second Ctrl-C makes no difference; the process ends in any case when the work has not ended
/// after two minutes. The exit code is the one that the system gives to the signal, 130 for Ctrl-C.
final class Interruption implements AutoCloseable {
  private static final int MOST_SECONDS_TO_FINISH = 120;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopInGoodOrder, "interruption");
  private boolean listening;

  /// From now on Ctrl-C does not end the process at once.
  void listen() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      listening = true;
    } catch (IllegalStateException ending) {
      requested.set(true);
    }
  }

  /// Whether the work is to stop.
  boolean requested() {
    return requested.get();
  }

  /// Runs when the process is asked to end: asks the work to stop and waits until it has.
  private void stopInGoodOrder() {
    requested.set(true);
    try {
      boolean _ = finished.await(MOST_SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// The work has ended, and all is said.
  @Override
  public void close() {
    finished.countDown();
    if (!listening) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending because of the hook, which is just what it is for.
      return;
    }
  }
}
