package dev.glassbox.optim;

import org.jspecify.annotations.Nullable;

/// The directions of [ConjugateGradient].
final class ConjugateDirections implements Directions {
  private final ConjugateGradient.Formula formula;
  private @Nullable Memory memory;
  private int sinceRestart;

  /// The last direction, its step, its slope, and the gradients on both sides.
  private record Memory(double[] direction, double[] from, double[] to, double decrease) {}

  private double @Nullable [] current;

  ConjugateDirections(ConjugateGradient.Formula formula) {
    this.formula = formula;
  }

  @Override
  public double[] next(double[] gradient) {
    double[] direction = Vectors.times(-1, gradient);
    Memory last = memory;
    if (last != null) {
      boolean turned =
          Math.abs(Vectors.dot(last.from, last.to)) >= 0.2 * Vectors.dot(last.to, last.to);
      if (turned || sinceRestart >= gradient.length) {
        sinceRestart = 0;
      } else {
        Vectors.addTo(direction, beta(last), last.direction);
      }
    }
    current = direction;
    return direction;
  }

  private double beta(Memory last) {
    double[] y = Vectors.minus(last.to, last.from);
    double fromSquared = Vectors.dot(last.from, last.from);
    return switch (formula) {
      case POLAK_RIBIERE -> Math.max(0, Vectors.dot(y, last.to) / fromSquared);
      case HAGER_ZHANG -> {
        double dy = Vectors.dot(last.direction, y);
        double beta =
            (Vectors.dot(y, last.to)
                    - 2 * Vectors.dot(last.direction, last.to) * Vectors.dot(y, y) / dy)
                / dy;
        double least = -1 / (Vectors.norm(last.direction) * Math.min(0.01, Math.sqrt(fromSquared)));
        yield Math.max(beta, least);
      }
    };
  }

  @Override
  public void learn(double[] step, double[] from, double[] to) {
    double[] direction = current;
    if (direction != null) {
      memory = new Memory(direction, from, to, -Vectors.dot(step, from));
      sinceRestart++;
    }
  }

  @Override
  public void forget() {
    memory = null;
    sinceRestart = 0;
  }

  @Override
  public boolean remembers() {
    return memory != null;
  }

  /// As if the value fell as much as in the last step (Nocedal and Wright 2006, formula 3.60).
  @Override
  public double firstStep(double slope) {
    return memory == null ? Math.min(1, 1 / Math.sqrt(-slope)) : memory.decrease / -slope;
  }

  @Override
  public double curvature() {
    return 0.1;
  }
}
