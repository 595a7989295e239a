package dev.glassbox.kernel;

import java.util.Arrays;

/// Rows of numbers, each an array of its own, that a thread's scalar products copy an operand to;
/// kept from one call to the next unless they are large.
final class ScratchRows {
  /// More numbers than this are not kept: who needs so many has work enough beside.
  private static final int MOST = 1 << 20;

  private static final ThreadLocal<ScratchRows> OF_THREAD =
      ThreadLocal.withInitial(ScratchRows::new);

  private float[][] floats = new float[0][];
  private double[][] doubles = new double[0][];

  private ScratchRows() {}

  /// That of the thread that asks.
  static ScratchRows ofThread() {
    return OF_THREAD.get();
  }

  /// At least `count` rows of at least `length` numbers.
  float[][] floats(int count, int length) {
    if ((long) count * length > MOST) {
      return new float[count][length];
    }
    float[][] rows = floats;
    if (rows.length < count) {
      int known = rows.length;
      rows = Arrays.copyOf(rows, count);
      Arrays.setAll(rows, _ -> new float[0]);
      System.arraycopy(floats, 0, rows, 0, known);
      floats = rows;
    }
    for (int i = 0; i < count; i++) {
      if (rows[i].length < length) {
        rows[i] = new float[length];
      }
    }
    return rows;
  }

  /// At least `count` rows of at least `length` numbers.
  double[][] doubles(int count, int length) {
    if ((long) count * length > MOST) {
      return new double[count][length];
    }
    double[][] rows = doubles;
    if (rows.length < count) {
      int known = rows.length;
      rows = Arrays.copyOf(rows, count);
      Arrays.setAll(rows, _ -> new double[0]);
      System.arraycopy(doubles, 0, rows, 0, known);
      doubles = rows;
    }
    for (int i = 0; i < count; i++) {
      if (rows[i].length < length) {
        rows[i] = new double[length];
      }
    }
    return rows;
  }
}
