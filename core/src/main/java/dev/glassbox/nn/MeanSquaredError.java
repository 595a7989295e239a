package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// The mean of (y − t)² over all elements.
///
/// Its minimum is the mean of the targets; one far outlier can outweigh everything else.
public record MeanSquaredError() implements Loss {
  @Override
  public Tensor of(Tensor output, Tensor target) {
    Pair pair = Pair.of(name(), output, target);
    return pair.output().sub(pair.target()).square().mean();
  }

  @Override
  public String name() {
    return "mean squared error";
  }
}
