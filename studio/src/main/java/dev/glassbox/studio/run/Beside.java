package dev.glassbox.studio.run;

import java.util.function.Supplier;

/// A thread that looks while another one trains: it works piece by piece, and rests in between as
/// long as the training goes on.
public final class Beside implements AutoCloseable {
  /// What came of asking for a piece of work.
  public enum Piece {
    /// There was nothing to do.
    NONE,
    /// It was done, and nothing trains at present.
    WHILE_IDLE,
    /// It was done while a training goes on.
    WHILE_TRAINING
  }

  /// For each moment of work so many of rest, while a training goes on.
  private static final int REST = 4;

  private static final long LONGEST_REST_NANOS = 2_000_000_000L;
  private static final System.Logger LOGGER = System.getLogger("dev.glassbox.studio");

  private final Supplier<Piece> work;
  private final Thread thread;
  private boolean isWanted;
  private boolean isClosed;

  /// @param name of the thread
  /// @param work does one piece, a short one
  public Beside(String name, Supplier<Piece> work) {
    this.work = work;
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /// There is something to do.
  public synchronized void wake() {
    isWanted = true;
    notifyAll();
  }

  private void run() {
    try {
      while (awaitWork()) {
        long start = System.nanoTime();
        Piece piece = one();
        if (piece != Piece.NONE) {
          wake();
        }
        if (piece == Piece.WHILE_TRAINING) {
          long took = System.nanoTime() - start;
          Thread.sleep(Math.min(REST * took, LONGEST_REST_NANOS) / 1_000_000);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Piece one() {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      // A network may refuse its own rows; the next question may be about another one.
      LOGGER.log(System.Logger.Level.WARNING, "looking at a training", failed);
      return Piece.NONE;
    }
  }

  private synchronized boolean awaitWork() throws InterruptedException {
    while (!isWanted && !isClosed) {
      wait();
    }
    isWanted = false;
    return !isClosed;
  }

  /// Ends after the piece that is being worked on.
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
