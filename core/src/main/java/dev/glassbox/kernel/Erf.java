package dev.glassbox.kernel;

/// The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt to about 15 digits.
///
/// Below 2.5 the series erf(x) = 2/√π · e^(−x²) Σₙ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, whose terms are all positive
/// so that nothing cancels; above, the continued fraction of erfc (Abramowitz and Stegun 1964, 7.1.6
/// and 7.1.14), evaluated from its tail.
final class Erf {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
  private static final int FRACTION_DEPTH = 60;

  private Erf() {}

  static double at(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 2.5) {
      return TWO_OVER_SQRT_PI * Math.exp(-x * x) * series(x);
    }
    if (magnitude > 6) {
      return Math.signum(x);
    }
    return Double.isNaN(x) ? x : Math.signum(x) * (1 - complement(magnitude));
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return sum;
  }

  /// erfc(x) = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), for x > 0.
  private static double complement(double x) {
    double tail = x;
    for (int n = FRACTION_DEPTH; n > 0; n--) {
      tail = x + n / 2.0 / tail;
    }
    return TWO_OVER_SQRT_PI / 2 * Math.exp(-x * x) / tail;
  }
}
