package dev.glassbox.optim;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.function.Function;

/// Problems of Moré, Garbow and Hillstrom 1981, "Testing unconstrained optimization software": each
/// a vector of residuals whose sum of squares is to be made smallest, with the start and the
/// solution given there.
@SuppressWarnings("ImmutableEnumChecker")
public enum ClassicProblem {
  ROSENBROCK(
      x -> vector(at(x, 1).sub(at(x, 0).square()).mul(10), at(x, 0).neg().add(1)),
      new double[] {-1.2, 1},
      new double[] {1, 1}),

  BEALE(
      x -> vector(beale(x, 1, 1.5), beale(x, 2, 2.25), beale(x, 3, 2.625)),
      new double[] {1, 1},
      new double[] {3, 0.5}),

  POWELL_SINGULAR(
      x ->
          vector(
              at(x, 0).add(at(x, 1).mul(10)),
              at(x, 2).sub(at(x, 3)).mul(Math.sqrt(5)),
              at(x, 1).sub(at(x, 2).mul(2)).square(),
              at(x, 0).sub(at(x, 3)).square().mul(Math.sqrt(10))),
      new double[] {3, -1, 0, 1},
      new double[] {0, 0, 0, 0}),

  HELICAL_VALLEY(
      x ->
          vector(
              at(x, 2).sub(turn(at(x, 0), at(x, 1)).mul(10)).mul(10),
              at(x, 0).square().add(at(x, 1).square()).sqrt().sub(1).mul(10),
              at(x, 2)),
      new double[] {-1, 0, 0},
      new double[] {1, 0, 0}),

  WOOD(
      x ->
          vector(
              at(x, 1).sub(at(x, 0).square()).mul(10),
              at(x, 0).neg().add(1),
              at(x, 3).sub(at(x, 2).square()).mul(Math.sqrt(90)),
              at(x, 2).neg().add(1),
              at(x, 1).add(at(x, 3)).sub(2).mul(Math.sqrt(10)),
              at(x, 1).sub(at(x, 3)).mul(1 / Math.sqrt(10))),
      new double[] {-3, -1, -3, -1},
      new double[] {1, 1, 1, 1}),

  BROWN_BADLY_SCALED(
      x -> vector(at(x, 0).sub(1e6), at(x, 1).sub(2e-6), at(x, 0).mul(at(x, 1)).sub(2)),
      new double[] {1, 1},
      new double[] {1e6, 2e-6});

  private final Function<Tensor, Tensor> residuals;
  private final double[] start;
  private final double[] solution;

  ClassicProblem(Function<Tensor, Tensor> residuals, double[] start, double[] solution) {
    this.residuals = residuals;
    this.start = start;
    this.solution = solution;
  }

  public Function<Tensor, Tensor> residuals() {
    return residuals;
  }

  public Function<Tensor, Tensor> sumOfSquares() {
    return x -> residuals.apply(x).square().sum();
  }

  public Tensor start() {
    return Tensor.of(DType.FLOAT64, start);
  }

  public double[] solution() {
    return solution.clone();
  }

  private static Tensor at(Tensor x, int i) {
    return x.slice(0, i, i + 1);
  }

  private static Tensor vector(Tensor... residuals) {
    return Tensor.concat(0, residuals);
  }

  /// The angle of (a, b) in turns, −1/4 to 3/4.
  private static Tensor turn(Tensor a, Tensor b) {
    Tensor angle = b.div(a).atan().div(2 * Math.PI);
    return Tensor.where(a.greaterEqual(0), angle, angle.add(0.5));
  }

  private static Tensor beale(Tensor x, int power, double constant) {
    return at(x, 0).mul(at(x, 1).pow(power).neg().add(1)).neg().add(constant);
  }
}
