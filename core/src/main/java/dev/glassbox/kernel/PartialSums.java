package dev.glassbox.kernel;

/// How the numbers of a row are summed: number i is added to partial sum i mod 16 in double
/// precision, in the order of i; then partial sum j + 8 is added to j, j + 4 to j, j + 2 to j and
/// at last the second to the first.
///
/// Vectors of any width can follow this order, and it is more exact than one sum after the other.
final class PartialSums {
  static final int COUNT = 16;

  private PartialSums() {}

  /// The sum of the first 16 numbers of an array.
  static double combine(double[] p) {
    double even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
    double odd = ((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15]));
    return even + odd;
  }
}
