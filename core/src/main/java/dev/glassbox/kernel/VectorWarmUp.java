package dev.glassbox.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Gets the vector kernels ready in the background once there is enough work for them to pay.
///
/// Before the just-in-time compiler has translated them, vector instructions are hundreds of times
/// slower than scalar loops, and translating takes most of a second. A short run is over by then; a
/// long one goes on with scalar loops meanwhile.
final class VectorWarmUp {
  /// Multiplications after which the vector kernels are worth their warm-up: so many that a
  /// training of a second or two, which would lose by it, is left alone.
  private static final long ENOUGH_WORK = 10_000_000_000L;

  private static final long GIVE_UP_NANOS = 5_000_000_000L;

  /// A machine that has other things to do may let the compiler wait: it is tried again after as
  /// much work as before.
  private static final int ATTEMPTS = 3;

  private static final boolean AT_ONCE =
      System.getProperty("glassbox.kernels", "").equals("vector");

  private enum State {
    COLD,
    WARMING,
    OVER
  }

  private final AtomicLong work = new AtomicLong();
  private volatile State state = State.COLD;

  /// Up to which place kinds of kernels are ready.
  private volatile int ready;

  /// Used by one warm-up after the other.
  private int attempts;

  /// Whether the vector kernels of a kind may be used for this much work, which is counted.
  boolean isReadyAfter(VectorKind kind, long more) {
    if (ready >= kind.place) {
      return true;
    }
    if (state == State.COLD && (work.addAndGet(more) >= ENOUGH_WORK || AT_ONCE)) {
      start();
    }
    return false;
  }

  private synchronized void start() {
    if (state == State.COLD) {
      state = State.WARMING;
      Thread.ofPlatform().daemon().name("glassbox-vector-warm-up").start(this::warmUp);
    }
  }

  private void warmUp() {
    Logger logger = System.getLogger("dev.glassbox.kernel");
    Optional<String> obstacle =
        FusedMultiplyAdd.IS_FAST
            ? VectorModule.load()
            : Optional.of("this processor has no fused multiply-add");
    try {
      if (obstacle.isEmpty()) {
        warmUpKinds();
      }
    } catch (LinkageError e) {
      obstacle = Optional.of(e.toString());
    }
    attempts++;
    boolean all = ready == VectorKind.values().length;
    if (!all && obstacle.isEmpty() && attempts < ATTEMPTS) {
      work.set(0);
      state = State.COLD;
      return;
    }
    state = State.OVER;
    if (ready > 0) {
      logger.log(
          Level.DEBUG,
          "kernels: vectors of {0} bits{1}",
          VectorPanel.bits(),
          all ? "" : " for some");
    } else {
      logger.log(
          Level.DEBUG,
          "kernels: scalar; {0}",
          obstacle.orElse("vector instructions stay slow on this Java"));
    }
  }

  /// One kind after the other, so that products, which gain most, need not wait for the rest.
  private void warmUpKinds() {
    for (VectorKind kind : VectorKind.values()) {
      if (ready < kind.place) {
        long begin = System.nanoTime();
        int step = 0;
        while (step < kind.steps) {
          if (System.nanoTime() - begin > GIVE_UP_NANOS) {
            return;
          }
          step += kind.isWarm(step) ? 1 : 0;
        }
        ready = kind.place;
      }
    }
  }
}
