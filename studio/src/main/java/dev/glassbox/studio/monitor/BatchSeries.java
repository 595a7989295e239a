package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.History;

/// The losses and learning rates of all steps in bounded room: those of the first steps each, of
/// the later ones means over as many steps as are needed. For one thread at a time.
final class BatchSeries {
  /// So many steps at the beginning are kept each.
  static final int SINGLE = 512;

  /// So many means at most.
  static final int MEANS = 1024;

  private final int[] steps = new int[SINGLE + MEANS];
  private final double[] losses = new double[SINGLE + MEANS];
  private final double[] rates = new double[SINGLE + MEANS];
  private int size;
  private int width = 1;

  private int step;
  private int count;
  private double sum;

  /// Adds the next step.
  void add(double loss, double rate) {
    step++;
    sum += loss;
    count++;
    rates[Math.min(size, rates.length - 1)] = rate;
    if (count < (size < SINGLE ? 1 : width)) {
      return;
    }
    steps[size] = step;
    losses[size] = sum / count;
    size++;
    sum = 0;
    count = 0;
    if (size == losses.length) {
      halve();
    }
  }

  /// Makes one mean of each two.
  private void halve() {
    for (int i = 0; i < MEANS / 2; i++) {
      int from = SINGLE + 2 * i;
      steps[SINGLE + i] = steps[from + 1];
      losses[SINGLE + i] = (losses[from] + losses[from + 1]) / 2;
      rates[SINGLE + i] = rates[from + 1];
    }
    size = SINGLE + MEANS / 2;
    width *= 2;
  }

  /// What there is so far; the steps since the last mean are one of their own.
  History.Batches values() {
    int all = size + (count > 0 ? 1 : 0);
    int[] lasts = java.util.Arrays.copyOf(steps, all);
    double[] means = java.util.Arrays.copyOf(losses, all);
    if (count > 0) {
      lasts[size] = step;
      means[size] = sum / count;
    }
    return new History.Batches(lasts, means, java.util.Arrays.copyOf(rates, all));
  }
}
