package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;

/// Applies a model to many rows without holding all intermediate results at once.
public final class Predicting {
  private static final int ROWS = 1024;

  private Predicting() {}

  /// The model's output for every row of `inputs`. Nothing is remembered for gradients. Safe from
  /// any number of threads.
  public static Tensor inBatches(Layer model, Tensor inputs) {
    int rows = inputs.shape().length(0);
    if (rows <= ROWS) {
      return Tensor.untracked(() -> model.apply(inputs));
    }
    Tensor[] parts = new Tensor[(rows + ROWS - 1) / ROWS];
    for (int i = 0; i < parts.length; i++) {
      Tensor part = inputs.slice(0, i * ROWS, Math.min(rows, (i + 1) * ROWS));
      parts[i] = Tensor.untracked(() -> model.apply(part));
    }
    return Tensor.concat(0, parts);
  }
}
