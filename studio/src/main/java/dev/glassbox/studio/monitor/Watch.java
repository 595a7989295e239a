package dev.glassbox.studio.monitor;

import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Monitored;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.DivergedException;
import dev.glassbox.train.Examples;
import dev.glassbox.train.Outcome;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One training as it is watched. It hears events on the training thread, and is looked at and told
/// what to do on others. Looking changes nothing; of what it is told, only another rate and an
/// early end change what comes out.
final class Watch implements Monitored {
  private static final int MILLIS_BETWEEN_ASKING = 100;
  private static final int MOST_MARKS = 1000;

  private final int number;
  private final String title;
  private final TrainingEvent.Started started;
  private final Layer network;
  private final WeightSampler weights;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All of these under the lock.
  private final BatchSeries batches = new BatchSeries();
  private final List<double[]> epochs = new ArrayList<>();
  private final List<History.Mark> marks = new ArrayList<>();
  private final Pace pace = new Pace();
  private final long startNanos = System.nanoTime();
  private long endNanos;
  private long pausedNanos;
  private long pausedSince;
  private int steps;
  private int changes;
  private long rows;
  private double scheduled;
  private String ending = "";
  private Outcome.Ending.@Nullable Diverged diverged;

  // Read by the training thread in every step.
  private volatile boolean paused;
  private volatile boolean stopping;
  private volatile double factor = 1;
  private double applied = 1;

  /// A training that begins.
  ///
  /// @throws IllegalStateException if its network cannot be copied
  Watch(int number, String title, TrainingEvent.Started started) {
    this.number = number;
    this.title = title;
    this.started = started;
    network = Layer.copy(started.model());
    scheduled = started.trainer().optimizer().learningRate();
    weights = new WeightSampler(started.model(), (long) started.epochs() * started.batches());
  }

  // On the training thread.

