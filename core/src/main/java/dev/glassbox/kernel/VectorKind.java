package dev.glassbox.kernel;

import java.util.List;

/// Kinds of kernels that get ready one after the other, each with the same work in scalar loops and
/// in vectors to tell by.
enum VectorKind {
  /// The matrix product of floats. Sizes take turns, so that the compiler has seen every way that
  /// there is before it translates.
  PRODUCT(1, 0.7, 6) {
    @Override
    void scalar(int step, float[] a, float[] b, float[] c) {
      for (Sizes s : Sizes.ALL) {
        ScalarMatMul.product(a, 0, step % 3 == 0, b, 0, step % 2 == 0, c, 0, s.m, s.n, s.k);
      }
    }

    @Override
    void vector(int step, float[] a, float[] b, float[] c) {
      boolean transposeA = step % 3 == 0;
      boolean transposeB = step % 2 == 0;
      for (Sizes s : Sizes.ALL) {
        VectorProduct.product(
            Workers.SHARED, a, 0, transposeA, b, 0, transposeB, null, 0, null, c, 0, s.m, s.n, s.k);
      }
    }
  },

  /// Functions of two floats, with a row or a number at the right.
  BINARY(2, 2, 2 * BinaryFunction.values().length) {
    @Override
    void scalar(int step, float[] a, float[] b, float[] c) {
      BinaryFunction f = BINARIES.get(step / 2);
      ScalarFloatRows.binaryRows(f, a, 1, COLUMNS, 1, b, 1, 0, step % 2, c, 1, ROWS, COLUMNS);
    }

    @Override
    void vector(int step, float[] a, float[] b, float[] c) {
      BinaryFunction f = BINARIES.get(step / 2);
      if (VectorRows.has(f)) {
        VectorRows.binaryRows(f, a, 1, COLUMNS, 1, b, 1, 0, step % 2, c, 1, ROWS, COLUMNS);
      }
    }
  },

  /// Functions of one float.
  UNARY(3, 2, UnaryFunction.values().length) {
    @Override
    void scalar(int step, float[] a, float[] b, float[] c) {
      ScalarFloats.unary(UNARIES.get(step), a, 1, c, 1, ROWS * COLUMNS);
    }

    @Override
    void vector(int step, float[] a, float[] b, float[] c) {
      UnaryFunction f = UNARIES.get(step);
      if (VectorUnary.has(f)) {
        VectorUnary.unary(f, a, 1, c, 1, ROWS * COLUMNS);
      }
    }
  },

  /// Sums and extremes of floats, of rows or of columns.
  REDUCTION(4, 2, 2 * ReduceFunction.values().length) {
    @Override
    void scalar(int step, float[] a, float[] b, float[] c) {
      ReduceFunction f = REDUCTIONS.get(step / 2);
      if (step % 2 == 0) {
        ScalarFloats.reduce(f, a, 1, ROWS, COLUMNS, 1, c);
      } else {
        ScalarFloats.reduce(f, a, 1, 1, ROWS, COLUMNS, c);
      }
    }

    @Override
    void vector(int step, float[] a, float[] b, float[] c) {
      ReduceFunction f = REDUCTIONS.get(step / 2);
      if (step % 2 == 0) {
        VectorReductions.reduce(f, a, 1, ROWS, COLUMNS, 1, c);
      } else {
        VectorReductions.reduce(f, a, 1, 1, ROWS, COLUMNS, c);
      }
    }
  };

  private static final List<UnaryFunction> UNARIES = List.of(UnaryFunction.values());
  private static final List<BinaryFunction> BINARIES = List.of(BinaryFunction.values());
  private static final List<ReduceFunction> REDUCTIONS = List.of(ReduceFunction.values());

  private static final int ROWS = 33;
  private static final int COLUMNS = 105;

  /// Sizes of products whose tiles and edges are of every kind, whatever the width of the vectors.
  private record Sizes(int m, int n, int k) {
    static final List<Sizes> ALL =
        List.of(
            new Sizes(ROWS, COLUMNS, ROWS),
            new Sizes(ROWS, 25, ROWS),
            new Sizes(ROWS, 10, ROWS),
            new Sizes(1, ROWS, COLUMNS));
  }

  private static final int CALLS = 30;

  /// Its place in the order, from 1 on.
  final int place;

  /// Warm is what takes no more than this share of the scalar loop's time.
  private final double share;

  /// How many pieces of work there are, each to be warm by itself.
  final int steps;

  VectorKind(int place, double share, int steps) {
    this.place = place;
    this.share = share;
    this.steps = steps;
  }

  abstract void scalar(int step, float[] a, float[] b, float[] c);

  abstract void vector(int step, float[] a, float[] b, float[] c);

  /// Runs a piece of work both ways for a while, and tells whether vectors are fast by now.
  boolean isWarm(int step) {
    float[] a = new float[ROWS * COLUMNS + 1];
    float[] b = new float[ROWS * COLUMNS + 1];
    float[] c = new float[ROWS * COLUMNS + 1];
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      scalar(step, a, b, c);
    }
    long middle = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      vector(step, a, b, c);
    }
    return System.nanoTime() - middle < (middle - start) * share;
  }
}
