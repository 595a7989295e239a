package dev.glassbox.studio.run;

import java.util.ArrayList;
import java.util.List;

/// What there was after each step.
///
/// All steps are kept until there are too many. Then, of those that are not among the latest, only
/// those stay that are the first at or after rᵏ for a whole k and a fixed r: so their distances
/// grow in proportion, and the beginning, where much happens, stays dense. Step 0 and the latest
/// stay always.
///
/// @param <T> what is kept of a step
public final class Timeline<T> {
  private final int budget;
  private final double logRatio;
  private final List<Integer> steps = new ArrayList<>();
  private final List<T> values = new ArrayList<>();

  /// @param budget how many of the older steps are kept at most; there are at most twice as many
  /// @param farthest the last step that can come
  public Timeline(int budget, int farthest) {
    this.budget = budget;
    logRatio = Math.log(farthest) / budget;
  }

  /// Adds the next step.
  public void add(int step, T value) {
    if (!steps.isEmpty() && step <= steps.getLast()) {
      throw new IllegalArgumentException("timeline: step %d after %d".formatted(step, last()));
    }
    steps.add(step);
    values.add(value);
    if (steps.size() > 2 * budget) {
      thin();
    }
  }

  private void thin() {
    int kept = 0;
    int latest = steps.size() - budget / 2;
    int before = -1;
    for (int i = 0; i < steps.size(); i++) {
      int step = steps.get(i);
      if (i >= latest || isLasting(before, step)) {
        steps.set(kept, step);
        values.set(kept, values.get(i));
        kept++;
      }
      before = step;
    }
    steps.subList(kept, steps.size()).clear();
    values.subList(kept, values.size()).clear();
  }

  /// Whether a power of r lies within (before, step].
  private boolean isLasting(int before, int step) {
    return step <= 1 || before < 1 || power(step) > power(before);
  }

  private long power(int step) {
    return (long) Math.floor(Math.log(step) / logRatio);
  }

  /// How many steps are kept.
  public int size() {
    return steps.size();
  }

  /// The step at a position, counted from 0.
  public int step(int i) {
    return steps.get(i);
  }

  /// What there was after the step at a position.
  public T value(int i) {
    return values.get(i);
  }

  /// The latest step.
  public int last() {
    return steps.getLast();
  }

  /// The position of the latest kept step that is not after this one.
  public int at(int step) {
    int low = 0;
    int high = steps.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (steps.get(middle) <= step) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// All steps that are kept, in rising order.
  public float[] steps() {
    float[] all = new float[steps.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = steps.get(i);
    }
    return all;
  }
}
