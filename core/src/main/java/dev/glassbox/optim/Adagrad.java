package dev.glassbox.optim;

/// Adagrad, steps divided by the root of the sum of all squared gradients so far (Duchi, Hazan and Singer
/// 2011).
///
///     g ← g + λθ
///     s ← s + g²                  from s = s₀
///     θ ← θ − η / (1 + (t − 1)κ) · g / (√s + ε)
///
/// @param learningRate η, 0 or more
/// @param learningRateDecay κ, 0 or more
/// @param weightDecay λ, 0 or more
/// @param initialAccumulator s₀, 0 or more
/// @param epsilon ε, 0 or more
public record Adagrad(
    double learningRate,
    double learningRateDecay,
    double weightDecay,
    double initialAccumulator,
    double epsilon)
    implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Adagrad {
    Setting.nonNegative("Adagrad", "learningRate", learningRate);
    Setting.nonNegative("Adagrad", "learningRateDecay", learningRateDecay);
    Setting.nonNegative("Adagrad", "weightDecay", weightDecay);
    Setting.nonNegative("Adagrad", "initialAccumulator", initialAccumulator);
    Setting.nonNegative("Adagrad", "epsilon", epsilon);
  }

  /// With ε = 10⁻¹⁰, starting from 0, without any decay.
  public static Adagrad of(double learningRate) {
    return new Adagrad(learningRate, 0, 0, 0, 1e-10);
  }

  /// The same with this decay of the learning rate.
  public Adagrad withLearningRateDecay(double learningRateDecay) {
    return new Adagrad(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon);
  }

  /// The same with this weight decay.
  public Adagrad withWeightDecay(double weightDecay) {
    return new Adagrad(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon);
  }

  /// The same with sums that start from here.
  public Adagrad withInitialAccumulator(double initialAccumulator) {
    return new Adagrad(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon);
  }
}
