package dev.glassbox.optim;

/// Adam with weight decay of its own, apart from the gradient (Loshchilov and Hutter 2019).
///
///     θ ← θ − ηλθ
///     then as [Adam] without weight decay
///
/// @param learningRate η, 0 or more
/// @param beta1 β₁, in [0, 1)
/// @param beta2 β₂, in [0, 1)
/// @param epsilon ε, 0 or more
/// @param weightDecay λ, 0 or more
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public AdamW {
    Setting.nonNegative("AdamW", "learningRate", learningRate);
    Setting.decay("AdamW", "beta1", beta1);
    Setting.decay("AdamW", "beta2", beta2);
    Setting.nonNegative("AdamW", "epsilon", epsilon);
    Setting.nonNegative("AdamW", "weightDecay", weightDecay);
  }

  /// With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and a weight decay of 0.01.
  public static AdamW of(double learningRate) {
    return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01);
  }

  /// The same with these β₁ and β₂.
  public AdamW withBetas(double beta1, double beta2) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with this weight decay.
  public AdamW withWeightDecay(double weightDecay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }
}
