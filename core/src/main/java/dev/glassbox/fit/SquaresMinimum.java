package dev.glassbox.fit;

import dev.glassbox.optim.Step;
import dev.glassbox.optim.Stop;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// What [LevenbergMarquardt] found.
///
/// @param at the point
/// @param residuals there, FLOAT64, as a vector
/// @param sumOfSquares Σ r²
/// @param rank how many directions of the parameters the residuals depend on there; fewer than
///   parameters if some cannot be told apart
/// @param stop why it stopped: [Stop#GRADIENT_TOLERANCE] if the residuals are orthogonal to the
///   Jacobian, [Stop#NO_PROGRESS] if no step made the sum smaller, or [Stop#ITERATION_LIMIT]
/// @param evaluations of the residuals, over all walks
/// @param history the start and each step of the walk that counts; the value is the sum of squares
/// @param <T> the kind of the point
public record SquaresMinimum<T>(
    T at,
    Tensor residuals,
    double sumOfSquares,
    int rank,
    Stop stop,
    int evaluations,
    List<Step> history) {
  /// Keeps its own copy of the history.
  public SquaresMinimum {
    history = List.copyOf(history);
  }

  /// The number of steps that were taken.
  public int iterations() {
    return history.getLast().iteration();
  }
}
