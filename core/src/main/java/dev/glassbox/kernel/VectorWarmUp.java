package dev.glassbox.kernel;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Gets vector kernels ready in the background once there is enough work for them to pay.
///
/// Before the just-in-time compiler has translated them, vector instructions are hundreds of times
/// slower than scalar loops, and translating all takes seconds. A short run is over by then; a long
/// one goes on with scalar loops meanwhile. Only those kinds get ready that there is work for.
final class VectorWarmUp {
  /// Multiplications after which vector kernels are worth their warm-up: so many that a training of
  /// a second or two, which would lose by it, is left alone.
  private static final long ENOUGH_WORK = 10_000_000_000L;

  /// What must have been a kind's own among them.
  private static final long ENOUGH_OWN_WORK = 10_000_000L;

  private static final long GIVE_UP_NANOS = 10_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 10_000_000L;

  /// A machine that has other things to do may let the compiler wait: it is tried again after as
  /// much work as before.
  private static final int ATTEMPTS = 3;

  private static final boolean AT_ONCE =
      System.getProperty("glassbox.kernels", "").equals("vector");

  /// How far a kind has come.
  private static final class Progress {
    private final AtomicLong work = new AtomicLong();
    private volatile boolean isReady;
    private volatile boolean isGivenUp;
    // Used by one warm-up after the other.
    private int attempts;
  }

  private final Logger logger = System.getLogger("dev.glassbox.kernel");
  private final AtomicLong allWork = new AtomicLong();
  private final Map<VectorKind, Progress> kinds = new EnumMap<>(VectorKind.class);
  private volatile boolean isWarming;
  private volatile boolean isImpossible;
  // Used by one warm-up after the other.
  private boolean isLoaded;

  VectorWarmUp() {
    for (VectorKind kind : VectorKind.values()) {
      kinds.put(kind, new Progress());
    }
  }

  /// Whether the vector kernels of a kind may be used for this much work, which is counted.
  boolean isReadyAfter(VectorKind kind, long more) {
    Progress progress = progress(kind);
    if (progress.isReady) {
      return true;
    }
    if (!progress.isGivenUp && !isImpossible) {
      allWork.addAndGet(more);
      progress.work.addAndGet(more);
      if (!isWarming && isDue(progress)) {
        start();
      }
    }
    return false;
  }

  private Progress progress(VectorKind kind) {
    return requireNonNull(kinds.get(kind));
  }

  private boolean isDue(Progress progress) {
    return !progress.isReady
        && !progress.isGivenUp
        && (AT_ONCE
            ? progress.work.get() > 0
            : allWork.get() >= ENOUGH_WORK && progress.work.get() >= ENOUGH_OWN_WORK);
  }

  private synchronized void start() {
    if (!isWarming) {
      isWarming = true;
      Thread.ofPlatform().daemon().name("glassbox-vector-warm-up").start(this::warmUp);
    }
  }

  private void warmUp() {
    try {
      if (!isLoaded) {
        Optional<String> obstacle =
            FusedMultiplyAdd.IS_FAST
                ? VectorModule.load()
                : Optional.of("this processor has no fused multiply-add");
        if (obstacle.isPresent()) {
          doWithout(obstacle.get());
          return;
        }
        isLoaded = true;
        logger.log(Level.DEBUG, "kernels: vectors of {0} bits", VectorPanel.bits());
      }
      for (VectorKind kind = due(); kind != null; kind = due()) {
        warmUp(kind);
      }
    } catch (LinkageError e) {
      doWithout(e.toString());
    } finally {
      isWarming = false;
    }
  }

  private void doWithout(String obstacle) {
    isImpossible = true;
    logger.log(Level.DEBUG, "kernels: scalar; {0}", obstacle);
  }

  /// The first kind that there is work for, so that products, which gain most, need not wait.
  private @Nullable VectorKind due() {
    for (VectorKind kind : VectorKind.values()) {
      if (isDue(progress(kind))) {
        return kind;
      }
    }
    return null;
  }

  private void warmUp(VectorKind kind) {
    VectorWork work = VectorWork.of(kind);
    long begin = System.nanoTime();
    int piece = 0;
    while (piece < work.pieces()) {
      long start = System.nanoTime();
      if (work.isWarm(piece)) {
        piece++;
      } else if (start - begin > GIVE_UP_NANOS) {
        giveUp(kind);
        return;
      } else {
        // The compiler may have only this core to work on.
        LockSupport.parkNanos(Math.min(System.nanoTime() - start, LONGEST_PAUSE_NANOS));
      }
    }
    progress(kind).isReady = true;
  }

  private void giveUp(VectorKind kind) {
    Progress progress = progress(kind);
    progress.attempts++;
    if (progress.attempts < ATTEMPTS) {
      progress.work.set(AT_ONCE ? 0 : ENOUGH_OWN_WORK - ENOUGH_WORK);
    } else {
      progress.isGivenUp = true;
      logger.log(
          Level.DEBUG, "kernels: scalar for {0}; vector instructions stay slow on this Java", kind);
    }
  }
}
