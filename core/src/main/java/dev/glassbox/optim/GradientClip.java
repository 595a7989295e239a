package dev.glassbox.optim;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// How gradients are limited before they become a step.
///
/// {@snippet :
/// Linear model = Linear.of(4, 3, Rng.seed(1));
/// Updater updater = Adam.of(1e-3).over(model.parameters(), GradientClip.byNorm(1));
/// }
public sealed interface GradientClip {
  /// Gradients as they are.
  static GradientClip none() {
    return new None();
  }

  /// Gradients whose global norm is `max` at most (Pascanu, Mikolov and Bengio 2013).
  static GradientClip byNorm(double max) {
    return new ByNorm(max);
  }

  /// Gradients whose every element lies in ±`max`.
  static GradientClip byValue(double max) {
    return new ByValue(max);
  }

  /// The global norm √Σ g², over all elements of all gradients, summed in double precision.
  static double norm(List<Tensor> gradients) {
    return Tensor.untracked(() -> normOf(gradients)).item();
  }

  /// The same as a tensor, FLOAT64.
  private static Tensor normOf(List<Tensor> gradients) {
    Tensor sum = Tensor.scalar(DType.FLOAT64, 0);
    for (Tensor gradient : gradients) {
      sum = sum.add(gradient.to(DType.FLOAT64).square().sum());
    }
    return sum.sqrt();
  }

  /// Gradients as they are.
  record None() implements GradientClip {}

  /// All gradients multiplied by max / (norm + 10⁻⁶) where that is below 1; their direction stays.
  /// The 10⁻⁶ is PyTorch's.
  ///
  /// @param max the largest global norm, positive
  record ByNorm(double max) implements GradientClip {
    /// Checks the limit.
    public ByNorm {
      Setting.positive("gradient clip", "norm", max);
    }

    /// These gradients, limited.
    ///
    /// @param norm a buffer for the global norm, FLOAT64
    List<Tensor> limit(List<Tensor> gradients, Tensor norm) {
      norm.assign(normOf(gradients));
      Tensor factor = Tensor.scalar(DType.FLOAT64, max).div(norm.add(1e-6)).minimum(1);
      return gradients.stream().map(g -> g.mul(factor.to(g.dtype()))).toList();
    }
  }

  /// Every element limited to [−max, max] by itself; the direction may change.
  ///
  /// @param max the largest magnitude, positive
  record ByValue(double max) implements GradientClip {
    /// Checks the limit.
    public ByValue {
      Setting.positive("gradient clip", "value", max);
    }
  }
}
