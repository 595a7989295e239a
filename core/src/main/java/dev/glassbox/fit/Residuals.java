package dev.glassbox.fit;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Flattening;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function that gives residuals, seen as one from vectors to vectors, with its derivatives and a
/// count of evaluations.
final class Residuals<T> {
  private final Function<Tensor, Tensor> function;
  private final Flattening<T> flattening;
  private final Tensor start;
  private int evaluations;

  Residuals(Function<T, Tensor> function, T start) {
    flattening = Flattening.of(start);
    this.start = flattening.vector().detach();
    this.function = p -> function.apply(flattening.restore(p)).reshape(-1);
  }

  double[] start() {
    return start.toDoubleArray();
  }

  int evaluations() {
    return evaluations;
  }

  /// The distance from 1 to the next number of the tensors' type.
  double precision() {
    return start.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
  }

  T point(double[] p) {
    return flattening.restoreTrainable(tensor(p));
  }

  private Tensor tensor(double[] p) {
    return Tensor.of(Shape.of(p.length), p).to(start.dtype());
  }

  /// The point nearest to `p` that the tensors' type has.
  double[] rounded(double[] p) {
    return tensor(p).toDoubleArray();
  }

  double[] at(double[] p) {
    evaluations++;
    double[] residuals = Tensor.untracked(() -> function.apply(tensor(p))).toDoubleArray();
    if (residuals.length == 0) {
      throw new ShapeException("least squares: the function gave no residuals");
    }
    return residuals;
  }

  /// The columns ∂r/∂pⱼ, by forward or reverse mode, whichever needs fewer passes.
  double[][] jacobian(double[] p) {
    double[] rows = Autodiff.jacobian(function, tensor(p)).toDoubleArray();
    int n = p.length;
    int m = rows.length / n;
    double[][] columns = new double[n][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        columns[j][i] = rows[i * n + j];
      }
    }
    return columns;
  }

  /// Where a Jacobian, given by its columns, is not finite: row and column, an infinite number
  /// before a NaN, as 0 · ∞ spreads NaN to derivatives that have nothing to do with it. Null if it
  /// is.
  static int @Nullable [] flaw(double[][] jacobian) {
    int[] flaw = null;
    for (int j = 0; j < jacobian.length; j++) {
      for (int i = 0; i < jacobian[j].length; i++) {
        if (Double.isInfinite(jacobian[j][i])) {
          return new int[] {i, j};
        }
        if (Double.isNaN(jacobian[j][i]) && flaw == null) {
          flaw = new int[] {i, j};
        }
      }
    }
    return flaw;
  }

  /// d²r(p + t·v)/dt² at t = 0.
  double[] secondDerivative(double[] p, double[] v) {
    return Autodiff.secondDerivative(function, tensor(p), tensor(v)).toDoubleArray();
  }

  /// Σ rᵢ ∇²rᵢ, the part of the Hessian of Σ r²/2 that the Jacobian does not know, by rows.
  double[][] curvature(double[] p, double[] r) {
    Tensor fixed = tensor(r);
    double[] hessian =
        Autodiff.hessian(q -> function.apply(q).mul(fixed).sum(), tensor(p)).toDoubleArray();
    double[][] rows = new double[p.length][p.length];
    for (int i = 0; i < p.length; i++) {
      System.arraycopy(hessian, i * p.length, rows[i], 0, p.length);
    }
    return rows;
  }
}
