package dev.glassbox.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns Ctrl-C into a wish to stop: the work ends in good order, and only then the process.
final class Interruption implements AutoCloseable {
  private static final int MOST_SECONDS_TO_FINISH = 30;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopInGoodOrder, "interruption");

  private Interruption() {}

  static Interruption listen() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

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

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending because of the hook, which is just what it is for.
      return;
    }
  }
}
