package dev.glassbox.kernel;

/// How the numbers of a row are summed: number i is added to partial sum i mod 16 in double
/// precision, in the order of i; then partial sum j + 8 is added to j, j + 4 to j, j + 2 to j and
/// at last the second to the first.
///
/// Vectors of any width can follow this order, and it is more exact than one sum after the other.
final class PartialSums {
  static final int COUNT = 16;

  private PartialSums() {}

  /// The sum of the first 16 numbers of an array, which are used up.
  static double combine(double[] partial) {
    for (int half = COUNT / 2; half >= 1; half /= 2) {
      for (int j = 0; j < half; j++) {
        partial[j] += partial[j + half];
      }
    }
    return partial[0];
  }
}
