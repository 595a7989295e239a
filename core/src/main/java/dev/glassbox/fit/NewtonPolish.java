package dev.glassbox.fit;

import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The last digits of a least-squares solution.
///
/// Gauss and Newton's step leaves out the curvature of the residuals and so gains a fixed number of
/// digits a step, few where residuals are large. With C = Σ rᵢ ∇²rᵢ Newton's own step v solves
///
///     (JᵀJ + C) v = −Jᵀr
///
/// and gains twice the digits each time. Squaring J would lose half of them again, so it is solved
/// through J = QR as (I + R⁻ᵀ C R⁻¹) w = −Qᵀr, v = R⁻¹ w, until steps no longer shrink because they
/// are rounding.
final class NewtonPolish {
  private static final int MOST_STEPS = 12;

  private final Residuals<?> residuals;

  NewtonPolish(Residuals<?> residuals) {
    this.residuals = residuals;
  }

  /// The solution next to a point that is close to it; the point itself if it is no minimum. Where
  /// columns of the Jacobian depend on others, their parameters stay.
  Linearized from(Linearized close) {
    Linearized here = close;
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] step = step(here);
      if (step == null) {
        return here;
      }
      double size = relativeSize(here, step);
      if (!(size < last / 2)) {
        return here;
      }
      last = size;
      Linearized next = Linearized.at(residuals, moved(here.p(), step));
      if (next == null || next.squares() > 2 * here.squares()) {
        return here;
      }
      here = next;
    }
    return here;
  }

  private double[] moved(double[] p, double[] step) {
    double[] moved = p.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += step[j];
    }
    return residuals.rounded(moved);
  }

  private double @Nullable [] step(Linearized here) {
    PivotedQr qr = here.qr();
    int rank = qr.rank();
    if (rank == 0 || here.squares() == 0) {
      return null;
    }
    int n = here.p().length;
    double[][] halfway = new double[n][];
    double[][] curvature = residuals.curvature(here.p(), here.r());
    for (int j = 0; j < n; j++) {
      boolean known = Double.isFinite(Linearized.dot(curvature[j], curvature[j]));
      // Without the curvature it is Gauss and Newton's step, which still leads there, but slower.
      halfway[j] = known ? qr.forward(curvature[j]) : new double[rank];
    }
    double[] system = new double[rank * rank];
    double[] side = new double[rank];
    for (int k = 0; k < rank; k++) {
      double[] row = new double[n];
      for (int j = 0; j < n; j++) {
        row[j] = halfway[j][k];
      }
      System.arraycopy(qr.forward(row), 0, system, k * rank, rank);
      system[k * rank + k] += 1;
      side[k] = -here.rotated()[k];
    }
    try {
      Tensor w =
          Tensor.of(Shape.of(rank, rank), system)
              .solvePositiveDefinite(Tensor.of(Shape.of(rank, 1), side));
      return qr.backward(w.toDoubleArray());
    } catch (ArithmeticException e) {
      return null; // Not positive definite: no minimum.
    }
  }

  /// The step against the point, each parameter in units of its influence.
  private static double relativeSize(Linearized here, double[] step) {
    double[] lengths = here.qr().lengths();
    double moved = 0;
    double whole = 0;
    for (int j = 0; j < step.length; j++) {
      moved = Math.hypot(moved, lengths[j] * step[j]);
      whole = Math.hypot(whole, lengths[j] * here.p()[j]);
    }
    return whole == 0 ? moved : moved / whole;
  }
}
