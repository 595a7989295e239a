package dev.glassbox.kernel;

/// Transcendental functions of a float in float arithmetic: within 2 units in the last place, and
/// made of operations that vector instructions have too. [VectorFunctions] does the same to many
/// numbers at once and gets the same bits.
///
/// The polynomials are those of the Cephes library (Moshier 1989, `expf` and `tanhf`).
@SuppressWarnings("FloatingPointLiteralPrecision") // the constants as their source gives them
public final class FloatFunctions {
  /// Below and above, eˣ is 0 or infinite.
  static final float EXP_LEAST = -104;

  static final float EXP_MOST = 89;

  static final float LOG2_E = 1.44269504f;

  /// Adding and taking away 1.5 · 2²³ leaves the nearest whole number.
  static final float ROUNDER = 12582912f;

  /// ln 2 in two parts, of which the first times a small whole number is exact.
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;
  static final float EXP_0 = 0.5f;
  static final float EXP_1 = 1.6666665459e-1f;
  static final float EXP_2 = 4.1665795894e-2f;
  static final float EXP_3 = 8.3334519073e-3f;
  static final float EXP_4 = 1.3981999507e-3f;
  static final float EXP_5 = 1.9875691500e-4f;

  static final int EXPONENT_BIAS = 127;
  static final int MANTISSA_BITS = 23;

  /// Where tanh changes from its polynomial to 1 − 2/(e²ˣ + 1).
  static final float TANH_SMALL = 0.625f;

  /// Above, tanh rounds to 1.
  static final float TANH_MOST = 10;

  static final float TANH_0 = -3.33332819422e-1f;
  static final float TANH_1 = 1.33314422036e-1f;
  static final float TANH_2 = -5.37397155531e-2f;
  static final float TANH_3 = 2.06390887954e-2f;
  static final float TANH_4 = -5.70498872745e-3f;

  /// The bits of √½: the mantissa that [#log] works with lies between it and √2.
  static final int ROOT_HALF_BITS = 0x3f3504f3;

  static final int MANTISSA = (1 << MANTISSA_BITS) - 1;

  /// What makes the smallest floats normal ones, and the logarithm of it to base 2.
  static final float LIFT = 1 << 25;

  static final int LIFT_BITS = 25;

  static final float LOG_0 = 3.3333331174e-1f;
  static final float LOG_1 = -2.4999993993e-1f;
  static final float LOG_2 = 2.0000714765e-1f;
  static final float LOG_3 = -1.6668057665e-1f;
  static final float LOG_4 = 1.4249322787e-1f;
  static final float LOG_5 = -1.2420140846e-1f;
  static final float LOG_6 = 1.1676998740e-1f;
  static final float LOG_7 = -1.1514610310e-1f;
  static final float LOG_8 = 7.0376836292e-2f;

  /// √2 − 1: from here on 1 + x counts as twice a number below √2.
  static final float ROOT_TWO_LESS_ONE = 0.41421356f;

  private FloatFunctions() {}

  /// eˣ = 2ⁿ · eʳ with a whole n and |r| ≤ ½ ln 2.
  public static float exp(float x) {
    float clamped = Math.min(Math.max(x, EXP_LEAST), EXP_MOST);
    float n = FusedMultiplyAdd.of(clamped, LOG2_E, ROUNDER) - ROUNDER;
    float high = FusedMultiplyAdd.of(n, -LN2_HIGH, clamped);
    float r = FusedMultiplyAdd.of(n, -LN2_LOW, high);
    float p = FusedMultiplyAdd.of(EXP_5, r, EXP_4);
    p = FusedMultiplyAdd.of(p, r, EXP_3);
    p = FusedMultiplyAdd.of(p, r, EXP_2);
    p = FusedMultiplyAdd.of(p, r, EXP_1);
    p = FusedMultiplyAdd.of(p, r, EXP_0);
    p = FusedMultiplyAdd.of(p, r * r, r) + 1;
    // In two steps, as 2ⁿ alone may be too large or too small for a float.
    int whole = (int) n;
    int half = whole >> 1;
    return p * powerOfTwo(half) * powerOfTwo(whole - half);
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + EXPONENT_BIAS) << MANTISSA_BITS);
  }

  /// 1 / (1 + e⁻ˣ).
  public static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /// tanh x.
  public static float tanh(float x) {
    float size = Math.abs(x);
    if (size < TANH_SMALL) {
      float square = x * x;
      float p = FusedMultiplyAdd.of(TANH_4, square, TANH_3);
      p = FusedMultiplyAdd.of(p, square, TANH_2);
      p = FusedMultiplyAdd.of(p, square, TANH_1);
      p = FusedMultiplyAdd.of(p, square, TANH_0);
      return FusedMultiplyAdd.of(p * square, x, x);
    }
    float power = exp(2 * Math.min(size, TANH_MOST));
    return Math.copySign(1 - 2 / (power + 1), x);
  }

  /// ln x = ln(1 + f) + n ln 2 for x = (1 + f) 2ⁿ with √½ ≤ 1 + f < √2.
  public static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    float lifted = tiny ? x * LIFT : x;
    int bits = Float.floatToRawIntBits(lifted) - ROOT_HALF_BITS;
    int n = (bits >> MANTISSA_BITS) - (tiny ? LIFT_BITS : 0);
    float mantissa = Float.intBitsToFloat((bits & MANTISSA) + ROOT_HALF_BITS);
    float result = log(mantissa - 1, n);
    if (x > 0) {
      return x < Float.POSITIVE_INFINITY ? result : x;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }

  /// ln(1 + f) + n ln 2.
  private static float log(float f, float n) {
    float square = f * f;
    float p = FusedMultiplyAdd.of(LOG_8, f, LOG_7);
    p = FusedMultiplyAdd.of(p, f, LOG_6);
    p = FusedMultiplyAdd.of(p, f, LOG_5);
    p = FusedMultiplyAdd.of(p, f, LOG_4);
    p = FusedMultiplyAdd.of(p, f, LOG_3);
    p = FusedMultiplyAdd.of(p, f, LOG_2);
    p = FusedMultiplyAdd.of(p, f, LOG_1);
    p = FusedMultiplyAdd.of(p, f, LOG_0);
    p = p * f * square;
    p = FusedMultiplyAdd.of(n, LN2_LOW, p);
    p = FusedMultiplyAdd.of(square, -0.5f, p);
    return FusedMultiplyAdd.of(n, LN2_HIGH, f + p);
  }

  /// ln(1 + eˣ) = max(x, 0) + ln(1 + t) with t = e^(−|x|), where 1 + t is not rounded: below √2 it
  /// is 1 + f with f = t, else 2(1 + f) with f = (t − 1)/2.
  public static float softplus(float x) {
    float t = exp(-Math.abs(x));
    boolean large = t >= ROOT_TWO_LESS_ONE;
    return Math.max(x, 0) + log(large ? (t - 1) * 0.5f : t, large ? 1 : 0);
  }
}
