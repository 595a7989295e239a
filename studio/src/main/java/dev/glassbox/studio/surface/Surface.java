package dev.glassbox.studio.surface;

import dev.glassbox.studio.run.Measure;
import dev.glassbox.studio.run.Observed;
import dev.glassbox.studio.run.Rows;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The loss over a piece of a plane through the weights of a step, computed bit by bit: 9 × 9
/// places, then those between them, and so on.
final class Surface {
  /// Which directions the plane has.
  enum Kind {
    /// Random ones, in which each neuron's weights are as long as its own.
    RANDOM,
    /// Those in which the weights of the training's path differ most.
    PATH
  }

  /// What is asked.
  ///
  /// @param number of the training
  /// @param kind which directions
  /// @param centre the step whose weights the plane goes through
  /// @param until the last step of the path
  /// @param seed of random directions
  /// @param zoom how much larger the piece is than usual
  record Question(int number, Kind kind, int centre, int until, int seed, double zoom) {}

  /// Places along each side, from coarse to fine.
  static final int[] SIDES = {9, 17, 33, 65};

  private static final int FINEST = SIDES[SIDES.length - 1];
  private static final int MOST_ROWS = 512;
  private static final int MOST_PATH = 100;
  private static final int LEAST_PATH = 8;
  private static final int MOST_PATH_NUMBERS = 20_000_000;
  private static final double MARGIN = 0.25;
  private static final double NARROWEST = 0.2;
  private static final double LONGEST_LEVEL_SECONDS = 60;

  private final Twin twin;
  private final Measure loss;
  private final WeightPlane plane;
  private final double centreLoss;
  private final int[] steps;
  private final List<WeightPlane.Place> places = new ArrayList<>();
  private final double[] pathLosses;
  private final double[] window;
  private final double[] values = new double[FINEST * FINEST];
  private final boolean[] isKnown = new boolean[FINEST * FINEST];
  private List<float[]> path;
  private int pathDone;
  private int level;
  private int levels = SIDES.length;
  private int next;
  private long nanos;
  private int computed;

  Surface(Question question, Observed run, Subject subject) {
    twin = new Twin(subject.network());
    loss = new Measure(twin.network(), subject.loss(), Rows.some(subject.training(), MOST_ROWS));
    WeightLayout layout = WeightLayout.of(twin.network());
    float[] origin = run.at(question.centre()).state();
    steps =
        pathSteps(run.steps(), question.until(), MOST_PATH_NUMBERS / Math.max(1, origin.length));
    path = Arrays.stream(steps).mapToObj(step -> run.at(step).state()).toList();
    plane =
        question.kind() == Kind.RANDOM || steps.length < 2
            ? WeightPlane.random(layout, origin, question.seed())
            : WeightPlane.principal(layout, origin, path);
    path.forEach(state -> places.add(plane.nearest(state)));
    pathLosses = new double[steps.length];
    Arrays.fill(pathLosses, Double.NaN);
    window = window(question);
    centreLoss = lossOf(origin);
  }

  /// Kept steps at about even distances up to one, so many at most.
  static int[] pathSteps(int[] kept, int until, int most) {
    int[] there = Arrays.stream(kept).filter(step -> step <= until).toArray();
    int count = Math.min(there.length, Math.clamp(most, LEAST_PATH, MOST_PATH));
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int goal = (int) Math.round((double) there[there.length - 1] * i / Math.max(1, count - 1));
      int at = Arrays.binarySearch(there, goal);
      int step = there[at >= 0 ? at : Math.max(0, -at - 2)];
      if (steps.isEmpty() || step > steps.getLast()) {
        steps.add(step);
      }
    }
    return steps.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Left, right, bottom and top.
  private double[] window(Question question) {
    if (question.kind() == Kind.RANDOM || steps.length < 2) {
      double half = question.zoom();
      return new double[] {-half, half, -half, half};
    }
    double[] x = range(places.stream().mapToDouble(WeightPlane.Place::x).toArray());
    double[] y = range(places.stream().mapToDouble(WeightPlane.Place::y).toArray());
    double widest = Math.max(Math.max(x[1], y[1]), 1e-6);
    double halfX = Math.max(x[1], NARROWEST * widest) * (1 + 2 * MARGIN) * question.zoom();
    double halfY = Math.max(y[1], NARROWEST * widest) * (1 + 2 * MARGIN) * question.zoom();
    return new double[] {x[0] - halfX, x[0] + halfX, y[0] - halfY, y[0] + halfY};
  }

  /// The middle and half the width of these numbers and 0.
  private static double[] range(double[] numbers) {
    double low = Math.min(0, Arrays.stream(numbers).min().orElse(0));
    double high = Math.max(0, Arrays.stream(numbers).max().orElse(0));
    return new double[] {(low + high) / 2, (high - low) / 2};
  }

  WeightPlane plane() {
    return plane;
  }

  double centreLoss() {
    return centreLoss;
  }

  int rows() {
    return loss.rows();
  }

  double[] window() {
    return window;
  }

  /// The steps of the path that are shown.
  int[] steps() {
    return steps;
  }

  List<WeightPlane.Place> places() {
    return places;
  }

  /// The loss at each of the path's steps itself, NaN where it is not known yet.
  double[] pathLosses() {
    return pathLosses.clone();
  }

  /// How many levels are complete.
  int level() {
    return level;
  }

  /// Whether nothing is left to compute.
  boolean isDone() {
    return level == levels && pathDone == steps.length;
  }

  /// The losses of a complete level, row by row from below.
  double[] values(int complete) {
    int side = SIDES[complete];
    int stride = (FINEST - 1) / (side - 1);
    double[] picked = new double[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        picked[row * side + column] = values[row * stride * FINEST + column * stride];
      }
    }
    return picked;
  }

  private double lossOf(float[] state) {
    twin.assign(state);
    return loss.measure();
  }

  /// The loss at a place.
  double at(double x, double y) {
    return lossOf(plane.at(x, y));
  }

  /// Computes for so long.
  void work(long forNanos) {
    long end = System.nanoTime() + forNanos;
    do {
      one();
    } while (!isDone() && System.nanoTime() < end);
  }

  private void one() {
    // The path comes after the first look at the surface.
    if (pathDone < steps.length && level > 0) {
      pathLosses[pathDone] = lossOf(path.get(pathDone));
      pathDone++;
      if (pathDone == steps.length) {
        path = List.of();
      }
      return;
    }
    int side = SIDES[level];
    int stride = (FINEST - 1) / (side - 1);
    int row = next / side * stride;
    int column = next % side * stride;
    if (!isKnown[row * FINEST + column]) {
      long start = System.nanoTime();
      double x = window[0] + (window[1] - window[0]) * column / (FINEST - 1);
      double y = window[2] + (window[3] - window[2]) * row / (FINEST - 1);
      values[row * FINEST + column] = at(x, y);
      isKnown[row * FINEST + column] = true;
      nanos += System.nanoTime() - start;
      computed++;
    }
    next++;
    if (next == side * side) {
      next = 0;
      level++;
      if (level < levels && seconds(SIDES[level]) > LONGEST_LEVEL_SECONDS) {
        levels = level;
      }
    }
  }

  /// How long a level would take about.
  private double seconds(int side) {
    return 1e-9 * nanos / computed * side * side;
  }
}
