package dev.glassbox.fit;

import static dev.glassbox.fit.Linearized.dot;

import dev.glassbox.optim.MinimizationListener;
import dev.glassbox.optim.Step;
import dev.glassbox.optim.Stop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk of [LevenbergMarquardt] from a start.
final class MarquardtRun<T> {
  /// The relative offset from which on Newton's steps double the digits.
  private static final double CLOSE = 1e-5;

  /// How fast a past length of a column is forgotten.
  private static final double MEMORY = 0.7;

  private final LevenbergMarquardt settings;
  private final Residuals<T> residuals;
  private final MinimizationListener<T> listener;
  private final List<Step> history = new ArrayList<>();
  private Linearized here;
  private double[] scale;
  private double damping;
  private double growth = 2;

  MarquardtRun(
      LevenbergMarquardt settings,
      double damping,
      Residuals<T> residuals,
      Linearized start,
      MinimizationListener<T> listener) {
    this.settings = settings;
    this.damping = damping;
    this.residuals = residuals;
    this.listener = listener;
    here = start;
    scale = start.qr().lengths();
  }

  /// Where a walk ended.
  record End(Linearized at, Stop stop, List<Step> history) {
    /// Whether every parameter still has an influence of its own there. A parameter has lost it if
    /// the whole of it matters next to nothing beside the residuals.
    boolean isClear() {
      double negligible = 1e-6 * Math.sqrt(at.squares());
      double[] lengths = at.qr().lengths();
      boolean clear = at.qr().hasFullRank();
      for (int j = 0; j < lengths.length; j++) {
        clear &= lengths[j] * Math.abs(at.p()[j]) >= negligible;
      }
      return clear;
    }

    /// Whether the squares here are clearly fewer, or as few with more parameters determined.
    boolean betterThan(End other) {
      double mine = at.squares();
      double theirs = other.at.squares();
      return mine < theirs * (1 - 1e-9)
          || (mine <= theirs * (1 + 1e-9) && at.qr().rank() > other.at.qr().rank());
    }
  }

  End run() {
    note(0);
    Stop stop = walk();
    Linearized polished = new NewtonPolish(residuals).from(here);
    if (polished.offset() <= Math.max(CLOSE, here.offset())) {
      double[] step = difference(polished.p(), here.p());
      here = polished;
      if (dot(step, step) > 0) {
        note(Math.sqrt(dot(step, step)));
      }
    }
    if (here.offset() <= CLOSE) {
      stop = Stop.GRADIENT_TOLERANCE;
    }
    return new End(here, stop, history);
  }

  private Stop walk() {
    for (int trial = 0; here.offset() > CLOSE; trial++) {
      if (trial >= settings.maxIterations()) {
        return Stop.ITERATION_LIMIT;
      }
      PivotedQr damped = here.qr().damped(times(Math.sqrt(damping), scale));
      double[] velocity = damped.solve(here.rightHandSide(here.rotated()));
      double[] step = accelerated(damped, velocity);
      Linearized there = step == null ? null : taken(step);
      if (there != null && step != null) {
        settle(velocity, there);
        note(Math.sqrt(dot(step, step)));
      } else if (isRounding(velocity)) {
        return Stop.NO_PROGRESS;
      } else {
        damping *= growth;
        growth *= 2;
      }
    }
    return Stop.GRADIENT_TOLERANCE;
  }

  /// The step bent along the curvature of the residuals; null if it bends too much to be trusted.
  /// It stays straight where the curvature is not finite, as that of √x at 0.
  private double @Nullable [] accelerated(PivotedQr damped, double[] velocity) {
    if (settings.acceleration() == 0) {
      return velocity;
    }
    double[] bend = residuals.secondDerivative(here.p(), velocity);
    if (!Double.isFinite(dot(bend, bend))) {
      return velocity;
    }
    double[] acceleration = damped.solve(here.rightHandSide(here.qr().rotate(bend)));
    double ratio = 2 * scaledNorm(acceleration) / scaledNorm(velocity);
    if (!(ratio <= settings.acceleration())) {
      return null;
    }
    double[] step = velocity.clone();
    for (int j = 0; j < step.length; j++) {
      step[j] += acceleration[j] / 2;
    }
    return step;
  }

  /// What is there after a step; null unless all is finite and the squares are fewer.
  private @Nullable Linearized taken(double[] step) {
    double[] p = here.p().clone();
    for (int j = 0; j < p.length; j++) {
      p[j] += step[j];
    }
    p = residuals.rounded(p);
    double[] r = residuals.at(p);
    return dot(r, r) < here.squares() ? Linearized.at(residuals, p, r) : null;
  }

  /// Goes there, and damps less the better the linear model foretold the squares (Nielsen 1999).
  private void settle(double[] velocity, Linearized there) {
    double foretold = foretold(velocity);
    double gain = foretold > 0 ? (here.squares() - there.squares()) / foretold : 1;
    damping *= Math.max(1.0 / 3, 1 - Math.pow(2 * gain - 1, 3));
    growth = 2;
    here = there;
    double[] lengths = there.qr().lengths();
    for (int j = 0; j < scale.length; j++) {
      scale[j] = Math.max(MEMORY * scale[j], lengths[j]);
    }
  }

  /// |r|² − |r + J·v|², from the factors: J·v = Q · (R·…), so that large equal parts never meet.
  private double foretold(double[] velocity) {
    double[] change = here.qr().applied(velocity);
    double fewer = 0;
    for (int k = 0; k < change.length; k++) {
      fewer -= change[k] * (2 * here.rotated()[k] + change[k]);
    }
    return fewer;
  }

  private boolean isRounding(double[] velocity) {
    double precision = residuals.precision() / 4;
    for (int j = 0; j < velocity.length; j++) {
      if (Math.abs(velocity[j]) > precision * Math.abs(here.p()[j])) {
        return damping > 1e200;
      }
    }
    return true;
  }

  private double scaledNorm(double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum = Math.hypot(sum, scale[j] * v[j]);
    }
    return sum;
  }

  private void note(double length) {
    double steepest = 0;
    for (double slope : here.qr().transposed(here.rotated())) {
      steepest = Math.max(steepest, Math.abs(2 * slope));
    }
    Step step = new Step(history.size(), here.squares(), steepest, length, residuals.evaluations());
    history.add(step);
    listener.on(step, residuals.point(here.p()));
  }

  private static double[] times(double factor, double[] a) {
    double[] product = a.clone();
    for (int j = 0; j < product.length; j++) {
      product[j] *= factor;
    }
    return product;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int j = 0; j < difference.length; j++) {
      difference[j] -= b[j];
    }
    return difference;
  }
}
