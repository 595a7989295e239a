package dev.glassbox.optim;

import dev.glassbox.optim.LineSearch.Trial;
import dev.glassbox.optim.Objective.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A walk of a [Minimizer].
final class Minimization<T> {
  /// Iterations that neither lower the value nor the gradient before the walk gives up.
  private static final int PATIENCE = 10;

  private final Minimizer settings;
  private final Directions directions;
  private final Objective<T> objective;
  private final MinimizationListener<T> listener;
  private final List<Step> history = new ArrayList<>();
  private boolean unbounded;

  Minimization(
      Minimizer settings,
      Directions directions,
      Objective<T> objective,
      MinimizationListener<T> listener) {
    this.settings = settings;
    this.directions = directions;
    this.objective = objective;
    this.listener = listener;
  }

  Minimum<T> run() {
    Evaluation here = requireFinite(objective.at(objective.start()));
    note(here, 0);
    double lowest = here.value();
    double flattest = Vectors.largest(here.gradient());
    int idle = 0;
    while (true) {
      if (Vectors.largest(here.gradient()) <= settings.gradientTolerance()) {
        return minimum(here, Stop.GRADIENT_TOLERANCE);
      }
      if (history.getLast().iteration() >= settings.maxIterations()) {
        return minimum(here, Stop.ITERATION_LIMIT);
      }
      Evaluation next = step(here);
      if (next == null || idle >= PATIENCE) {
        return minimum(here, Stop.NO_PROGRESS);
      }
      double gradientNorm = Vectors.largest(next.gradient());
      boolean better =
          next.value() < lowest - objective.precision() * Math.abs(lowest)
              || gradientNorm < 0.9 * flattest;
      idle = better ? 0 : idle + 1;
      lowest = Math.min(lowest, next.value());
      flattest = Math.min(flattest, gradientNorm);
      note(next, Vectors.norm(Vectors.minus(next.x(), here.x())));
      here = next;
      if (unbounded) {
        return minimum(here, Stop.UNBOUNDED);
      }
    }
  }

  /// The end of one step; null if there is no way down.
  private @Nullable Evaluation step(Evaluation here) {
    while (true) {
      double[] direction = directions.next(here.gradient());
      double slope = Vectors.dot(here.gradient(), direction);
      if (slope < 0 && Double.isFinite(slope)) {
        LineSearch search = new LineSearch(objective, here, direction, directions.curvature());
        Trial trial = search.from(directions.firstStep(slope));
        if (trial != null) {
          Evaluation there = trial.evaluation();
          unbounded = trial.endless();
          directions.learn(Vectors.minus(there.x(), here.x()), here.gradient(), there.gradient());
          return there;
        }
      }
      if (!directions.remembers()) {
        return null;
      }
      directions.forget();
    }
  }

  private Evaluation requireFinite(Evaluation start) {
    if (!Double.isFinite(start.value())) {
      throw new IllegalArgumentException(
          "minimize: the function is %s at the start; start where it is a finite number"
              .formatted(start.value()));
    }
    for (int i = 0; i < start.gradient().length; i++) {
      if (!Double.isFinite(start.gradient()[i])) {
        throw new IllegalArgumentException(
            "minimize: element %d of the gradient is %s at the start; start where it is finite"
                .formatted(i, start.gradient()[i]));
      }
    }
    return start;
  }

  private void note(Evaluation at, double length) {
    Step step =
        new Step(
            history.size(),
            at.value(),
            Vectors.largest(at.gradient()),
            length,
            objective.evaluations());
    history.add(step);
    listener.on(step, objective.point(at.x()));
  }

  private Minimum<T> minimum(Evaluation at, Stop stop) {
    return new Minimum<>(
        objective.point(at.x()), at.value(), Vectors.largest(at.gradient()), stop, history);
  }
}
