package dev.glassbox.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Moves blocks of a matrix to where [VectorProduct] wants them.
final class VectorPacking {
  private static final VectorSpecies<Float> SPECIES = VectorPanel.SPECIES;
  private static final int LANES = VectorPanel.LANES;

  private VectorPacking() {}

  /// Copies rows from one matrix to another.
  static void copy(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int rows, int columns) {
    int whole = columns - columns % LANES;
    for (int i = 0; i < rows; i++) {
      int source = at + i * step;
      int target = toAt + i * toStep;
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(SPECIES, from, source + j).intoArray(to, target + j);
      }
      if (whole < columns) {
        System.arraycopy(from, source + whole, to, target + whole, columns - whole);
      }
    }
  }

  /// Copies a matrix so that its rows become columns: those of the result are `toStep` apart, and
  /// what lies between is not defined afterwards.
  static void transpose(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int rows, int columns) {
    if (LANES != VectorTransposition.SIZE || columns < LANES || toStep < LANES) {
      plain(from, at, step, to, toAt, toStep, rows, columns);
      return;
    }
    int i = 0;
    for (; i + LANES <= rows; i += LANES) {
      // The last block overlaps the one before it.
      for (int j = 0; j < columns; j += LANES) {
        int column = Math.min(j, columns - LANES);
        VectorTransposition.block(
            from, at + i * step + column, step, to, toAt + column * toStep + i, toStep);
      }
    }
    plain(from, at + i * step, step, to, toAt + i, toStep, rows - i, columns);
  }

  private static void plain(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int source = at + i * step;
      int target = toAt + i;
      for (int j = 0; j < columns; j++) {
        to[target + j * toStep] = from[source + j];
      }
    }
  }
}
