package dev.glassbox.optim;

/// What tells where to go next, from gradients and steps alone.
sealed interface Directions permits LbfgsDirections, ConjugateDirections {
  /// The direction from a point with this gradient.
  double[] next(double[] gradient);

  /// Takes note of a step from one gradient to the next.
  void learn(double[] step, double[] from, double[] to);

  /// Forgets every step, so that the next direction is the steepest descent.
  void forget();

  /// Whether there is anything to forget.
  boolean remembers();

  /// The step to try first along a direction with this slope, in units of the direction.
  double firstStep(double slope);

  /// c₂: how much of the slope may be left after a step.
  double curvature();
}
