package dev.glassbox.kernel;

import static dev.glassbox.kernel.FloatFunctions.LN2_HIGH;
import static dev.glassbox.kernel.FloatFunctions.LN2_LOW;
import static dev.glassbox.kernel.FloatFunctions.LOG_0;
import static dev.glassbox.kernel.FloatFunctions.LOG_1;
import static dev.glassbox.kernel.FloatFunctions.LOG_2;
import static dev.glassbox.kernel.FloatFunctions.LOG_3;
import static dev.glassbox.kernel.FloatFunctions.LOG_4;
import static dev.glassbox.kernel.FloatFunctions.LOG_5;
import static dev.glassbox.kernel.FloatFunctions.LOG_6;
import static dev.glassbox.kernel.FloatFunctions.LOG_7;
import static dev.glassbox.kernel.FloatFunctions.LOG_8;
import static dev.glassbox.kernel.FloatFunctions.ROOT_TWO_LESS_ONE;
import static dev.glassbox.kernel.FloatFunctions.TANH_0;
import static dev.glassbox.kernel.FloatFunctions.TANH_1;
import static dev.glassbox.kernel.FloatFunctions.TANH_2;
import static dev.glassbox.kernel.FloatFunctions.TANH_3;
import static dev.glassbox.kernel.FloatFunctions.TANH_4;
import static dev.glassbox.kernel.FloatFunctions.TANH_MOST;
import static dev.glassbox.kernel.FloatFunctions.TANH_SMALL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of one number over many floats.
///
/// What is left after the last whole vector is copied elsewhere and done there as a whole one: so
/// each function is needed in one place only. The loops are short of calls: a function of vectors
/// that has itself been compiled to much code is not put into a loop any more, and every vector
/// that goes in or out of it then lies on the heap.
final class VectorUnary {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;

  private VectorUnary() {}

  /// Whether a function can be done in vectors.
  static boolean has(UnaryFunction f) {
    return switch (f) {
      case NEGATE, ABS, SIGN, STEP, SQUARE, SQRT, RELU, EXP, LOG, SIGMOID, TANH, SOFTPLUS -> true;
      case ERF, SIN, COS, TAN, ATAN, LOG1P, EXPM1 -> false;
    };
  }

  /// See [Kernels#unary].
  static void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    int whole = n - n % LANES;
    if (whole > 0) {
      vectors(f, x, xAt, out, outAt, whole);
    }
    if (whole < n) {
      float[] spare = VectorScratch.ofThread().spare;
      System.arraycopy(x, xAt + whole, spare, 0, n - whole);
      vectors(f, spare, 0, spare, 0, LANES);
      System.arraycopy(spare, 0, out, outAt + whole, n - whole);
    }
  }

  private static void vectors(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (f) {
      case EXP -> exp(x, xAt, out, outAt, n);
      case LOG -> log(x, xAt, out, outAt, n);
      case SIGMOID -> sigmoid(x, xAt, out, outAt, n);
      case TANH -> tanh(x, xAt, out, outAt, n);
      case SOFTPLUS -> softplus(x, xAt, out, outAt, n);
      default -> simple(f, x, xAt, out, outAt, n);
    }
  }

  private static void exp(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorFunctions.exp(v).intoArray(out, outAt + i);
    }
  }

  private static void log(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorFunctions.log(v).intoArray(out, outAt + i);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      one.div(VectorFunctions.exp(v.neg()).add(one)).intoArray(out, outAt + i);
    }
  }

  private static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    float[] powers = VectorScratch.ofThread().powers;
    for (int from = 0; from < n; from += powers.length) {
      int count = Math.min(powers.length, n - from);
      powersForTanh(x, xAt + from, powers, 0, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + from + i);
        FloatVector power = FloatVector.fromArray(SPECIES, powers, i);
        FloatVector large = one.sub(two.div(power.add(one)));
        // The sign of x, also of a NaN or a zero.
        IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
        large = large.reinterpretAsInts().or(sign).reinterpretAsFloats();
        FloatVector square = v.mul(v);
        FloatVector p =
            FloatVector.broadcast(SPECIES, TANH_4)
                .fma(square, FloatVector.broadcast(SPECIES, TANH_3));
        p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_2));
        p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_1));
        p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_0));
        FloatVector small = p.mul(square).fma(v, v);
        VectorMask<Float> isSmall = v.abs().compare(VectorOperators.LT, TANH_SMALL);
        large.blend(small, isSmall).intoArray(out, outAt + from + i);
      }
    }
  }

  private static void powersForTanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorFunctions.exp(v.abs().min(TANH_MOST).mul(2)).intoArray(out, outAt + i);
    }
  }

  private static void softplus(float[] x, int xAt, float[] out, int outAt, int n) {
    float[] powers = VectorScratch.ofThread().powers;
    for (int from = 0; from < n; from += powers.length) {
      int count = Math.min(powers.length, n - from);
      powersForSoftplus(x, xAt + from, powers, 0, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + from + i);
        FloatVector t = FloatVector.fromArray(SPECIES, powers, i);
        VectorMask<Float> large = t.compare(VectorOperators.GE, ROOT_TWO_LESS_ONE);
        FloatVector f = t.blend(t.sub(1).mul(0.5f), large);
        FloatVector power = FloatVector.zero(SPECIES).blend(1, large);
        FloatVector square = f.mul(f);
        FloatVector p =
            FloatVector.broadcast(SPECIES, LOG_8).fma(f, FloatVector.broadcast(SPECIES, LOG_7));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_6));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_5));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_4));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_3));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_2));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_1));
        p = p.fma(f, FloatVector.broadcast(SPECIES, LOG_0));
        p = p.mul(f).mul(square);
        p = power.fma(FloatVector.broadcast(SPECIES, LN2_LOW), p);
        p = square.fma(FloatVector.broadcast(SPECIES, -0.5f), p);
        p = power.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.add(p));
        v.max(0).add(p).intoArray(out, outAt + from + i);
      }
    }
  }

  private static void powersForSoftplus(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorFunctions.exp(v.abs().neg()).intoArray(out, outAt + i);
    }
  }

  private static void simple(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (f) {
      case NEGATE -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.neg().intoArray(out, outAt + i);
        }
      }
      case ABS -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.abs().intoArray(out, outAt + i);
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.mul(v).intoArray(out, outAt + i);
        }
      }
      case SQRT -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.sqrt().intoArray(out, outAt + i);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.max(0).intoArray(out, outAt + i);
        }
      }
      case SIGN -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.blend(1, v.compare(VectorOperators.GT, 0))
              .blend(-1, v.compare(VectorOperators.LT, 0))
              .intoArray(out, outAt + i);
        }
      }
      case STEP -> {
        for (int i = 0; i < n; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
          v.blend(1, v.compare(VectorOperators.GT, 0))
              .blend(0, v.compare(VectorOperators.LE, 0))
              .intoArray(out, outAt + i);
        }
      }
      default -> throw new IllegalArgumentException(f + " is not done in vectors");
    }
  }
}
