package dev.glassbox.studio.layers;

import dev.glassbox.studio.run.Beside.Piece;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The figures of all layers of one training at many steps, computed one step after the other.
final class LayerMap {
  /// Beyond that those that are no columns any more are forgotten.
  private static final int MOST_KEPT = 4 * Columns.MOST;

  private final Observed run;
  private final int number;
  private final Gaze gaze;
  private final TreeMap<Integer, List<Figures>> seen = new TreeMap<>();
  private int latest = -1;
  private @Nullable String failure;

  /// @param subject what the run trains at present
  LayerMap(Observed run, Subject subject) {
    this.run = run;
    number = subject.number();
    gaze = new Gaze(subject);
  }

  /// Which training of the run this is.
  int number() {
    return number;
  }

  Gaze gaze() {
    return gaze;
  }

  /// What there is to show.
  ///
  /// @param steps in rising order, up to the latest
  /// @param figures of each of them, of all layers
  /// @param wanted how many there will be
  /// @param failure why the rest cannot be computed, null if nothing is wrong
  record Shown(
      List<Integer> steps, List<List<Figures>> figures, int wanted, @Nullable String failure) {}

  /// What was computed of the columns that are wanted now.
  synchronized Shown shown() {
    int[] kept = run.steps();
    List<Integer> wanted = Columns.of(kept, seen.navigableKeySet());
    List<Integer> steps = new ArrayList<>();
    List<List<Figures>> figures = new ArrayList<>();
    wanted.stream()
        .sorted()
        .forEach(
            step -> {
              List<Figures> there = seen.get(step);
              if (there != null) {
                steps.add(step);
                figures.add(there);
              }
            });
    return new Shown(steps, figures, wanted.size(), failure);
  }

  /// The figures at a step, computed now if need be; of the latest kept step that is not after it.
  synchronized List<Figures> at(Snapshot snapshot) {
    return seen.computeIfAbsent(snapshot.step(), _ -> gaze.figures(snapshot));
  }

  /// Computes one more step.
  Piece next() {
    int[] kept = run.steps();
    boolean isTraining = kept[kept.length - 1] != latest;
    Integer step = missing(kept);
    if (step == null) {
      return Piece.NONE;
    }
    latest = kept[kept.length - 1];
    Snapshot snapshot = run.at(step);
    if (run.subject().number() != number) {
      // Another training began in the meantime.
      return Piece.NONE;
    }
    synchronized (this) {
      try {
        at(snapshot);
      } catch (RuntimeException refused) {
        failure = String.valueOf(refused.getMessage());
      }
      if (seen.size() > MOST_KEPT) {
        seen.keySet().retainAll(Columns.of(kept, seen.navigableKeySet()));
      }
    }
    return isTraining ? Piece.WHILE_TRAINING : Piece.WHILE_IDLE;
  }

  private synchronized @Nullable Integer missing(int[] kept) {
    if (failure != null) {
      return null;
    }
    for (int step : Columns.of(kept, seen.navigableKeySet())) {
      if (!seen.containsKey(step)) {
        return step;
      }
    }
    return null;
  }
}
