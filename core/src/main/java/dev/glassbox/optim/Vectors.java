package dev.glassbox.optim;

/// The little arithmetic of vectors that directions and line searches are made of, in double
/// precision whatever the tensors' type.
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /// max |aᵢ|.
  static double largest(double[] a) {
    double largest = 0;
    for (double element : a) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }

  static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    addTo(difference, -1, b);
    return difference;
  }

  static double[] times(double factor, double[] a) {
    double[] product = new double[a.length];
    addTo(product, factor, a);
    return product;
  }

  /// sum ← sum + factor · a.
  static void addTo(double[] sum, double factor, double[] a) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * a[i];
    }
  }
}
