package dev.glassbox.kernel;

import java.util.List;
import java.util.stream.Stream;

/// Work in scalar loops and the same in vectors, to warm these up and to tell when they are warm.
sealed interface VectorWork {
  /// Matrices are of this size, if nothing else is said.
  int ROWS = 33;

  /// See [#ROWS].
  int COLUMNS = 105;

  /// See [#isWarm].
  int CALLS = 30;

  /// The work to warm up a kind by.
  static VectorWork of(VectorKind kind) {
    return switch (kind) {
      case PRODUCT -> new Product();
      case ADD -> new Binary(BinaryFunction.ADD);
      case SUBTRACT -> new Binary(BinaryFunction.SUBTRACT);
      case MULTIPLY -> new Binary(BinaryFunction.MULTIPLY);
      case DIVIDE -> new Binary(BinaryFunction.DIVIDE);
      case MAXIMUM -> new Binary(BinaryFunction.MAXIMUM);
      case MINIMUM -> new Binary(BinaryFunction.MINIMUM);
      case LEAKY_RELU -> new Binary(BinaryFunction.LEAKY_RELU);
      case SIMPLE, EXP, LOG, SIGMOID, TANH, SOFTPLUS ->
          new Unary(
              Stream.of(UnaryFunction.values()).filter(f -> VectorKind.of(f) == kind).toList());
      case REDUCTION -> new Reduction(List.of(ReduceFunction.values()));
    };
  }

  /// Runs a piece of work both ways for a while, and tells whether vectors are fast by now.
  default boolean isWarm(int piece) {
    float[] a = new float[ROWS * COLUMNS + 1];
    float[] b = new float[ROWS * COLUMNS + 1];
    float[] c = new float[ROWS * COLUMNS + 1];
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      scalar(piece, a, b, c);
    }
    long middle = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      vector(piece, a, b, c);
    }
    return System.nanoTime() - middle < (middle - start) * share();
  }

  /// How many pieces there are, each to be warm by itself.
  int pieces();

  /// Warm is what takes no more than this share of the scalar loop's time.
  double share();

  /// Does a piece in scalar loops.
  void scalar(int piece, float[] a, float[] b, float[] c);

  /// Does a piece in vectors.
  void vector(int piece, float[] a, float[] b, float[] c);

  /// The matrix product of floats. Sizes take turns, so that the compiler has seen every way that
  /// there is before it translates.
  record Product() implements VectorWork {
    /// Sizes of products whose tiles and edges are of every kind, whatever the width of the
    /// vectors.
    private record Sizes(int m, int n, int k) {
      static final List<Sizes> ALL =
          List.of(
              new Sizes(ROWS, COLUMNS, ROWS),
              new Sizes(ROWS, 25, ROWS),
              new Sizes(ROWS, 10, ROWS),
              new Sizes(1, ROWS, COLUMNS));
    }

    @Override
    public int pieces() {
      return 6;
    }

    @Override
    public double share() {
      return 0.7;
    }

    @Override
    public void scalar(int piece, float[] a, float[] b, float[] c) {
      for (Sizes s : Sizes.ALL) {
        ScalarMatMul.product(a, 0, piece % 3 == 0, b, 0, piece % 2 == 0, c, 0, s.m, s.n, s.k);
      }
    }

    @Override
    public void vector(int piece, float[] a, float[] b, float[] c) {
      boolean transposeA = piece % 3 == 0;
      boolean transposeB = piece % 2 == 0;
      for (Sizes s : Sizes.ALL) {
        VectorProduct.product(
            Workers.SHARED, a, 0, transposeA, b, 0, transposeB, null, 0, null, c, 0, s.m, s.n, s.k);
      }
    }
  }

  /// A function of two floats, with a number or a row at the right.
  record Binary(BinaryFunction f) implements VectorWork {
    @Override
    public int pieces() {
      return 2;
    }

    @Override
    public double share() {
      return 2;
    }

    @Override
    public void scalar(int piece, float[] a, float[] b, float[] c) {
      ScalarFloatRows.binaryRows(f, a, 1, COLUMNS, 1, b, 1, 0, piece, c, 1, ROWS, COLUMNS);
    }

    @Override
    public void vector(int piece, float[] a, float[] b, float[] c) {
      VectorRows.binaryRows(f, a, 1, COLUMNS, 1, b, 1, 0, piece, c, 1, ROWS, COLUMNS);
    }
  }

  /// Functions of one float that are translated together.
  record Unary(List<UnaryFunction> functions) implements VectorWork {
    @Override
    public int pieces() {
      return functions.size();
    }

    @Override
    public double share() {
      return 2;
    }

    @Override
    public void scalar(int piece, float[] a, float[] b, float[] c) {
      ScalarFloats.unary(functions.get(piece), a, 1, c, 1, ROWS * COLUMNS);
    }

    @Override
    public void vector(int piece, float[] a, float[] b, float[] c) {
      VectorUnary.unary(functions.get(piece), a, 1, c, 1, ROWS * COLUMNS);
    }
  }

  /// Sums and extremes of floats, of rows or of columns.
  record Reduction(List<ReduceFunction> functions) implements VectorWork {
    @Override
    public int pieces() {
      return 2 * functions.size();
    }

    @Override
    public double share() {
      return 2;
    }

    @Override
    public void scalar(int piece, float[] a, float[] b, float[] c) {
      ReduceFunction f = functions.get(piece / 2);
      if (piece % 2 == 0) {
        ScalarFloats.reduce(f, a, 1, ROWS, COLUMNS, 1, c);
      } else {
        ScalarFloats.reduce(f, a, 1, 1, ROWS, COLUMNS, c);
      }
    }

    @Override
    public void vector(int piece, float[] a, float[] b, float[] c) {
      ReduceFunction f = functions.get(piece / 2);
      if (piece % 2 == 0) {
        VectorReductions.reduce(f, a, 1, ROWS, COLUMNS, 1, c);
      } else {
        VectorReductions.reduce(f, a, 1, 1, ROWS, COLUMNS, c);
      }
    }
  }
}
