package dev.glassbox.optim;

/// L-BFGS: Newton's method with the inverse Hessian that the last few steps imply (Liu and Nocedal
/// 1989, "On the limited memory BFGS method for large scale optimization").
///
/// Each step s = Δx with its change of the gradient y = Δg is remembered, the last `memory` of
/// them. The direction −H·g comes from them by the two-loop recursion, starting from H₀ = (s·y /
/// y·y) I, at the price of 4 · memory dot products.
///
/// {@snippet :
/// Function<Tensor, Tensor> rosenbrock =
///     x -> {
///       Tensor a = x.slice(0, 0, 1);
///       Tensor b = x.slice(0, 1, 2);
///       return b.sub(a.square()).square().mul(100).add(a.neg().add(1).square()).sum();
///     };
/// Minimum<Tensor> minimum =
///     Lbfgs.defaults().minimize(rosenbrock, Tensor.of(DType.FLOAT64, -1.2, 1));
/// Tensor at = minimum.at(); // [1, 1]
/// }
///
/// The line search asks for |slope| ≤ 0.9 · |slope at the start|, so that most steps cost one
/// evaluation.
///
/// @param memory how many steps are remembered, 1 or more
/// @param maxIterations the most iterations, 0 or more
/// @param gradientTolerance the largest magnitude of an element of the gradient that counts as 0, 0
///   or more
public record Lbfgs(int memory, int maxIterations, double gradientTolerance) implements Minimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Lbfgs {
    Setting.require(memory >= 1, "L-BFGS", "memory", "be 1 or more", memory);
    Setting.require(maxIterations >= 0, "L-BFGS", "maxIterations", "be 0 or more", maxIterations);
    Setting.nonNegative("L-BFGS", "gradientTolerance", gradientTolerance);
  }

  /// A memory of 10 steps, 1000 iterations and a tolerance of 10⁻⁸.
  public static Lbfgs defaults() {
    return new Lbfgs(10, 1000, 1e-8);
  }

  /// The same with a memory of this many steps.
  public Lbfgs withMemory(int memory) {
    return new Lbfgs(memory, maxIterations, gradientTolerance);
  }

  /// The same with this many iterations at most.
  public Lbfgs withMaxIterations(int maxIterations) {
    return new Lbfgs(memory, maxIterations, gradientTolerance);
  }

  /// The same with this tolerance.
  public Lbfgs withGradientTolerance(double gradientTolerance) {
    return new Lbfgs(memory, maxIterations, gradientTolerance);
  }
}
