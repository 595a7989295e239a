package dev.glassbox.optim;

/// RMSProp, steps divided by the root of an average of squared gradients (Tieleman and Hinton 2012;
/// centred by Graves 2013).
///
///     g ← g + λθ
///     s ← αs + (1 − α)g²
///     a ← αa + (1 − α)g           if centred, else a = 0
///     d ← g / (√(s − a²) + ε)
///     b ← μb + d
///     θ ← θ − ηb
///
/// @param learningRate η, 0 or more
/// @param alpha α, in [0, 1)
/// @param epsilon ε, 0 or more
/// @param momentum μ, in [0, 1)
/// @param centered whether the mean gradient is taken out, so that the root is of the variance
/// @param weightDecay λ, 0 or more
public record RmsProp(
    double learningRate,
    double alpha,
    double epsilon,
    double momentum,
    boolean centered,
    double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public RmsProp {
    Setting.nonNegative("RMSProp", "learningRate", learningRate);
    Setting.decay("RMSProp", "alpha", alpha);
    Setting.nonNegative("RMSProp", "epsilon", epsilon);
    Setting.decay("RMSProp", "momentum", momentum);
    Setting.nonNegative("RMSProp", "weightDecay", weightDecay);
  }

  /// With α = 0.99 and ε = 10⁻⁸, not centred, without momentum or weight decay.
  public static RmsProp of(double learningRate) {
    return new RmsProp(learningRate, 0.99, 1e-8, 0, false, 0);
  }

  /// The same with this α.
  public RmsProp withAlpha(double alpha) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /// The same with this momentum.
  public RmsProp withMomentum(double momentum) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /// The same, centred or not.
  public RmsProp withCentered(boolean centered) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /// The same with this weight decay.
  public RmsProp withWeightDecay(double weightDecay) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }
}