  void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started _ -> {}
      case TrainingEvent.BatchEnded ended -> {
        lock.lock();
        try {
          steps++;
          rows += ended.rows();
          batches.add(ended.loss(), ended.learningRate());
        } finally {
          lock.unlock();
        }
        weights.stepTaken(steps);
      }
      case TrainingEvent.EpochEnded ended -> {
        lock.lock();
        try {
          epochs.add(
              new double[] {steps, ended.epoch().trainingLoss(), ended.epoch().validationLoss()});
        } finally {
          lock.unlock();
        }
        if (Endings.isLast(started, ended)) {
          weights.rests(steps);
        }
      }
      case TrainingEvent.Finished(Outcome outcome) ->
          ended(Endings.reason(outcome), outcome.ending());
      case TrainingEvent.Failed(DivergedException failure) ->
          ended("the loss became NaN in the first epoch", failure.where());
      case TrainingEvent.Failed(RuntimeException failure) ->
          ended("failed: " + failure.getMessage(), null);
    }
  }

  private void ended(String reason, Outcome.@Nullable Ending why) {
    lock.lock();
    try {
      endNanos = System.nanoTime();
      changes++;
      ending = reason;
      diverged = why instanceof Outcome.Ending.Diverged where ? where : null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The learning rate of the next step.
  double rate(double wanted) {
    double now = factor;
    if (now != applied) {
      lock.lock();
      try {
        mark("rate %s → %s".formatted(figure(wanted * applied), figure(wanted * now)));
      } finally {
        lock.unlock();
      }
      applied = now;
    }
    scheduled = wanted;
    return now == 1 ? wanted : wanted * now;
  }

  /// Whether to stop here; waits as long as the training is paused.
  ///
  /// @param wish the training's own way to stop, asked once, and in a pause now and then, lest it
  ///   goes unheard
  boolean stops(BooleanSupplier wish) {
    boolean asked = wish.getAsBoolean();
    if (paused && !asked) {
      asked = waits(wish);
    }
    if (asked || stopping) {
      weights.rests(steps);
    }
    if (stopping) {
      lock.lock();
      try {
        mark("stopped from the page");
      } finally {
        lock.unlock();
      }
    }
    return asked || stopping;
  }

  private boolean waits(BooleanSupplier wish) {
    weights.rests(steps);
    lock.lock();
    try {
      pausedSince = System.nanoTime();
      mark("paused");
      boolean asked = false;
      while (paused && !stopping && !asked) {
        boolean _ = changed.await(MILLIS_BETWEEN_ASKING, TimeUnit.MILLISECONDS);
        asked = wish.getAsBoolean();
      }
      return asked;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      paused = false;
      long length = System.nanoTime() - pausedSince;
      pausedNanos += length;
      pausedSince = 0;
      mark(String.format(Locale.ROOT, "went on after a pause of %.1f s", length / 1e9));
      lock.unlock();
    }
  }

  private void mark(String text) {
    changes++;
    if (marks.size() < MOST_MARKS) {
      marks.add(new History.Mark(steps, text));
    }
  }

  // On any thread.

  void pause() {
    requireGoingOn("pause");
    paused = true;
  }

  void goOn() {
    lock.lock();
    try {
      paused = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// From the next step on the rate is this one where the schedule says what it said last, and
  /// otherwise changes in proportion.
  void changeRate(double rate) {
    requireGoingOn("change the rate");
    lock.lock();
    try {
      if (scheduled == 0) {
        throw new MistakeException("rate: the schedule has come down to 0, which stays 0");
      }
      factor = rate / scheduled;
      changes++;
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    requireGoingOn("stop");
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes note of something that was done with the training.
  void note(String text) {
    lock.lock();
    try {
      mark(text);
    } finally {
      lock.unlock();
    }
  }

  boolean stopRequested() {
    return stopping;
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return !ending.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void requireGoingOn(String action) {
    if (hasEnded()) {
      throw new MistakeException(
          "%s: the training is over (%s); start another".formatted(action, ending));
    }
  }

  @Override
  public Subject subject() {
    Examples training = started.training();
    Examples held = started.validation();
    return new Subject(
        number,
        title,
        network,
        started.trainer().loss(),
        training,
        held == null ? training.rows(new int[0]) : held);
  }

  @Override
  public int[] steps() {
    return weights.steps();
  }

  @Override
  public Snapshot at(int step) {
    return weights.at(step);
  }

  @Override
  public Optional<Recipe> recipe() {
    Trainer trainer = started.trainer();
    return Optional.of(new Recipe(trainer.optimizer(), trainer.batchSize(), trainer.seed()));
  }

  @Override
  public History history() {
    History.Updates updates = weights.updates();
    lock.lock();
    try {
      return new History(
          plan(), progress(), losses(), batches.values(), updates, List.copyOf(marks));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long version() {
    lock.lock();
    try {
      return ((long) changes << Integer.SIZE) + steps;
    } finally {
      lock.unlock();
    }
  }

  private History.Plan plan() {
    Examples training = started.training();
    return new History.Plan(
        number,
        title,
        started.trainer().loss().name(),
        classes(started.trainer().loss(), network, training),
        network.parameterCount(),
        training.rows(),
        started.validationRows(),
        "validation",
        started.batches(),
        started.epochs());
  }

  private History.Progress progress() {
    History.State state =
        !ending.isEmpty()
            ? History.State.ENDED
            : pausedSince != 0 ? History.State.PAUSED : History.State.TRAINING;
    long now = System.nanoTime();
    long pause = pausedNanos + (pausedSince == 0 ? 0 : now - pausedSince);
    long active = (ending.isEmpty() ? now : endNanos) - startNanos - pause;
    pace.at(active, rows);
    double speed = pace.rowsPerSecond();
    double left = (double) started.epochs() * started.batches() - steps;
    return new History.Progress(
        state,
        steps,
        scheduled * factor,
        state == History.State.ENDED ? rows * 1e9 / Math.max(1, active) : speed,
        state == History.State.ENDED || steps == 0 ? Double.NaN : left * rows / steps / speed,
        active / 1e9,
        ending,
        diverged);
  }

  private History.Losses losses() {
    return new History.Losses(
        epochs.stream().mapToInt(row -> (int) row[0]).toArray(), column(1), column(2));
  }

  private double[] column(int column) {
    double[] values = new double[epochs.size()];
    Arrays.setAll(values, i -> epochs.get(i)[column]);
    return values;
  }

  /// The number of classes whose logarithm is the loss of a network that knows nothing, else 0.
  private static int classes(Loss loss, Layer network, Examples training) {
    return switch (loss) {
      case BinaryCrossEntropy binary when binary.positiveWeight() == 1 -> 2;
      case CrossEntropy many when many.classWeights().isEmpty() -> {
        int[] axes =
            Tensor.untracked(() -> network.apply(training.rows(0).inputs())).shape().lengths();
        yield axes.length == 2 ? axes[1] : 0;
      }
      default -> 0;
    };
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
