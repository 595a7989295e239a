package dev.glassbox.optim;

/// Nonlinear conjugate gradients: each direction is the steepest descent −g plus β times the last
/// direction, which needs no more memory than four vectors (Fletcher and Reeves 1964).
///
/// {@snippet :
/// Minimum<Tensor> minimum =
///     ConjugateGradient.defaults()
///         .withFormula(ConjugateGradient.Formula.HAGER_ZHANG)
///         .minimize(x -> x.square().square().sum(), Tensor.of(DType.FLOAT64, 1, -2));
/// }
///
/// It starts anew with −g after as many iterations as there are variables, when two neighbouring
/// gradients are far from orthogonal (|gₖ₊₁·gₖ| ≥ 0.2 · |gₖ₊₁|², Powell 1977), and whenever a
/// direction would lead uphill. The line search asks for |slope| ≤ 0.1 · |slope at the start|.
///
/// @param formula how β is computed
/// @param maxIterations the most iterations, 0 or more
/// @param gradientTolerance the largest magnitude of an element of the gradient that counts as 0, 0
///   or more
public record ConjugateGradient(Formula formula, int maxIterations, double gradientTolerance)
    implements Minimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public ConjugateGradient {
    Setting.require(
        maxIterations >= 0, "conjugate gradient", "maxIterations", "be 0 or more", maxIterations);
    Setting.nonNegative("conjugate gradient", "gradientTolerance", gradientTolerance);
  }

  /// How β is computed from the new gradient g⁺, the last gradient g, their difference y = g⁺ − g
  /// and the last direction d.
  public enum Formula {
    /// max(0, y·g⁺ / g·g), "PR+" (Polak and Ribière 1969; Gilbert and Nocedal 1992).
    POLAK_RIBIERE,

    /// (y − 2d · y·y / d·y) · g⁺ / d·y, but not below −1 / (|d| · min(0.01, |g|)) (Hager and Zhang
    /// 2005, "A new conjugate gradient method with guaranteed descent and an efficient line
    /// search").
    HAGER_ZHANG
  }

  /// By Polak and Ribière, with 5000 iterations and a tolerance of 10⁻⁸.
  public static ConjugateGradient defaults() {
    return new ConjugateGradient(Formula.POLAK_RIBIERE, 5000, 1e-8);
  }

  /// The same with β by this formula.
  public ConjugateGradient withFormula(Formula formula) {
    return new ConjugateGradient(formula, maxIterations, gradientTolerance);
  }

  /// The same with this many iterations at most.
  public ConjugateGradient withMaxIterations(int maxIterations) {
    return new ConjugateGradient(formula, maxIterations, gradientTolerance);
  }

  /// The same with this tolerance.
  public ConjugateGradient withGradientTolerance(double gradientTolerance) {
    return new ConjugateGradient(formula, maxIterations, gradientTolerance);
  }
}
