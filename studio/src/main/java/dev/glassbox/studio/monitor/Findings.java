package dev.glassbox.studio.monitor;

import dev.glassbox.studio.run.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the numbers of a training say in plain language. A pure function: the same numbers, the
/// same findings.
final class Findings {
  /// A rise by a quarter above the least loss counts.
  private static final double RISE = 1.25;

  /// A loss above so much of the first has hardly fallen.
  private static final double HARDLY = 0.98;

  /// About 10⁻³ is healthy (Karpathy, notes to Stanford's course CS231n, 2015); ten times more or
  /// less may still be.
  static final double HEALTHY = 1e-3;

  private static final double LARGE_RATIO = 10 * HEALTHY;
  private static final double SMALL_RATIO = HEALTHY / 10;

  private static final int FEWEST_STEPS = 20;
  private static final int STEPS_TO_FALL = 100;
  private static final int FEWEST_EPOCHS_RISING = 5;
  private static final double EPOCHS_RISING = 0.1;
  private static final double OVERFIT = 1.02;
  private static final double HIGH_START = 1.5;
  private static final double DEAD = 0.1;
  private static final double SATURATED = 0.9;

  private final History history;
  private final History.Batches batches;
  private final List<Finding> found = new ArrayList<>();

  private Findings(History history) {
    this.history = history;
    batches = history.batches();
  }

  /// All findings, what matters most first.
  ///
  /// @param look the latest look at the network, null if there was none
  static List<Finding> of(History history, @Nullable Look look) {
    Findings findings = new Findings(history);
    findings.divergence();
    findings.rate();
    findings.overfitting();
    findings.start();
    if (look != null) {
      findings.units(look);
    }
    findings.found.sort((a, b) -> a.weight().compareTo(b.weight()));
    return List.copyOf(findings.found);
  }

  private void divergence() {
    var where = history.progress().diverged();
    if (where != null) {
      int last = batches.losses().length - 1;
      found.add(
          new Finding.Diverged(
              history.progress().step(),
              where.epoch(),
              where.layer(),
              last < 0 ? Double.NaN : batches.losses()[last],
              history.progress().rate()));
    }
  }

  /// Compares means of the losses of batches over a tenth of the course: the first, the last, and
  /// the least.
  private void rate() {
    int count = batches.losses().length;
    int steps = history.progress().step();
    if (count < FEWEST_STEPS) {
      return;
    }
    int window = Math.max(5, count / 10);
    double[] means = means(batches.losses(), window);
    double first = means[0];
    double now = means[means.length - 1];
    int least = least(means);
    int end = batches.steps()[least + window - 1];
    Optional<Moving> fastest = fastest(end);
    double ratio = fastest.map(Moving::ratio).orElse(Double.NaN);
    String name = fastest.map(Moving::name).orElse("");
    if (now > RISE * means[least]
        && now - means[least] > spread(least, window)
        && ratio > LARGE_RATIO) {
      found.add(new Finding.RateTooHigh(end, means[least], now, name, ratio));
    } else if (steps >= STEPS_TO_FALL && now > HARDLY * first && now <= RISE * first) {
      found.add(
          ratio < SMALL_RATIO
              ? new Finding.RateTooLow(steps, first, now, name, ratio)
              : new Finding.NotLearning(steps, first, now));
    }
  }

  /// The means of all windows of this width.
  private static double[] means(double[] values, int window) {
    double[] means = new double[values.length - window + 1];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] - (i < window ? 0 : values[i - window]);
      if (i >= window - 1) {
        means[i - window + 1] = sum / window;
      }
    }
    return means;
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  /// By how much the losses of single batches vary about their mean.
  private double spread(int from, int window) {
    double[] some = Arrays.copyOfRange(batches.losses(), from, from + window);
    double mean = Arrays.stream(some).average().orElse(0);
    double squares = Arrays.stream(some).map(loss -> (loss - mean) * (loss - mean)).sum();
    return Math.sqrt(squares / window);
  }

  private record Moving(String name, double ratio) {}

  /// The matrix that moves most since a step, by the median of its ratios.
  private Optional<Moving> fastest(int since) {
    History.Updates updates = history.updates();
    int[] steps = updates.steps();
    int from = steps.length == 0 ? 0 : Math.min(since, steps[steps.length - 1]);
    Moving fastest = null;
    for (int w = 0; w < updates.names().size(); w++) {
      int weight = w;
      double[] ratios =
          IntStream.range(0, steps.length)
              .filter(i -> steps[i] >= from)
              .mapToDouble(i -> updates.ratios()[weight][i])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      if (ratios.length > 0) {
        double median = ratios[ratios.length / 2];
        if (fastest == null || median > fastest.ratio()) {
          fastest = new Moving(updates.names().get(w), median);
        }
      }
    }
    return Optional.ofNullable(fastest);
  }

  /// The loss of held-out rows was least some epochs ago and has risen since, and that of training
  /// rows has fallen.
  private void overfitting() {
    History.Losses losses = history.losses();
    int count = losses.steps().length;
    int best = losses.best();
    if (best < 0 || Double.isNaN(losses.heldOut()[best])) {
      return;
    }
    int since = count - 1 - best;
    if (since < Math.max(FEWEST_EPOCHS_RISING, EPOCHS_RISING * count)) {
      return;
    }
    double last = Arrays.stream(losses.heldOut(), count - 3, count).average().orElse(Double.NaN);
    double then = losses.training()[best];
    double now = Arrays.stream(losses.training(), count - 3, count).average().orElse(Double.NaN);
    if (last > OVERFIT * losses.heldOut()[best] && now < then) {
      found.add(
          new Finding.Overfitting(
              losses.steps()[best],
              epoch(losses.steps()[best]),
              epoch(losses.steps()[count - 1]),
              history.plan().heldOutName(),
              losses.heldOut()[best],
              last,
              then,
              now));
    }
  }

  private int epoch(int step) {
    return step / Math.max(1, history.plan().stepsPerEpoch());
  }

  private void start() {
    int classes = history.plan().classes();
    if (classes > 1 && batches.losses().length > 0) {
      double first = batches.losses()[0];
      if (first > HIGH_START * Math.log(classes)) {
        found.add(new Finding.HighStart(first, classes));
      }
    }
  }

  private void units(Look look) {
    for (Look.Units units : look.units()) {
      boolean rectifier = units.activation().equals("relu");
      if (rectifier && units.idle() >= DEAD) {
        found.add(new Finding.DeadUnits(look.step(), units.layer(), units.count(), units.idle()));
      } else if (!rectifier && units.idle() >= SATURATED) {
        found.add(
            new Finding.Saturated(look.step(), units.layer(), units.activation(), units.idle()));
      }
    }
  }
}
