package dev.glassbox.kernel;

import static dev.glassbox.kernel.FloatFunctions.EXPONENT_BIAS;
import static dev.glassbox.kernel.FloatFunctions.EXP_0;
import static dev.glassbox.kernel.FloatFunctions.EXP_1;
import static dev.glassbox.kernel.FloatFunctions.EXP_2;
import static dev.glassbox.kernel.FloatFunctions.EXP_3;
import static dev.glassbox.kernel.FloatFunctions.EXP_4;
import static dev.glassbox.kernel.FloatFunctions.EXP_5;
import static dev.glassbox.kernel.FloatFunctions.EXP_LEAST;
import static dev.glassbox.kernel.FloatFunctions.EXP_MOST;
import static dev.glassbox.kernel.FloatFunctions.LN2_HIGH;
import static dev.glassbox.kernel.FloatFunctions.LN2_LOW;
import static dev.glassbox.kernel.FloatFunctions.LOG2_E;
import static dev.glassbox.kernel.FloatFunctions.MANTISSA_BITS;
import static dev.glassbox.kernel.FloatFunctions.ROUNDER;
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

/// The functions of [FloatFunctions] on whole vectors, operation by operation the same.
final class VectorFunctions {
  private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();

  private VectorFunctions() {}

  /// See [Kernels#unary].
  static void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (f) {
      case EXP -> exp(x, xAt, out, outAt, n);
      case SIGMOID -> sigmoid(x, xAt, out, outAt, n);
      case TANH -> tanh(x, xAt, out, outAt, n);
      default -> ScalarFloats.unary(f, x, xAt, out, outAt, n);
    }
  }

  /// `out[outAt + i] = eˣ` for n elements x from `xAt` on.
  static void exp(float[] x, int xAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(out, outAt + i);
    }
    for (; i < n; i++) {
      out[outAt + i] = FloatFunctions.exp(x[xAt + i]);
    }
  }

  /// `out[outAt + i] = 1 / (1 + e⁻ˣ)` for n elements x from `xAt` on.
  static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector power = exp(FloatVector.fromArray(SPECIES, x, xAt + i).neg());
      one.div(power.add(one)).intoArray(out, outAt + i);
    }
    for (; i < n; i++) {
      out[outAt + i] = FloatFunctions.sigmoid(x[xAt + i]);
    }
  }

  /// `out[outAt + i] = tanh x` for n elements x from `xAt` on.
  static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector size = v.abs();
      VectorMask<Float> small = size.compare(VectorOperators.LT, TANH_SMALL);
      large(v, size).blend(small(v), small).intoArray(out, outAt + i);
    }
    for (; i < n; i++) {
      out[outAt + i] = FloatFunctions.tanh(x[xAt + i]);
    }
  }

  private static FloatVector small(FloatVector x) {
    FloatVector square = x.mul(x);
    FloatVector p =
        FloatVector.broadcast(SPECIES, TANH_4).fma(square, FloatVector.broadcast(SPECIES, TANH_3));
    p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_2));
    p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_1));
    p = p.fma(square, FloatVector.broadcast(SPECIES, TANH_0));
    return p.mul(square).fma(x, x);
  }

  private static FloatVector large(FloatVector x, FloatVector size) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector power = exp(size.min(TANH_MOST).mul(2));
    FloatVector result = one.sub(FloatVector.broadcast(SPECIES, 2).div(power.add(one)));
    // The sign of x, also of a NaN or a zero.
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return result.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(EXP_LEAST).min(EXP_MOST);
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector n = clamped.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder).sub(rounder);
    FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), clamped);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), high);
    FloatVector p =
        FloatVector.broadcast(SPECIES, EXP_5).fma(r, FloatVector.broadcast(SPECIES, EXP_4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_2));
    p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_1));
    p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_0));
    p = p.fma(r.mul(r), r).add(1);
    IntVector whole = (IntVector) n.convertShape(VectorOperators.F2I, INTS, 0);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(whole.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
  }
}
