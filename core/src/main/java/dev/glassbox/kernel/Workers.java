package dev.glassbox.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A few threads that do the parts of one job together with the thread that has it.
///
/// Parts are taken one by one, so a thread that the machine has no time for holds up nothing but
/// its own part, and at worst the caller does them all. A job that comes while another runs is done
/// by its caller alone. After a job the threads look out for the next for some microseconds before
/// they go to sleep, since waking one takes longer than many a job.
///
/// Which thread does which part is left to chance, so a part must not depend on that.
public final class Workers {
  /// The workers of this process: as many threads as there are processors, unless
  /// `-Dglassbox.threads` says otherwise. None is started before the first job.
  public static final Workers SHARED =
      new Workers(
          Integer.getInteger("glassbox.threads", Runtime.getRuntime().availableProcessors()));

  /// How often a thread looks for a job before it sleeps.
  private static final int LOOKS = 2000;

  private final int count;
  private final AtomicBoolean busy = new AtomicBoolean();

  /// Of matrix products, by the number of bits of their work.
  private final Pace[] paces = new Pace[Long.SIZE + 1];

  private final Job job = new Job();

  /// Written by who is busy.
  private Worker[] started = {};

  /// @param count threads that do a job, its caller included
  Workers(int count) {
    this.count = Math.max(1, count);
    Arrays.setAll(paces, _ -> new Pace());
  }

  /// How many threads do a job, its caller included.
  int count() {
    return count;
  }

  /// Does parts 0 to n − 1 together or alone, whichever is faster for matrix products of this size,
  /// and returns when all are done.
  ///
  /// @param work the number of multiplications in all
  void runProduct(long work, int parts, IntConsumer task) {
    Pace pace = paces[Long.SIZE - Long.numberOfLeadingZeros(work)];
    runWhereFaster(pace, work, parts, task);
  }

  /// Does parts 0 to n − 1 together or alone, whichever took less time lately, and returns when all
  /// are done. On a machine that has other things to do, alone may be faster.
  ///
  /// @param pace of jobs of this kind
  /// @param work how much there is to do in all, in any unit
  public void runWhereFaster(Pace pace, long work, int parts, IntConsumer task) {
    boolean together = pace.isTogetherNext();
    long start = System.nanoTime();
    if (together) {
      run(parts, task);
    } else {
      alone(parts, task);
    }
    pace.took(together, (double) (System.nanoTime() - start) / work);
  }

  private static void alone(int parts, IntConsumer task) {
    for (int part = 0; part < parts; part++) {
      task.accept(part);
    }
  }

  /// Does parts 0 to n − 1 together, and returns when all are done. Allocates nothing once the
  /// threads are there.
  ///
  /// @throws RuntimeException the first that a part threw, after all parts have ended
  void run(int parts, IntConsumer task) {
    if (count == 1 || parts < 2 || !busy.compareAndSet(false, true)) {
      alone(parts, task);
      return;
    }
    try {
      start();
      job.begin(parts, task);
      for (Worker worker : started) {
        worker.wake();
      }
      job.help();
      job.await();
    } finally {
      job.end();
      busy.set(false);
    }
    job.rethrow();
  }

  private void start() {
    if (started.length < count - 1) {
      Worker[] workers = new Worker[count - 1];
      for (int i = 0; i < workers.length; i++) {
        workers[i] = new Worker();
        workers[i].thread.start();
      }
      started = workers;
    }
  }

  /// The job under way: one object for all of them, one after the other.
  ///
  /// Its ticket holds the job's number and how many of its parts nobody has taken, in one word. A
  /// thread reads what there is to do and then takes a part by a compare-and-set on the ticket; if
  /// that succeeds, the job has not been over since the ticket was read, and what was read belongs
  /// to it.
  private static final class Job {
    private static final long ONE_JOB = 1L << Integer.SIZE;

    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable IntConsumer task;

    /// Comes after the end of the job before.
    void begin(int parts, IntConsumer newTask) {
      task = newTask;
      left.set(parts);
      ticket.set((ticket.get() & -ONE_JOB) + ONE_JOB + parts);
    }

    boolean isThere() {
      return (int) ticket.get() > 0;
    }

    /// Does parts as long as there are any that nobody has taken.
    ///
    /// @return whether there was one
    boolean help() {
      boolean helped = false;
      while (true) {
        long seen = ticket.get();
        int untaken = (int) seen;
        if (untaken == 0) {
          return helped;
        }
        IntConsumer mine = task;
        if (ticket.compareAndSet(seen, seen - 1) && mine != null) {
          helped = true;
          try {
            mine.accept(untaken - 1);
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            left.decrementAndGet();
          }
        }
      }
    }

    /// Waits for the parts that others have taken.
    @SuppressWarnings("ThreadPriorityCheck") // no more than a hint where processors are short
    void await() {
      for (int look = 0; left.get() > 0; look++) {
        if (look < LOOKS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }

    /// Lets go of the task.
    void end() {
      task = null;
    }

    void rethrow() {
      if (failure.get() != null) {
        switch (failure.getAndSet(null)) {
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          case null, default -> {
            // Nothing else is caught.
          }
        }
      }
    }
  }

  private final class Worker implements Runnable {
    private final Thread thread =
        Thread.ofPlatform().daemon().name("glassbox-worker").unstarted(this);
    private volatile boolean asleep;

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      int looks = 0;
      while (true) {
        if (job.help()) {
          looks = 0;
        } else if (looks < LOOKS) {
          looks++;
          Thread.onSpinWait();
        } else {
          asleep = true;
          // Seen after `asleep` was set, so a job that came in between is not slept through.
          if (!job.isThere()) {
            LockSupport.park(this);
          }
          asleep = false;
          looks = 0;
        }
      }
    }
  }
}
