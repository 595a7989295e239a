package dev.glassbox.optim;

/// Adam, steps scaled by averages of the gradient and of its square (Kingma and Ba 2015).
///
///     g ← g + λθ
///     m ← β₁m + (1 − β₁)g
///     v ← β₂v + (1 − β₂)g²
///     θ ← θ − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
///
/// The weight decay here is part of the gradient and so is scaled with it; [AdamW] decays the weights
/// themselves.
///
/// @param learningRate η, 0 or more
/// @param beta1 β₁, in [0, 1)
/// @param beta2 β₂, in [0, 1)
/// @param epsilon ε, 0 or more
/// @param weightDecay λ, 0 or more
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Adam {
    Setting.nonNegative("Adam", "learningRate", learningRate);
    Setting.decay("Adam", "beta1", beta1);
    Setting.decay("Adam", "beta2", beta2);
    Setting.nonNegative("Adam", "epsilon", epsilon);
    Setting.nonNegative("Adam", "weightDecay", weightDecay);
  }

  /// With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and no weight decay.
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  /// The same with these β₁ and β₂.
  public Adam withBetas(double beta1, double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with this weight decay.
  public Adam withWeightDecay(double weightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }
}
