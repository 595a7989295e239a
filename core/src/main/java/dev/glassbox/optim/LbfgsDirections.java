package dev.glassbox.optim;

import java.util.ArrayList;
import java.util.List;

/// The two-loop recursion of [Lbfgs] (Nocedal and Wright 2006, algorithm 7.4).
final class LbfgsDirections implements Directions {
  private final int memory;
  private final List<Pair> pairs = new ArrayList<>();

  private record Pair(double[] s, double[] y, double rho) {}

  LbfgsDirections(int memory) {
    this.memory = memory;
  }

  @Override
  public double[] next(double[] gradient) {
    double[] q = gradient.clone();
    double[] alpha = new double[pairs.size()];
    for (int i = pairs.size() - 1; i >= 0; i--) {
      Pair pair = pairs.get(i);
      alpha[i] = pair.rho * Vectors.dot(pair.s, q);
      Vectors.addTo(q, -alpha[i], pair.y);
    }
    double[] direction = Vectors.times(-scale(), q);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      double beta = -pair.rho * Vectors.dot(pair.y, direction);
      Vectors.addTo(direction, beta - alpha[i], pair.s);
    }
    return direction;
  }

  private double scale() {
    if (pairs.isEmpty()) {
      return 1;
    }
    Pair last = pairs.getLast();
    return 1 / (last.rho * Vectors.dot(last.y, last.y));
  }

  @Override
  public void learn(double[] step, double[] from, double[] to) {
    double[] y = Vectors.minus(to, from);
    double curvature = Vectors.dot(step, y);
    // Rounding can leave a pair without curvature, from which H would not be positive definite.
    if (curvature > 1e-12 * Vectors.norm(step) * Vectors.norm(y)) {
      pairs.add(new Pair(step, y, 1 / curvature));
      if (pairs.size() > memory) {
        pairs.removeFirst();
      }
    }
  }

  @Override
  public void forget() {
    pairs.clear();
  }

  @Override
  public boolean remembers() {
    return !pairs.isEmpty();
  }

  /// Once curvature is known, the direction is as long as the step ought to be.
  @Override
  public double firstStep(double slope) {
    return pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  }

  @Override
  public double curvature() {
    return 0.9;
  }
}
