package dev.glassbox.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums and extremes of floats in vectors, in the order of [ScalarFloats].
///
/// Vectors of floats have one width here as everywhere: once a process has used two, the compiler
/// no longer knows which it will meet, and vectors lie on the heap. So a vector of floats becomes
/// two of doubles.
final class VectorReductions {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());
  private static final int DOUBLE_LANES = DOUBLES.length();

  private VectorReductions() {}

  /// See [Kernels#reduce].
  static void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    double[] partial = Scratch.ofThread().sums(Math.max(PartialSums.COUNT, 2 * LANES));
    for (int o = 0; o < outer; o++) {
      int at = xAt + o * length * inner;
      if (inner > 1) {
        switch (f) {
          case SUM -> sumOfRows(x, at, length, inner, partial, out, o * inner);
          case MAXIMUM -> largestOfRows(x, at, length, inner, out, o * inner);
          case MINIMUM -> smallestOfRows(x, at, length, inner, out, o * inner);
        }
      } else {
        out[o] =
            switch (f) {
              case SUM -> (float) sum(x, at, length, partial);
              case MAXIMUM -> largest(x, at, length);
              case MINIMUM -> smallest(x, at, length);
            };
      }
    }
  }

  private static double sum(float[] x, int at, int n, double[] partial) {
    DoubleVector zero = DoubleVector.zero(DOUBLES);
    for (int j = 0; j < PartialSums.COUNT; j += DOUBLE_LANES) {
      zero.intoArray(partial, j);
    }
    int i = 0;
    for (; i + PartialSums.COUNT <= n; i += PartialSums.COUNT) {
      for (int j = 0; j < PartialSums.COUNT; j += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, at + i + j);
        int next = j + DOUBLE_LANES;
        DoubleVector low = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 0);
        DoubleVector high = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 1);
        DoubleVector.fromArray(DOUBLES, partial, j).add(low).intoArray(partial, j);
        DoubleVector.fromArray(DOUBLES, partial, next).add(high).intoArray(partial, next);
      }
    }
    for (int j = 0; i + j < n; j++) {
      partial[j] += x[at + i + j];
    }
    return PartialSums.combine(partial);
  }

  /// Each column from the first row to the last, 2 vectors of columns side by side.
  private static void sumOfRows(
      float[] x, int at, int rows, int columns, double[] sums, float[] out, int outAt) {
    int width = 2 * LANES;
    int i = 0;
    for (; i + width <= columns; i += width) {
      DoubleVector sum0 = DoubleVector.zero(DOUBLES);
      DoubleVector sum1 = DoubleVector.zero(DOUBLES);
      DoubleVector sum2 = DoubleVector.zero(DOUBLES);
      DoubleVector sum3 = DoubleVector.zero(DOUBLES);
      for (int r = 0; r < rows; r++) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, at + r * columns + i);
        FloatVector w = FloatVector.fromArray(SPECIES, x, at + r * columns + i + LANES);
        sum0 = sum0.add(v.convertShape(VectorOperators.F2D, DOUBLES, 0));
        sum1 = sum1.add(v.convertShape(VectorOperators.F2D, DOUBLES, 1));
        sum2 = sum2.add(w.convertShape(VectorOperators.F2D, DOUBLES, 0));
        sum3 = sum3.add(w.convertShape(VectorOperators.F2D, DOUBLES, 1));
      }
      sum0.intoArray(sums, 0);
      sum1.intoArray(sums, DOUBLE_LANES);
      sum2.intoArray(sums, 2 * DOUBLE_LANES);
      sum3.intoArray(sums, 3 * DOUBLE_LANES);
      for (int j = 0; j < width; j++) {
        out[outAt + i + j] = (float) sums[j];
      }
    }
    int left = columns - i;
    for (int j = 0; j < left; j++) {
      sums[j] = 0;
    }
    for (int r = 0; r < rows && left > 0; r++) {
      int from = at + r * columns + i;
      for (int j = 0; j < left; j++) {
        sums[j] += x[from + j];
      }
    }
    for (int j = 0; j < left; j++) {
      out[outAt + i + j] = (float) sums[j];
    }
  }

  private static float largest(float[] x, int at, int n) {
    float extreme = Float.NEGATIVE_INFINITY;
    int i = 0;
    if (n >= LANES) {
      FloatVector extremes = FloatVector.broadcast(SPECIES, extreme);
      for (; i + LANES <= n; i += LANES) {
        extremes = extremes.max(FloatVector.fromArray(SPECIES, x, at + i));
      }
      extreme = extremes.reduceLanes(VectorOperators.MAX);
    }
    for (; i < n; i++) {
      extreme = Math.max(extreme, x[at + i]);
    }
    return extreme;
  }

  private static void largestOfRows(
      float[] x, int at, int rows, int columns, float[] out, int outAt) {
    int i = 0;
    for (; i + LANES <= columns; i += LANES) {
      FloatVector extremes = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int r = 0; r < rows; r++) {
        extremes = extremes.max(FloatVector.fromArray(SPECIES, x, at + r * columns + i));
      }
      extremes.intoArray(out, outAt + i);
    }
    for (; i < columns; i++) {
      float extreme = Float.NEGATIVE_INFINITY;
      for (int r = 0; r < rows; r++) {
        extreme = Math.max(extreme, x[at + r * columns + i]);
      }
      out[outAt + i] = extreme;
    }
  }

  private static float smallest(float[] x, int at, int n) {
    float extreme = Float.POSITIVE_INFINITY;
    int i = 0;
    if (n >= LANES) {
      FloatVector extremes = FloatVector.broadcast(SPECIES, extreme);
      for (; i + LANES <= n; i += LANES) {
        extremes = extremes.min(FloatVector.fromArray(SPECIES, x, at + i));
      }
      extreme = extremes.reduceLanes(VectorOperators.MIN);
    }
    for (; i < n; i++) {
      extreme = Math.min(extreme, x[at + i]);
    }
    return extreme;
  }

  private static void smallestOfRows(
      float[] x, int at, int rows, int columns, float[] out, int outAt) {
    int i = 0;
    for (; i + LANES <= columns; i += LANES) {
      FloatVector extremes = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
      for (int r = 0; r < rows; r++) {
        extremes = extremes.min(FloatVector.fromArray(SPECIES, x, at + r * columns + i));
      }
      extremes.intoArray(out, outAt + i);
    }
    for (; i < columns; i++) {
      float extreme = Float.POSITIVE_INFINITY;
      for (int r = 0; r < rows; r++) {
        extreme = Math.min(extreme, x[at + r * columns + i]);
      }
      out[outAt + i] = extreme;
    }
  }
}
