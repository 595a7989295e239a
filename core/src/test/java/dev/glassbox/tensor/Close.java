package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

/// Compares tensors element by element; the message carries both numbers.
final class Close {
  private Close() {}

  /// Asserts equal shapes and elements that differ by no more than `tolerance · max(1,
  /// |expected|)`. NaN equals NaN.
  static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
    assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
    double[] left = actual.toDoubleArray();
    double[] right = expected.toDoubleArray();
    for (int i = 0; i < left.length; i++) {
      assertClose(left[i], right[i], tolerance, "%s, element %d".formatted(what, i));
    }
  }

  /// Asserts that two numbers differ by no more than `tolerance · max(1, |expected|)`; NaN equals
  /// NaN.
  static void assertClose(double actual, double expected, double tolerance, String what) {
    boolean same =
        Double.compare(actual, expected) == 0
            || Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    assertThat(same)
        .as("%s: was %s, expected %s within %s", what, actual, expected, tolerance)
        .isTrue();
  }

  /// The sum of the products of all elements.
  static double dot(Tensor a, Tensor b) {
    double[] left = a.toDoubleArray();
    double[] right = b.toDoubleArray();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
