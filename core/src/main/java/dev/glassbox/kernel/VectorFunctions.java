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
import static dev.glassbox.kernel.FloatFunctions.LIFT;
import static dev.glassbox.kernel.FloatFunctions.LIFT_BITS;
import static dev.glassbox.kernel.FloatFunctions.LN2_HIGH;
import static dev.glassbox.kernel.FloatFunctions.LN2_LOW;
import static dev.glassbox.kernel.FloatFunctions.LOG2_E;
import static dev.glassbox.kernel.FloatFunctions.LOG_0;
import static dev.glassbox.kernel.FloatFunctions.LOG_1;
import static dev.glassbox.kernel.FloatFunctions.LOG_2;
import static dev.glassbox.kernel.FloatFunctions.LOG_3;
import static dev.glassbox.kernel.FloatFunctions.LOG_4;
import static dev.glassbox.kernel.FloatFunctions.LOG_5;
import static dev.glassbox.kernel.FloatFunctions.LOG_6;
import static dev.glassbox.kernel.FloatFunctions.LOG_7;
import static dev.glassbox.kernel.FloatFunctions.LOG_8;
import static dev.glassbox.kernel.FloatFunctions.MANTISSA;
import static dev.glassbox.kernel.FloatFunctions.MANTISSA_BITS;
import static dev.glassbox.kernel.FloatFunctions.ROOT_HALF_BITS;
import static dev.glassbox.kernel.FloatFunctions.ROUNDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [FloatFunctions] on whole vectors, operation by operation the same.
final class VectorFunctions {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  private VectorFunctions() {}

  /// eˣ.
  static FloatVector exp(FloatVector x) {
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

  /// ln x.
  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(LIFT), tiny).reinterpretAsInts().sub(ROOT_HALF_BITS);
    IntVector power = bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS);
    FloatVector n = (FloatVector) power.convertShape(VectorOperators.I2F, SPECIES, 0);
    FloatVector mantissa = bits.and(MANTISSA).add(ROOT_HALF_BITS).reinterpretAsFloats();
    FloatVector result = log(mantissa.sub(1), n.blend(n.sub(LIFT_BITS), tiny));
    result = result.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
    result = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    // Infinity stays what it is, and so does NaN.
    VectorMask<Float> finite = x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY);
    return x.blend(result, finite);
  }

  /// ln(1 + f) + n ln 2.
  private static FloatVector log(FloatVector f, FloatVector n) {
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
    p = n.fma(FloatVector.broadcast(SPECIES, LN2_LOW), p);
    p = square.fma(FloatVector.broadcast(SPECIES, -0.5f), p);
    return n.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.add(p));
  }
}
