package dev.glassbox.fit;

import dev.glassbox.tensor.Rng;

/// Where start values of a parameter are drawn from.
///
/// @param low the least
/// @param high the most
/// @param logarithmic whether each factor is as likely as another, rather than each number: for
///   parameters whose size is unknown
public record Range(double low, double high, boolean logarithmic) {
  /// Checks the range.
  ///
  /// @throws IllegalArgumentException if it is empty or not finite, or reaches 0 where it is
  ///   logarithmic
  public Range {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "range: low must be high at most and both finite, were %s and %s".formatted(low, high));
    }
    if (logarithmic && !(low > 0 || high < 0)) {
      throw new IllegalArgumentException(
          "range: a logarithmic range must not reach 0, was %s to %s".formatted(low, high));
    }
  }

  /// Each number as likely as another.
  public static Range uniform(double low, double high) {
    return new Range(low, high, false);
  }

  /// Each factor as likely as another, such as 1 to 10 as likely as 10 to 100.
  public static Range logarithmic(double low, double high) {
    return new Range(low, high, true);
  }

  double draw(Rng rng) {
    double share = rng.nextDouble();
    return logarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
  }
}
