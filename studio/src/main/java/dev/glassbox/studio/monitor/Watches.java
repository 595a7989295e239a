package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.History;
import dev.glassbox.studio.run.Monitored;
import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All trainings that were watched, the latest of which screens look into.
public final class Watches {
  private static final System.Logger LOGGER = System.getLogger("dev.glassbox.studio");
  private static final int MOST_BEFORE = 100;

  private final Runnable begun;
  private final Monitored training = new Latest();

  // Under the lock of this.
  private final List<History> before = new ArrayList<>();
  private @Nullable Watch latest;
  private int number;

  /// @param begun is told of every training that begins to be watched
  public Watches(Runnable begun) {
    this.begun = begun;
  }

  /// The same trainer, watched: whatever it trains is a training of this title.
  @SuppressWarnings("ThreadLocalUsage") // lives as long as the trainer, and is emptied after it
  public Trainer attach(Trainer trainer, Function<TrainingEvent.Started, String> title) {
    // A trainer may be used on several threads at once; each training stays on its own.
    ThreadLocal<@Nullable Watch> current = new ThreadLocal<>();
    return trainer
        .withListener(trainer.listener().and(event -> hear(event, title, current)))
        .withRate(
            scheduled -> {
              double rate = trainer.rate().applyAsDouble(scheduled);
              Watch watch = current.get();
              return watch == null ? rate : watch.rate(rate);
            })
        .withStopRequested(
            () -> {
              Watch watch = current.get();
              return watch == null
                  ? trainer.stopRequested().getAsBoolean()
                  : watch.stops(trainer.stopRequested());
            });
  }

  private void hear(
      TrainingEvent event,
      Function<TrainingEvent.Started, String> title,
      ThreadLocal<@Nullable Watch> current) {
    if (event instanceof TrainingEvent.Started started) {
      begin(started, title.apply(started)).ifPresent(current::set);
      return;
    }
    Watch watch = current.get();
    if (watch != null) {
      watch.on(event);
      if (event instanceof TrainingEvent.Finished || event instanceof TrainingEvent.Failed) {
        current.remove();
      }
    }
  }

  private Optional<Watch> begin(TrainingEvent.Started started, String title) {
    Watch watch;
    try {
      synchronized (this) {
        number++;
        watch = new Watch(number, title, started);
        if (latest != null) {
          before.add(latest.history());
          if (before.size() > MOST_BEFORE) {
            before.removeFirst();
          }
        }
        latest = watch;
      }
    } catch (IllegalStateException cannotBeCopied) {
      // The training goes on all the same.
      LOGGER.log(System.Logger.Level.WARNING, "a training is not watched", cannotBeCopied);
      return Optional.empty();
    }
    begun.run();
    return Optional.of(watch);
  }

  /// The latest training.
  synchronized Optional<Watch> latest() {
    return Optional.ofNullable(latest);
  }

  /// What the trainings before the latest were like when the next one began.
  synchronized List<History> before() {
    return List.copyOf(before);
  }

  /// Whether someone stopped the latest training from the page.
  public boolean stopRequested() {
    return latest().map(Watch::stopRequested).orElse(false);
  }

  /// Whether a training goes on.
  public boolean isTraining() {
    return latest().map(watch -> !watch.hasEnded()).orElse(false);
  }

  /// Lets a training go on that someone paused.
  public void release() {
    latest().ifPresent(Watch::goOn);
  }

  /// Whatever training is the latest when one looks. There must be one.
  public Monitored training() {
    return training;
  }

  private final class Latest implements Monitored {
    private Watch watch() {
      return latest().orElseThrow();
    }

    @Override
    public Subject subject() {
      return watch().subject();
    }

    @Override
    public int[] steps() {
      return watch().steps();
    }

    @Override
    public Snapshot at(int step) {
      return watch().at(step);
    }

    @Override
    public Optional<Recipe> recipe() {
      return watch().recipe();
    }

    @Override
    public History history() {
      return watch().history();
    }

    @Override
    public long version() {
      return watch().version();
    }
  }
}
