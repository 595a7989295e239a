package dev.glassbox.fit;

import org.jspecify.annotations.Nullable;

/// Residuals near a point: r(p + v) ≈ r + J·v, with J as its factors.
///
/// @param p the point
/// @param r the residuals there
/// @param squares Σ r²
/// @param qr the factors of the Jacobian
/// @param rotated Qᵀ · r, of which the first `rank` numbers can be taken away by a step
record Linearized(double[] p, double[] r, double squares, PivotedQr qr, double[] rotated) {

  /// The residuals near a point, or null if they or their derivatives are not all finite.
  static @Nullable Linearized at(Residuals<?> residuals, double[] p) {
    double[] r = residuals.at(p);
    double squares = dot(r, r);
    return Double.isFinite(squares) ? at(residuals, p, r) : null;
  }

  /// The same where the residuals are known and finite.
  static @Nullable Linearized at(Residuals<?> residuals, double[] p, double[] r) {
    double[][] jacobian = residuals.jacobian(p);
    for (double[] column : jacobian) {
      if (!Double.isFinite(dot(column, column))) {
        return null;
      }
    }
    PivotedQr qr = PivotedQr.of(jacobian, residuals.precision());
    return new Linearized(p, r, dot(r, r), qr, qr.rotate(r));
  }

  /// The cosine of the angle between the residuals and what a step can change, 0 at a minimum: the
  /// relative offset (Bates and Watts 1981). It does not depend on how parameters are scaled.
  double offset() {
    double within = 0;
    for (int k = 0; k < qr.rank(); k++) {
      within += rotated[k] * rotated[k];
    }
    return squares == 0 ? 0 : Math.sqrt(within / squares);
  }

  /// The first numbers of `rotated`, as many as the factors keep, and zeros for the damping below.
  double[] rightHandSide(double[] b) {
    int kept = Math.min(b.length, qr.columns());
    double[] side = new double[kept + qr.columns()];
    for (int k = 0; k < kept; k++) {
      side[k] = -b[k];
    }
    return side;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
