package dev.glassbox.optim;

/// Gradient descent on batches, θ ← θ − ηd, where the direction d is the gradient g + λθ or, with
/// momentum, a memory of it (Robbins and Monro 1951).
///
/// {@snippet :
/// Optimizer plain = Sgd.of(0.1);
/// Optimizer heavy = Sgd.of(0.1).withMomentum(0.9).withWeightDecay(1e-4);
/// Optimizer nesterov = Sgd.of(0.1).withNesterov(0.9);
/// }
///
/// @param learningRate η, 0 or more
/// @param momentum what is remembered of earlier gradients
/// @param weightDecay λ, 0 or more: a pull towards 0 that is part of the gradient (L2)
public record Sgd(double learningRate, Momentum momentum, double weightDecay) implements Optimizer {

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Sgd {
    Setting.nonNegative("SGD", "learningRate", learningRate);
    Setting.nonNegative("SGD", "weightDecay", weightDecay);
  }

  /// What is remembered of earlier gradients.
  public sealed interface Momentum {}

  /// Nothing: d = g.
  public record None() implements Momentum {}

  /// The heavy ball, d = v with v ← μv + (1 − τ)g, whose first v is g (Polyak 1964).
  ///
  /// With τ = 0 a steady gradient is walked along at 1 / (1 − μ) times the learning rate.
  ///
  /// @param momentum μ, in [0, 1)
  /// @param dampening τ, in [0, 1]
  public record HeavyBall(double momentum, double dampening) implements Momentum {
    /// Checks the settings.
    public HeavyBall {
      Setting.decay("SGD", "momentum", momentum);
      Setting.require(
          dampening >= 0 && dampening <= 1, "SGD", "dampening", "lie in [0, 1]", dampening);
    }
  }

  /// Nesterov's look ahead, d = g + μv with v ← μv + g (Nesterov 1983, in the form of Sutskever et
  /// al. 2013).
  ///
  /// @param momentum μ, in (0, 1)
  public record Nesterov(double momentum) implements Momentum {
    /// Checks the setting.
    public Nesterov {
      Setting.require(
          momentum > 0 && momentum < 1, "SGD", "Nesterov momentum", "lie in (0, 1)", momentum);
    }
  }

  /// An exponential average of the gradients, d = v with v ← βv + (1 − β)g, whose v before the
  /// first step is 0.
  ///
  /// A steady gradient is walked along at the learning rate itself, once the average has warmed up.
  /// This form is common in textbooks; PyTorch has no name for it.
  ///
  /// @param beta β, in [0, 1)
  public record Averaged(double beta) implements Momentum {
    /// Checks the setting.
    public Averaged {
      Setting.decay("SGD", "beta", beta);
    }
  }

  /// Plain gradient descent.
  public static Sgd of(double learningRate) {
    return new Sgd(learningRate, new None(), 0);
  }

  /// The same with a heavy ball, not dampened.
  public Sgd withMomentum(double momentum) {
    return withMomentum(new HeavyBall(momentum, 0));
  }

  /// The same with this memory.
  public Sgd withMomentum(Momentum momentum) {
    return new Sgd(learningRate, momentum, weightDecay);
  }

  /// The same with Nesterov's momentum.
  public Sgd withNesterov(double momentum) {
    return withMomentum(new Nesterov(momentum));
  }

  /// The same with an exponential average of the gradients.
  public Sgd withAveraging(double beta) {
    return withMomentum(new Averaged(beta));
  }

  /// The same with this weight decay.
  public Sgd withWeightDecay(double weightDecay) {
    return new Sgd(learningRate, momentum, weightDecay);
  }
}
