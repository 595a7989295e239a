package dev.glassbox.studio.surface;

/// Sums over long rows of numbers.
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// a + factor · b, written into a.
  static void add(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  /// Makes it 1 long, if it has a length.
  ///
  /// @return how long it was
  static double normalise(double[] a) {
    double length = Math.sqrt(dot(a, a));
    if (length > 0) {
      for (int i = 0; i < a.length; i++) {
        a[i] /= length;
      }
    }
    return length;
  }
}
