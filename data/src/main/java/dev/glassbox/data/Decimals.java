package dev.glassbox.data;

import java.math.BigInteger;

/// The double nearest to w · 10^q, without big numbers (Lemire 2021, "Number parsing at a gigabyte
/// per second", after Eisel).
///
/// 10^q is 5^q · 2^q, so it is enough to multiply w by the leading 128 bits of 5^q: nearly always
/// the leading bits of the product settle the answer.
final class Decimals {
  /// The largest |q| for which 5^q is kept; numbers in tables rarely need more.
  private static final int MOST = 60;

  // For q from −60 to 60 the upper and the lower 64 of the leading 128 bits of 5^q.
  private static final long[] POWERS = new long[2 * (2 * MOST + 1)];

  static {
    for (int q = -MOST; q <= MOST; q++) {
      BigInteger leading = leading(q);
      POWERS[2 * (q + MOST)] = leading.shiftRight(64).longValue();
      POWERS[2 * (q + MOST) + 1] = leading.longValue();
    }
  }

  private Decimals() {}

  /// The leading 128 bits of 5^q: cut off for q ≥ 0, rounded up for q < 0.
  private static BigInteger leading(int q) {
    BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
    if (q >= 0) {
      int excess = power.bitLength() - 128;
      return excess > 0 ? power.shiftRight(excess) : power.shiftLeft(-excess);
    }
    int bits = power.subtract(BigInteger.ONE).bitLength();
    int shift = q >= -27 ? bits + 127 : 2 * bits + 128;
    BigInteger inverse = BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
    return inverse.shiftRight(Math.max(0, inverse.bitLength() - 128));
  }

  /// The double nearest to w · 10^q, NaN if this method cannot tell.
  ///
  /// @param w an unsigned whole number, not 0
  static double nearest(long w, int q) {
    if (Math.abs(q) > MOST) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(w);
    long aligned = w << zeros;
    long upper = POWERS[2 * (q + MOST)];
    long high = Math.unsignedMultiplyHigh(aligned, upper);
    long low = aligned * upper;
    if ((high & 0x1FF) == 0x1FF) {
      long more = Math.unsignedMultiplyHigh(aligned, POWERS[2 * (q + MOST) + 1]);
      low += more;
      if (Long.compareUnsigned(more, low) > 0) {
        high++;
      }
    }
    if (low == -1 && (q < -27 || q > 55)) {
      return Double.NaN;
    }
    int top = (int) (high >>> 63);
    long mantissa = high >>> (top + 9);
    // ⌊log₂ 10^q⌋ by a fraction of 2¹⁶, then the exponent of the product, biased as IEEE 754 does
    // it.
    int exponent = ((217_706 * q) >> 16) + 63 + top - zeros + 1023;
    boolean tie =
        (low == 0 || low == 1)
            && q >= -4
            && q <= 23
            && (mantissa & 3) == 1
            && mantissa << (top + 9) == high;
    if (tie) {
      mantissa &= ~1L;
    }
    mantissa += mantissa & 1;
    mantissa >>>= 1;
    if (mantissa >= 1L << 53) {
      mantissa = 1L << 52;
      exponent++;
    }
    if (exponent <= 0 || exponent >= 0x7FF) {
      return Double.NaN;
    }
    return Double.longBitsToDouble((mantissa & ~(1L << 52)) | (long) exponent << 52);
  }
}
