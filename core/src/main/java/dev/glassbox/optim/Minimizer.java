package dev.glassbox.optim;

import dev.glassbox.tensor.Tensor;
import java.util.function.Function;

/// A method that walks from a point downhill to where a function is smallest nearby, with the
/// gradient by [dev.glassbox.autodiff.Autodiff] and a line search in place of a learning rate.
///
/// For functions that give the same number each time, such as a loss over all rows; for batches use
/// an [Optimizer]. The point is a tensor, or a record, list or map of tensors, such as a model;
/// FLOAT64 gives about twice the digits of FLOAT32.
///
/// {@snippet :
/// Function<Tensor, Tensor> bowl = x -> x.sub(Tensor.of(DType.FLOAT64, 3, -1)).square().sum();
/// Minimum<Tensor> minimum = Lbfgs.defaults().minimize(bowl, Tensor.of(DType.FLOAT64, 0, 0));
/// Tensor at = minimum.at(); // [3, −1]
/// boolean found = minimum.stop() == Stop.GRADIENT_TOLERANCE;
/// }
///
/// Every step satisfies the strong Wolfe conditions with c₁ = 10⁻⁴, up to the rounding of the value
/// (Nocedal and Wright 2006, "Numerical Optimization", section 3.1). Where the function is infinite
/// or NaN on the way, the step is shortened. The point that is found is a local minimum; others may
/// lie lower. Its tensors are trainable where those of the start are, so that a model can be
/// trained on or saved.
public sealed interface Minimizer permits Lbfgs, ConjugateGradient {
  /// The most iterations.
  int maxIterations();

  /// The largest magnitude of an element of the gradient that counts as 0.
  double gradientTolerance();

  /// Walks downhill from the start.
  ///
  /// @param function gives a single number
  /// @throws IllegalArgumentException if the function or its gradient is not finite at the start,
  ///   or the start holds no floating-point tensor
  default <T> Minimum<T> minimize(Function<T, Tensor> function, T start) {
    return minimize(function, start, (_, _) -> {});
  }

  /// Walks downhill from the start and tells of every step.
  ///
  /// {@snippet :
  /// List<Tensor> path = new ArrayList<>();
  /// Minimum<Tensor> minimum =
  ///     ConjugateGradient.defaults()
  ///         .minimize(
  ///             x -> x.square().sum(), Tensor.of(DType.FLOAT64, 1, 2), (step, at) -> path.add(at));
  /// }
  ///
  /// @param function gives a single number
  /// @throws IllegalArgumentException if the function or its gradient is not finite at the start,
  ///   or the start holds no floating-point tensor
  default <T> Minimum<T> minimize(
      Function<T, Tensor> function, T start, MinimizationListener<T> listener) {
    Directions directions =
        switch (this) {
          case Lbfgs lbfgs -> new LbfgsDirections(lbfgs.memory());
          case ConjugateGradient conjugate -> new ConjugateDirections(conjugate.formula());
        };
    return new Minimization<>(this, directions, new Objective<>(function, start), listener).run();
  }
}
