package dev.glassbox.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns Ctrl-C into a wish to stop: the work ends in good order, and only then the process.
///
/// A second Ctrl-C makes no difference; the process ends in any case when the work has not ended
/// after two minutes. The exit code is the one that the system gives to the signal, 130 for Ctrl-C,
/// unless the work was done and only waited to be ended.
final class Interruption implements AutoCloseable {
  private static final int MOST_SECONDS_TO_FINISH = 120;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean isDone;
  private volatile int code;
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

  /// Waits for the process to be asked to end. The work is done, so its own exit code counts then.
  void awaitEnd() {
    isDone = true;
    try {
      asked.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// The exit code of the work.
  void endsWith(int exitCode) {
    code = exitCode;
  }

  /// Whether the work was to stop before it was done.
  boolean stopsWork() {
    return requested() && !isDone;
  }

  /// Whether the work is to stop.
  boolean requested() {
    return requested.get();
  }

  /// Runs when the process is asked to end: asks the work to stop and waits until it has.
  private void stopInGoodOrder() {
    requested.set(true);
    asked.countDown();
    try {
      boolean _ = finished.await(MOST_SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (isDone) {
      System.out.flush();
      Runtime.getRuntime().halt(code);
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
