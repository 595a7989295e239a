package dev.glassbox.fit;

import dev.glassbox.fit.MarquardtRun.End;
import dev.glassbox.optim.MinimizationListener;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Levenberg and Marquardt's method for the smallest sum of squares of residuals r(p), with geodesic
/// acceleration.
///
/// Each iteration follows the linear model r + J·v, held back by a damping λ in units D of each
/// parameter's influence, and bends the step along the curvature of the residuals (Transtrum and
/// Sethna 2012, "Improvements to the Levenberg–Marquardt algorithm for nonlinear least-squares
/// minimization"):
///
///     (JᵀJ + λD²) v = −Jᵀr
///     (JᵀJ + λD²) a = −Jᵀr″    with r″ = d²r(p + t·v)/dt²
///     p ← p + v + a/2           if 2|Da| ≤ α|Dv| and the sum of squares falls
///
/// J and r″ are exact, by [dev.glassbox.autodiff.Autodiff]. The systems are solved by QR factors with
/// column pivoting, never by JᵀJ. A step to where anything is infinite or NaN, such as by overflow
/// of `exp`, is refused and λ grows. Once the residuals are all but orthogonal to J, Newton's method
/// takes the rest to rounding.
///
/// {@snippet :
/// Tensor t = Tensor.of(DType.FLOAT64, 0, 1, 2, 3);
/// Tensor y = Tensor.of(DType.FLOAT64, 5.1, 3.0, 1.9, 1.1);
/// record Decay(Tensor amplitude, Tensor rate) {}
/// Decay start = new Decay(Tensor.scalar(DType.FLOAT64, 1), Tensor.scalar(DType.FLOAT64, 1));
/// SquaresMinimum<Decay> minimum =
///     LevenbergMarquardt.defaults()
///         .minimize(d -> d.amplitude().mul(t.mul(d.rate()).neg().exp()).sub(y), start);
/// double rate = minimum.at().rate().item(); // 0.5075
/// }
///
/// If a walk ends where parameters have no influence of their own, such as a rate that has run off or two
/// exponentials that have become one, it is tried again: twice with shorter first steps and then from
/// points near the start and near the end, drawn with a seed that is always the same. The lowest end
/// counts. What is found is a local minimum.
///
/// For fitting data with standard errors, see [CurveFit].
///
/// @param maxIterations the most iterations of a walk, refused steps included, 0 or more
/// @param acceleration α, 0 or more; 0 switches acceleration off
/// @param damping λ at the start, positive; the larger, the shorter the first steps
/// @param retries how often a walk is tried again at most, 0 or more
public record LevenbergMarquardt(
    int maxIterations, double acceleration, double damping, int retries) {
  /// How much larger λ is when a walk is first tried again.
  private static final double[] SHORTER = {1e3, 1e6};

  /// The spread of points near another, against the size of each parameter.
  private static final double NEAR = 0.3;

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public LevenbergMarquardt {
    require(maxIterations >= 0, "maxIterations", "be 0 or more", maxIterations);
    require(
        acceleration >= 0 && Double.isFinite(acceleration),
        "acceleration",
        "be 0 or more",
        acceleration);
    require(damping > 0 && Double.isFinite(damping), "damping", "be positive", damping);
    require(retries >= 0, "retries", "be 0 or more", retries);
  }

  private static void require(boolean holds, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Levenberg–Marquardt: %s must %s, was %s".formatted(name, rule, value));
    }
  }

  /// 5000 iterations, α = 0.75, λ = 0.001, 10 retries.
  public static LevenbergMarquardt defaults() {
    return new LevenbergMarquardt(5000, 0.75, 1e-3, 10);
  }

  /// The same with this many iterations at most.
  public LevenbergMarquardt withMaxIterations(int maxIterations) {
    return new LevenbergMarquardt(maxIterations, acceleration, damping, retries);
  }

  /// The same with this α.
  public LevenbergMarquardt withAcceleration(double acceleration) {
    return new LevenbergMarquardt(maxIterations, acceleration, damping, retries);
  }

  /// The same with this λ at the start.
  public LevenbergMarquardt withDamping(double damping) {
    return new LevenbergMarquardt(maxIterations, acceleration, damping, retries);
  }

  /// The same with this many retries at most; with 0 the first walk counts, as for a model that has
  /// more parameters than its data determine anyway.
  public LevenbergMarquardt withRetries(int retries) {
    return new LevenbergMarquardt(maxIterations, acceleration, damping, retries);
  }

  /// Makes the sum of squares smallest.
  ///
  /// @param residuals gives a tensor of any shape; the squares of all its elements are summed
  /// @param start a tensor, or a record, list or map of tensors, all FLOAT64 or all FLOAT32; the
  ///   former gives twice the digits
  /// @throws IllegalArgumentException if a residual or a derivative is not finite at the start; the
  ///   message names it
  public <T> SquaresMinimum<T> minimize(Function<T, Tensor> residuals, T start) {
    return minimize(residuals, start, (_, _) -> {});
  }

  /// The same, telling of the start and of each step taken, in every walk: a step 0 begins another.
  public <T> SquaresMinimum<T> minimize(
      Function<T, Tensor> residuals, T start, MinimizationListener<T> listener) {
    Residuals<T> counted = new Residuals<>(residuals, start);
    return from(first(counted), counted, listener);
  }

  /// The same, but null where a residual or a derivative is not finite at the start.
  <T> @Nullable SquaresMinimum<T> attempt(Function<T, Tensor> residuals, T start) {
    Residuals<T> counted = new Residuals<>(residuals, start);
    Linearized first = Linearized.at(counted, counted.start());
    return first == null ? null : from(first, counted, (_, _) -> {});
  }

  private <T> SquaresMinimum<T> from(
      Linearized first, Residuals<T> residuals, MinimizationListener<T> listener) {
    End best = new MarquardtRun<>(this, damping, residuals, first, listener).run();
    Rng rng = Rng.seed(0);
    boolean determinable = first.r().length >= first.p().length;
    for (int i = 0; i < retries && determinable && !best.isClear(); i++) {
      double shorter = i < SHORTER.length ? damping * SHORTER[i] : damping;
      Linearized from =
          i < SHORTER.length
              ? first
              : Linearized.at(residuals, near((i % 2 == 0 ? first : best.at()).p(), rng));
      if (from != null) {
        End other = new MarquardtRun<>(this, shorter, residuals, from, listener).run();
        best = other.betterThan(best) ? other : best;
      }
    }
    Linearized at = best.at();
    return new SquaresMinimum<>(
        residuals.point(at.p()),
        Tensor.of(Shape.of(at.r().length), at.r()),
        at.squares(),
        at.qr().rank(),
        best.stop(),
        residuals.evaluations(),
        best.history());
  }

  private static double[] near(double[] p, Rng rng) {
    double[] near = p.clone();
    for (int j = 0; j < near.length; j++) {
      near[j] += NEAR * rng.nextGaussian() * (p[j] == 0 ? 1 : p[j]);
    }
    return near;
  }

  private static <T> Linearized first(Residuals<T> residuals) {
    Linearized first = Linearized.at(residuals, residuals.start());
    if (first == null) {
      throw new IllegalArgumentException("least squares: " + obstacle(residuals));
    }
    return first;
  }

  /// Why the residuals cannot be linearised at the start.
  private static String obstacle(Residuals<?> residuals) {
    double[] r = residuals.at(residuals.start());
    for (int i = 0; i < r.length; i++) {
      if (!Double.isFinite(r[i])) {
        return "residual %d is %s at the start; start where all are finite".formatted(i, r[i]);
      }
    }
    double[][] jacobian = residuals.jacobian(residuals.start());
    int[] flaw = Residuals.flaw(jacobian);
    return flaw == null
        ? "the squares overflow at the start; start closer, or scale the residuals"
        : "the derivative of residual %d by parameter %d is %s at the start; start where all are finite"
            .formatted(flaw[0], flaw[1], jacobian[flaw[1]][flaw[0]]);
  }
}
