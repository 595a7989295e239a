package dev.glassbox.optim;

/// Hears of each iteration of a [Minimizer] and of the start before the first, on the same thread;
/// what a plot of the path needs.
///
/// @param <T> the kind of the point
@FunctionalInterface
public interface MinimizationListener<T> {
  /// Takes note of a step and of the point it led to.
  void on(Step step, T at);
}
