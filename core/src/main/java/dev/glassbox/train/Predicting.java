package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;

/// Applies a model to many rows without holding all intermediate results at once.
public final class Predicting {
  /// From so many rows on it pays to record a program.
  private static final int MANY = 8 * Prediction.ROWS;

  private Predicting() {}

  /// The model's output for every row of `inputs`. Nothing is remembered for gradients. Safe from
  /// any number of threads.
  public static Tensor inBatches(Layer model, Tensor inputs) {
    boolean many = inputs.shape().length(0) >= MANY;
    return new Prediction(model, many && Programs.areOn()).of(inputs);
  }
}
