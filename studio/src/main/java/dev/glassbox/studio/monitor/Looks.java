package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The looks at one run, one after the other, as long as somebody wants them.
final class Looks {
  /// The part of one processor's time that goes into looking.
  private static final double SHARE = 0.005;

  private static final int KEPT = 150;
  private static final long WANTED_NANOS = 5_000_000_000L;

  private final Observed run;
  private @Nullable Looking looking;
  private long notBefore;

  // Under the lock of this.
  private int number = -1;
  private Timeline<Look> looks = new Timeline<>(KEPT, Integer.MAX_VALUE);
  private long wanted = System.nanoTime();

  Looks(Observed run) {
    this.run = run;
  }

  /// What was seen of this training, earliest first.
  synchronized List<Look> of(int number) {
    wanted = System.nanoTime();
    List<Look> all = new ArrayList<>();
    for (int i = 0; number == this.number && i < looks.size(); i++) {
      all.add(looks.value(i));
    }
    return all;
  }

  private synchronized boolean isWanted() {
    return System.nanoTime() - wanted < WANTED_NANOS;
  }

  /// Looks once more if that is wanted, there is something new, and it is time.
  ///
  /// @return whether something was seen
  boolean look() {
    long start = System.nanoTime();
    if (!isWanted() || start < notBefore) {
      return false;
    }
    Subject subject = run.subject();
    if (isAnother(subject.number())) {
      begin(subject);
    }
    Snapshot latest = run.at(Integer.MAX_VALUE);
    if (looking == null || !isNew(latest.step())) {
      return false;
    }
    Look look = see(looking, latest);
    notBefore = System.nanoTime() + (long) ((System.nanoTime() - start) / SHARE);
    if (look != null) {
      keep(look);
    }
    return look != null;
  }

  private @Nullable Look see(Looking eyes, Snapshot latest) {
    try {
      return eyes.at(latest);
    } catch (RuntimeException cannot) {
      // A network or targets of a kind that cannot be looked at; the curves do without.
      looking = null;
      return null;
    }
  }

  private synchronized boolean isAnother(int subject) {
    return subject != number;
  }

  private void begin(Subject subject) {
    try {
      looking = new Looking(subject);
    } catch (RuntimeException cannotBeCopied) {
      looking = null;
    }
    synchronized (this) {
      number = subject.number();
      looks = new Timeline<>(KEPT, Integer.MAX_VALUE);
    }
  }

  private synchronized boolean isNew(int step) {
    return looks.size() == 0 || step > looks.last();
  }

  private synchronized void keep(Look look) {
    looks.add(look.step(), look);
  }
}
