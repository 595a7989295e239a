package dev.glassbox.nn;

import dev.glassbox.tensor.Tensor;

/// The mean of −w t ln σ(z) − (1 − t) ln(1 − σ(z)) over all elements, for logits z and targets t in
/// [0, 1].
///
/// Computed from the logits, so that it neither overflows nor loses digits: give it the last linear
/// layer's output, without a sigmoid.
///
/// {@snippet :
/// Loss loss = new BinaryCrossEntropy().withPositiveWeight(9); // one row in ten is positive
/// }
///
/// @param positiveWeight w, how much more a positive row counts than a negative one; 1 for alike
/// @param labelSmoothing s in [0, 1): targets become (1 − s) t + s/2 (Szegedy et al. 2016)
public record BinaryCrossEntropy(double positiveWeight, double labelSmoothing) implements Loss {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public BinaryCrossEntropy {
    Setting.positive("binary cross-entropy", "positiveWeight", positiveWeight);
    Setting.share("binary cross-entropy", "labelSmoothing", labelSmoothing);
  }

  /// Without weight or smoothing.
  public BinaryCrossEntropy() {
    this(1, 0);
  }

  /// The same loss with positive rows counted this many times.
  public BinaryCrossEntropy withPositiveWeight(double weight) {
    return new BinaryCrossEntropy(weight, labelSmoothing);
  }

  /// The same loss with smoothed targets.
  public BinaryCrossEntropy withLabelSmoothing(double smoothing) {
    return new BinaryCrossEntropy(positiveWeight, smoothing);
  }

  /// @throws IllegalArgumentException if a target is outside [0, 1]
  @Override
  public Tensor of(Tensor output, Tensor target) {
    Pair pair = Pair.of(name(), output, target);
    Tensor logits = pair.output();
    // Labels of −1 and 1 would make the loss sink without end.
    Tensor smoothed = smooth(pair.target().requireWithin(0, 1, name() + ": targets"));
    if (positiveWeight == 1) {
      return logits.sigmoidCrossEntropy(smoothed).mean();
    }
    Tensor positive = logits.neg().softplus().mul(smoothed).mul(positiveWeight);
    Tensor negative = logits.softplus().mul(smoothed.neg().add(1));
    return positive.add(negative).mean();
  }

  private Tensor smooth(Tensor target) {
    return labelSmoothing == 0 ? target : target.mul(1 - labelSmoothing).add(labelSmoothing / 2);
  }

  @Override
  public String name() {
    return "binary cross-entropy";
  }
}
