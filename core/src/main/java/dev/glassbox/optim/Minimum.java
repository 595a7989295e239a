package dev.glassbox.optim;

import java.util.List;

/// What a [Minimizer] found.
///
/// @param at the point
/// @param value of the function there
/// @param gradientNorm the largest magnitude of an element of the gradient there
/// @param stop why it stopped
/// @param history the start and every iteration in order
/// @param <T> the kind of the point
public record Minimum<T>(T at, double value, double gradientNorm, Stop stop, List<Step> history) {
  /// Keeps its own copy of the history.
  public Minimum {
    history = List.copyOf(history);
  }

  /// The number of iterations.
  public int iterations() {
    return history.getLast().iteration();
  }

  /// How often the function and its gradient were computed.
  public int evaluations() {
    return history.getLast().evaluations();
  }
}
