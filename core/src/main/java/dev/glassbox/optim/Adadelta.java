package dev.glassbox.optim;

/// Adadelta, steps in the units of the parameter: the root of average squared steps over the root of
/// average squared gradients (Zeiler 2012).
///
///     g ← g + λθ
///     s ← ρs + (1 − ρ)g²
///     d ← √(a + ε) / √(s + ε) · g
///     a ← ρa + (1 − ρ)d²
///     θ ← θ − ηd
///
/// @param learningRate η, 0 or more; Zeiler's own is 1
/// @param rho ρ, in [0, 1)
/// @param epsilon ε, positive: without it the first step would be 0, and with it all others
/// @param weightDecay λ, 0 or more
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Adadelta {
    Setting.nonNegative("Adadelta", "learningRate", learningRate);
    Setting.decay("Adadelta", "rho", rho);
    Setting.positive("Adadelta", "epsilon", epsilon);
    Setting.nonNegative("Adadelta", "weightDecay", weightDecay);
  }

  /// With ρ = 0.9, ε = 10⁻⁶ and no weight decay.
  public static Adadelta of(double learningRate) {
    return new Adadelta(learningRate, 0.9, 1e-6, 0);
  }

  /// The same with this ρ.
  public Adadelta withRho(double rho) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /// The same with this weight decay.
  public Adadelta withWeightDecay(double weightDecay) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }
}
