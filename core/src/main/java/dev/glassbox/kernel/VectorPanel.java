package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Some columns of c under way, up to four vectors of them, and what they are computed from.
///
/// They are computed in tiles of some rows by some vectors, held in registers while k goes by: each
/// step of k loads the vectors of a row of B and adds to each row of the tile its number of A times
/// them. Loads are what limits a small tile: of 512 bits the processor does one multiplication a
/// cycle, and 6 × 4 of them on 10 loads come near to that, 8 × 2 on as many do not, one row does
/// half. The accumulators are local variables and the species a constant: else the compiler would
/// put every vector on the heap.
///
/// Wide tiles leave no register to spare. With steps that are not known when they are compiled, the
/// compiler may keep an array's address in a vector register and fetch it from there at each step,
/// which costs a sixth of the speed; so their operands are packed to constant steps.
final class VectorPanel {
  /// The vectors in use: the widest that the processor likes, unless told otherwise.
  static final VectorSpecies<Float> SPECIES = species();

  static final int LANES = SPECIES.length();

  /// How many vectors wide a tile is at most. Registers hold 6 × 4 accumulators of 512 bits; with
  /// narrower vectors most processors have half as many of them.
  static final int MOST = LANES >= 16 ? 4 : 2;

  /// How much of k is summed up at a time at most, so that a panel of B stays in the nearest
  /// caches.
  static final int DEPTH = 320;

  /// How far the rows of a packed A are apart: not a power of two, lest they share a place in the
  /// cache.
  static final int PITCH = DEPTH + 16;

  private static final float[] NONE = new float[0];
  private static final float[] ZEROS = new float[MOST * LANES];

  /// The operand A: its row 0 begins at `aAt`.
  float[] a = NONE;

  int aAt;
  int aRow;
  int aStep;

  /// The operand B, as wide as the tiles.
  float[] b = NONE;

  int bAt;
  int bStep;

  /// What the products are added to: what c holds, or zeros.
  float[] start = NONE;

  int startAt;
  int startRow;

  float[] c = NONE;
  int cAt;
  int cRow;

  /// How many products an element gets.
  int depth;

  private static VectorSpecies<Float> species() {
    int bits = Integer.getInteger("glassbox.vector.bits", 0);
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /// How many bits a vector has.
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /// The width in vectors of the next panel where so many vectors are left: no more than `most`,
  /// and rather 3 and 2 than 4 and 1, which is slow.
  static int widthOf(int vectors, int most) {
    return vectors == 5 && most == 4 ? 3 : Math.min(vectors, most);
  }

  void readA(float[] array, int at, int row, int step) {
    a = array;
    aAt = at;
    aRow = row;
    aStep = step;
  }

  void readB(float[] array, int at, int step) {
    b = array;
    bAt = at;
    bStep = step;
  }

  /// @param first whether nothing has been added to c yet; what it holds does not matter then
  void write(float[] array, int at, int row, boolean first) {
    c = array;
    cAt = at;
    cRow = row;
    start = first ? ZEROS : array;
    startAt = first ? 0 : at;
    startRow = first ? 0 : row;
  }

  /// Computes `height` rows of tiles `vectors` wide: 6 at a time, 4 where that comes out even,
  /// single ones at last. Where tiles are three vectors wide or more, A is packed with [#PITCH] and
  /// B as wide as they are.
  void compute(int vectors, int height) {
    for (int i = 0; i < height; ) {
      int left = height - i;
      int rows = left >= 6 && left != 8 && left != 9 ? 6 : left >= 4 ? 4 : 1;
      if (rows == 1) {
        VectorTiles.row(vectors, this, i);
      } else {
        switch (vectors) {
          case 4 -> VectorWideTiles.four(rows, this, i);
          case 3 -> VectorWideTiles.three(rows, this, i);
          case 2 -> VectorTiles.two(rows, this, i);
          default -> VectorTiles.one(rows, this, i);
        }
      }
      i += rows;
    }
  }

  /// Lets go of all arrays.
  void clear() {
    a = NONE;
    b = NONE;
    start = NONE;
    c = NONE;
  }
}
