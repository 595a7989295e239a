package dev.glassbox.studio.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one tab has still to be told: of each channel the latest frame alone, so that a slow tab
/// skips frames and holds nobody up.
final class Tab {
  private static final long LONGEST_SILENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, byte[]> waiting = new LinkedHashMap<>();
  private boolean woken;

  void offer(String channel, byte[] frame) {
    lock.lock();
    try {
      waiting.put(channel, frame);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for frames, but not for ever: nothing after some seconds.
  List<byte[]> take() throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(LONGEST_SILENCE_SECONDS);
      while (waiting.isEmpty() && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<byte[]> frames = List.copyOf(waiting.values());
      waiting.clear();
      return frames;
    } finally {
      lock.unlock();
    }
  }
}
