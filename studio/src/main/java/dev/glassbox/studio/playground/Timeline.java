package dev.glassbox.studio.playground;

import java.util.ArrayList;
import java.util.List;

/// What there was after each step.
///
/// All steps are kept until there are too many. Then of the older ones those are kept that stand in
/// equal proportions, so that the beginning, where much happens, stays dense: each is the first at
/// or after rᵏ, for a fixed r. Step 0 and the latest stay always. Which steps are kept follows from
/// their number alone.
///
/// @param <T> what is kept of a step
final class Timeline<T> {
  private final int budget;
  private final List<Integer> steps = new ArrayList<>();
  private final List<T> values = new ArrayList<>();

  /// @param budget how many steps remain when there were twice as many
  Timeline(int budget) {
    this.budget = budget;
  }

  /// Adds the next step.
  void add(int step, T value) {
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
    double ratio = Math.pow(Math.max(2, last()), 1.0 / budget);
    int kept = 0;
    double next = 0;
    for (int i = 0; i < steps.size(); i++) {
      int step = steps.get(i);
      if (step >= next || i == steps.size() - 1) {
        steps.set(kept, step);
        values.set(kept, values.get(i));
        kept++;
        next = Math.max(step + 1, step * ratio);
      }
    }
    steps.subList(kept, steps.size()).clear();
    values.subList(kept, values.size()).clear();
  }

  int size() {
    return steps.size();
  }

  int step(int i) {
    return steps.get(i);
  }

  T value(int i) {
    return values.get(i);
  }

  int last() {
    return steps.getLast();
  }

  /// The position of the latest kept step that is not after this one.
  int at(int step) {
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

  float[] steps() {
    float[] all = new float[steps.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = steps.get(i);
    }
    return all;
  }
}
