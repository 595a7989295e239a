package dev.glassbox.optim;

import dev.glassbox.optim.Objective.Evaluation;
import org.jspecify.annotations.Nullable;

/// The search for a step t along a direction that satisfies the strong Wolfe conditions
///
///     φ(t) ≤ φ(0) + c₁ t φ′(0)    and    |φ′(t)| ≤ c₂ |φ′(0)|
///
/// where φ is the function along the direction (Nocedal and Wright 2006, algorithms 3.5 and 3.6).
/// An interval that must hold such a step is found by longer and longer steps and then narrowed by
/// cubic interpolation. A step to where φ is not finite only bounds the interval.
///
/// Near a minimum the values differ by less than their rounding, so the first condition is taken
/// with that much leave; then the slopes decide, which know more (Hager and Zhang 2005).
final class LineSearch {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MOST_TRIALS = 60;

  /// How many times the first step a step may be while the function keeps falling.
  private static final double LONGEST = 1e30;

  private final Objective<?> objective;
  private final Evaluation origin;
  private final double[] direction;
  private final double slope;
  private final double curvature;
  private final double noise;

  /// A step with what was found there.
  ///
  /// @param endless whether the function fell as far as steps were tried
  record Trial(double step, Evaluation evaluation, double slope, boolean endless) {
    Trial(double step, Evaluation evaluation, double slope) {
      this(step, evaluation, slope, false);
    }

    double value() {
      return evaluation.value();
    }
  }

  LineSearch(Objective<?> objective, Evaluation origin, double[] direction, double curvature) {
    this.objective = objective;
    this.origin = origin;
    this.direction = direction;
    this.curvature = curvature;
    slope = Vectors.dot(origin.gradient(), direction);
    noise = 4 * objective.precision() * Math.abs(origin.value());
  }

  /// A step that satisfies the conditions, or else the best that was found to make the value
  /// smaller, or null if none did.
  @Nullable Trial from(double first) {
    Trial low = new Trial(0, origin, slope);
    @Nullable Trial high = null;
    double bound = Double.POSITIVE_INFINITY;
    double step = first;
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      Trial tried = at(step);
      if (!tried.evaluation.isFinite()) {
        high = null;
        bound = step;
        step = low.step + (step - low.step) / 4;
      } else if (tooHigh(tried, low)) {
        high = tried;
        bound = step;
        step = between(low, tried);
      } else if (Math.abs(tried.slope) <= -curvature * slope) {
        return tried;
      } else {
        // The interval goes from the lowest trial to where its slope points.
        if (tried.slope * (bound - low.step) >= 0) {
          high = low;
          bound = low.step;
        }
        low = tried;
        if (Double.isInfinite(bound) && step > LONGEST * first) {
          return new Trial(step, tried.evaluation, tried.slope, true);
        }
        step =
            Double.isInfinite(bound)
                ? 4 * step
                : high == null ? (low.step + bound) / 2 : between(low, high);
      }
      if (step == low.step || unmoved(low.step, step)) {
        break;
      }
    }
    return low.step > 0 && low.value() <= origin.value() + noise ? low : null;
  }

  private Trial at(double step) {
    double[] x = origin.x().clone();
    Vectors.addTo(x, step, direction);
    Evaluation evaluation = objective.at(x);
    return new Trial(step, evaluation, Vectors.dot(evaluation.gradient(), direction));
  }

  private boolean tooHigh(Trial tried, Trial low) {
    return tried.value() > origin.value() + SUFFICIENT_DECREASE * tried.step * slope + noise
        || (low.step > 0 && tried.value() > low.value() + noise);
  }

  /// Whether two steps lead to the same point, up to rounding.
  private boolean unmoved(double a, double b) {
    double precision = objective.precision() / 2;
    for (int i = 0; i < direction.length; i++) {
      if (Math.abs((a - b) * direction[i]) > precision * Math.abs(origin.x()[i])) {
        return false;
      }
    }
    return true;
  }

  /// Where the cubic through both values and slopes is lowest, kept away from the ends by a tenth
  /// of the interval (Nocedal and Wright 2006, formula 3.59).
  private static double between(Trial low, Trial high) {
    double width = high.step - low.step;
    double d1 = low.slope + high.slope - 3 * (high.value() - low.value()) / width;
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - low.slope * high.slope), width);
    double share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
    return Double.isNaN(share)
        ? low.step + width / 2
        : low.step + width * Math.clamp(share, 0.1, 0.9);
  }
}
