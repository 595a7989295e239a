package dev.glassbox.kernel;

/// The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt to about 15 digits.
///
/// Near each of 97 points c = 0, 1/16, …, 6 it is a Taylor polynomial in h = x − c, |h| ≤ 1/32. Its
/// coefficients aₙ follow from the differential equation erf″ = −2x erf′ as
///
///     a₀ = erf(c),  a₁ = 2/√π e^(−c²),  (n + 1)(n + 2) aₙ₊₂ = −2c (n + 1) aₙ₊₁ − 2n aₙ,
///
/// so there is no table to trust. The first term left out is below 10⁻¹⁶ everywhere. The values erf(c)
/// come from a series below 2.5 and from a continued fraction above. Beyond 6, erf(x) is ±1 to the
/// last digit.
final class Erf {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
  private static final int FRACTION_DEPTH = 60;
  private static final int POINTS_PER_UNIT = 16;
  private static final int END = 6;
  private static final int DEGREE = 10;
  private static final double[] COEFFICIENTS = coefficients();

  private Erf() {}

  static double at(double x) {
    double magnitude = Math.abs(x);
    if (!(magnitude < END)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    int point = (int) (magnitude * POINTS_PER_UNIT + 0.5);
    double h = magnitude - (double) point / POINTS_PER_UNIT;
    int from = point * (DEGREE + 1);
    double value = COEFFICIENTS[from + DEGREE];
    for (int n = DEGREE - 1; n >= 0; n--) {
      value = value * h + COEFFICIENTS[from + n];
    }
    return Math.copySign(value, x);
  }

  private static double[] coefficients() {
    double[] all = new double[(END * POINTS_PER_UNIT + 1) * (DEGREE + 1)];
    for (int point = 0; point <= END * POINTS_PER_UNIT; point++) {
      double c = (double) point / POINTS_PER_UNIT;
      int from = point * (DEGREE + 1);
      all[from] = exact(c);
      all[from + 1] = TWO_OVER_SQRT_PI * Math.exp(-c * c);
      for (int n = 0; n + 2 <= DEGREE; n++) {
        double next = -2 * c * (n + 1) * all[from + n + 1] - 2 * n * all[from + n];
        all[from + n + 2] = next / ((n + 1) * (n + 2));
      }
    }
    return all;
  }

  /// erf(x) for x ≥ 0, slowly.
  private static double exact(double x) {
    return x < 2.5 ? TWO_OVER_SQRT_PI * Math.exp(-x * x) * series(x) : 1 - complement(x);
  }

  /// Σₙ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! = x + 2x³/3 + …, whose terms are all positive so that nothing cancels
  /// (Abramowitz and Stegun 1964, 7.1.6).
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return sum;
  }

  /// erfc(x) = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), for x > 0, evaluated from
  /// its tail (Abramowitz and Stegun 1964, 7.1.14).
  private static double complement(double x) {
    double tail = x;
    for (int n = FRACTION_DEPTH; n > 0; n--) {
      tail = x + n / 2.0 / tail;
    }
    return TWO_OVER_SQRT_PI / 2 * Math.exp(-x * x) / tail;
  }
}
