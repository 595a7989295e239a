package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of two numbers over the elements of two matrices, rows, columns or numbers.
///
/// An operand that does not move on along a row is laid out in one vector in [Scratch], which is
/// then read at the same place again and again; so every function has one loop and not four.
///
/// A twin of [VectorDoubleRows], because Java has no generics over numbers.
final class VectorRows {
  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final int LANES = VectorTiles.LANES;

  private VectorRows() {}

  /// Whether a function can be done in vectors.
  static boolean has(BinaryFunction f) {
    return f != BinaryFunction.POWER && f != BinaryFunction.ELU;
  }

  /// See [Kernels#binaryRows].
  static void binaryRows(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aRowStep,
      int aStep,
      float[] b,
      int bAt,
      int bRowStep,
      int bStep,
      float[] out,
      int outAt,
      int rows,
      int columns) {
    Scratch scratch = Scratch.ofThread();
    float[] x = aStep == 0 ? scratch.left : a;
    float[] y = bStep == 0 ? scratch.right : b;
    int whole = columns - columns % LANES;
    VectorMask<Float> rest = SPECIES.indexInRange(whole, columns);
    for (int r = 0; r < rows; r++) {
      int i = aAt + r * aRowStep;
      int j = bAt + r * bRowStep;
      int to = outAt + r * columns;
      if (aStep == 0) {
        FloatVector.broadcast(SPECIES, a[i]).intoArray(x, 0);
        i = 0;
      }
      if (bStep == 0) {
        FloatVector.broadcast(SPECIES, b[j]).intoArray(y, 0);
        j = 0;
      }
      int c = 0;
      switch (f) {
        case ADD -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.add(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.add(w).intoArray(out, to + c, rest);
          }
        }
        case SUBTRACT -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.sub(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.sub(w).intoArray(out, to + c, rest);
          }
        }
        case MULTIPLY -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.mul(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.mul(w).intoArray(out, to + c, rest);
          }
        }
        case DIVIDE -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.div(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.div(w).intoArray(out, to + c, rest);
          }
        }
        case MAXIMUM -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.max(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.max(w).intoArray(out, to + c, rest);
          }
        }
        case MINIMUM -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.min(w).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.min(w).intoArray(out, to + c, rest);
          }
        }
        case LEAKY_RELU -> {
          for (; c < whole; c += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep);
            v.mul(w).blend(v, v.compare(VectorOperators.GT, 0)).intoArray(out, to + c);
          }
          if (c < columns) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i + c * aStep, rest);
            FloatVector w = FloatVector.fromArray(SPECIES, y, j + c * bStep, rest);
            v.mul(w).blend(v, v.compare(VectorOperators.GT, 0)).intoArray(out, to + c, rest);
          }
        }
        case POWER, ELU -> throw new IllegalArgumentException(f + " is not done in vectors");
      }
    }
  }
}
