package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// The mean of |y − t| over all elements; the derivative at y = t is 0.
///
/// Its minimum is the median of the targets, which outliers hardly move.
public record MeanAbsoluteError() implements Loss {
  @Override
  public Tensor of(Tensor output, Tensor target) {
    Pair pair = Pair.of(name(), output, target);
    return pair.output().sub(pair.target()).abs().mean();
  }

  @Override
  public String name() {
    return "mean absolute error";
  }
}
