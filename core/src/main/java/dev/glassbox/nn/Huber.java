package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// The mean over all elements of e²/2 where |e| ≤ δ, and of δ(|e| − δ/2) beyond, with e = y − t
/// (Huber 1964).
///
/// Small errors count as in least squares, large ones only in proportion.
///
/// @param delta δ, where the parabola passes into the line, in the targets' unit
public record Huber(double delta) implements Loss {
  /// Checks δ.
  ///
  /// @throws IllegalArgumentException unless it is positive
  public Huber {
    Setting.positive("Huber loss", "delta", delta);
  }

  /// With q = min(|e|, δ), both branches are q(|e| − q/2).
  @Override
  public Tensor of(Tensor output, Tensor target) {
    Pair pair = Pair.of(name(), output, target);
    Tensor error = pair.output().sub(pair.target()).abs();
    Tensor quadratic = error.minimum(delta);
    return quadratic.mul(error.sub(quadratic.mul(0.5))).mean();
  }

  @Override
  public String name() {
    return "Huber loss";
  }
}
