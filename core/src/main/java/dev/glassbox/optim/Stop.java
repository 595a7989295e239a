package dev.glassbox.optim;

/// Why a [Minimizer] stopped.
public enum Stop {
  /// No element of the gradient is larger than the tolerance.
  GRADIENT_TOLERANCE,

  /// No step makes the value smaller by what the tensors' type can tell: most often the minimum as
  /// exactly as that type knows it, sometimes a kink or a gradient that does not fit the function.
  NO_PROGRESS,

  /// All iterations that were allowed are used up.
  ITERATION_LIMIT,

  /// The value keeps falling along a direction as far as numbers reach: there is no minimum there.
  UNBOUNDED
}
