package dev.glassbox.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Sums and extremes of floats in vectors, in the order of [ScalarFloats].
final class VectorReductions {
  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LANES = VectorTiles.LANES;
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());

  /// As many floats as there are doubles in a vector.
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  private static final int HALF_LANES = HALF.length();

  private VectorReductions() {}

  /// See [Kernels#reduce].
  static void reduce(
      ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out) {
    double[] partial = Scratch.ofThread().sums(PartialSums.COUNT);
    for (int o = 0; o < outer; o++) {
      int at = xAt + o * length * inner;
      if (inner > 1) {
        switch (f) {
          case SUM -> sumOfRows(x, at, length, inner, out, o * inner);
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

  private static DoubleVector doubles(float[] x, int at) {
    return (DoubleVector)
        FloatVector.fromArray(HALF, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private static double sum(float[] x, int at, int n, double[] partial) {
    DoubleVector zero = DoubleVector.zero(DOUBLES);
    for (int j = 0; j < PartialSums.COUNT; j += HALF_LANES) {
      zero.intoArray(partial, j);
    }
    int i = 0;
    for (; i + PartialSums.COUNT <= n; i += PartialSums.COUNT) {
      for (int j = 0; j < PartialSums.COUNT; j += HALF_LANES) {
        DoubleVector.fromArray(DOUBLES, partial, j)
            .add(doubles(x, at + i + j))
            .intoArray(partial, j);
      }
    }
    for (int j = 0; i + j < n; j++) {
      partial[j] += x[at + i + j];
    }
    return PartialSums.combine(partial);
  }

  /// Each column from the first row to the last, 4 vectors of columns side by side.
  private static void sumOfRows(float[] x, int at, int rows, int columns, float[] out, int outAt) {
    int i = 0;
    for (; i + 4 * HALF_LANES <= columns; i += 4 * HALF_LANES) {
      DoubleVector sum0 = DoubleVector.zero(DOUBLES);
      DoubleVector sum1 = sum0;
      DoubleVector sum2 = sum0;
      DoubleVector sum3 = sum0;
      for (int r = 0; r < rows; r++) {
        int from = at + r * columns + i;
        sum0 = sum0.add(doubles(x, from));
        sum1 = sum1.add(doubles(x, from + HALF_LANES));
        sum2 = sum2.add(doubles(x, from + 2 * HALF_LANES));
        sum3 = sum3.add(doubles(x, from + 3 * HALF_LANES));
      }
      into(sum0, out, outAt + i);
      into(sum1, out, outAt + i + HALF_LANES);
      into(sum2, out, outAt + i + 2 * HALF_LANES);
      into(sum3, out, outAt + i + 3 * HALF_LANES);
    }
    for (; i < columns; i += HALF_LANES) {
      VectorMask<Float> rest = HALF.indexInRange(i, columns);
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int r = 0; r < rows; r++) {
        FloatVector row = FloatVector.fromArray(HALF, x, at + r * columns + i, rest);
        sum = sum.add(row.convertShape(VectorOperators.F2D, DOUBLES, 0));
      }
      ((FloatVector) sum.convertShape(VectorOperators.D2F, HALF, 0))
          .intoArray(out, outAt + i, rest);
    }
  }

  private static void into(DoubleVector sum, float[] out, int at) {
    ((FloatVector) sum.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(out, at);
  }

  private static float largest(float[] x, int at, int n) {
    FloatVector extreme = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      extreme = extreme.max(FloatVector.fromArray(SPECIES, x, at + i));
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector last = FloatVector.fromArray(SPECIES, x, at + i, rest);
      extreme = extreme.blend(extreme.max(last), rest);
    }
    return extreme.reduceLanes(VectorOperators.MAX);
  }

  private static void largestOfRows(
      float[] x, int at, int rows, int columns, float[] out, int outAt) {
    for (int i = 0; i < columns; i += LANES) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, columns);
      FloatVector extreme = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int r = 0; r < rows; r++) {
        extreme = extreme.max(FloatVector.fromArray(SPECIES, x, at + r * columns + i, rest));
      }
      extreme.intoArray(out, outAt + i, rest);
    }
  }

  private static float smallest(float[] x, int at, int n) {
    FloatVector extreme = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      extreme = extreme.min(FloatVector.fromArray(SPECIES, x, at + i));
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector last = FloatVector.fromArray(SPECIES, x, at + i, rest);
      extreme = extreme.blend(extreme.min(last), rest);
    }
    return extreme.reduceLanes(VectorOperators.MIN);
  }

  private static void smallestOfRows(
      float[] x, int at, int rows, int columns, float[] out, int outAt) {
    for (int i = 0; i < columns; i += LANES) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, columns);
      FloatVector extreme = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
      for (int r = 0; r < rows; r++) {
        extreme = extreme.min(FloatVector.fromArray(SPECIES, x, at + r * columns + i, rest));
      }
      extreme.intoArray(out, outAt + i, rest);
    }
  }
}
