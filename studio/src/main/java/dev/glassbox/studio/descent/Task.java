package dev.glassbox.studio.descent;

import dev.glassbox.tensor.Tensor;
import java.util.List;

/// What the optimisers race on: parameters, and losses to make small.
interface Task {
  /// Fresh parameters at the start.
  State start();

  /// The least height there is, NaN if that is not known.
  double least();

  /// One run under way.
  interface State {
    List<Tensor> parameters();

    /// The loss whose gradient the next step takes.
    Tensor nextLoss();

    /// The height that the race is judged by.
    double height();

    /// Whether the run has left all bounds, so that it need not go on.
    default boolean isLost() {
      return !Double.isFinite(height());
    }
  }

  /// A landscape with a start.
  record OnLandscape(Landscape landscape, double x, double y) implements Task {
    @Override
    public State start() {
      return new LandscapeState(landscape, x, y);
    }

    @Override
    public double least() {
      return landscape.height(landscape.minimum());
    }
  }

  /// A landscape, from this start.
  static Task on(Landscape landscape, double... start) {
    return new OnLandscape(landscape, start[0], start[1]);
  }
}
