package dev.glassbox.trace;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.ReduceFunction;
import dev.glassbox.kernel.RowProduct;
import dev.glassbox.kernel.UnaryFunction;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One call of a kernel with everything it was given, so that it can be made again, on the same
/// arrays or on others.
///
/// A call reads from some arrays, writes into one, and touches nothing else.
public sealed interface Call
    permits Call.Unary, Call.Binary, Call.Reduce, Call.Product, Call.Softmax, Copy, Own, Event {
  /// What it is, such as `matmul (32, 13) × (13, 16)`.
  String describe();

  /// Where it reads.
  List<Slice> reads();

  /// Where it writes.
  Slice out();

  /// How many elements it writes, from [#out()] on without a gap; 0 if it leaves gaps.
  int written();

  /// The same call with each place exchanged for another.
  Call on(UnaryOperator<Slice> places);

  /// Makes the call.
  void run();

  /// The call as something to run many times, without allocating.
  default Runnable compiled() {
    return this::run;
  }

  private static boolean isFloats(Slice slice) {
    return slice.array() instanceof float[];
  }

  private static float[] floats(Slice slice) {
    return (float[]) slice.array();
  }

  private static double[] doubles(Slice slice) {
    return (double[]) slice.array();
  }

  /// `out[i] = f(x[i])` for n elements.
  record Unary(UnaryFunction f, Slice x, Slice out, int n) implements Call {
    @Override
    public String describe() {
      return "%s of %d".formatted(f.name().toLowerCase(java.util.Locale.ROOT), n);
    }

    @Override
    public List<Slice> reads() {
      return List.of(x);
    }

    @Override
    public int written() {
      return n;
    }

    @Override
    public Call on(UnaryOperator<Slice> places) {
      return new Unary(f, places.apply(x), places.apply(out), n);
    }

    @Override
    public void run() {
      if (isFloats(out)) {
        Kernels.active().unary(f, floats(x), x.at(), floats(out), out.at(), n);
      } else {
        Kernels.active().unary(f, doubles(x), x.at(), doubles(out), out.at(), n);
      }
    }
  }

  /// How an operand of two axes moves on: `rowStep` from row to row, `step` from one column to the
  /// next, which is 1 or 0.
  record Steps(int rowStep, int step) {
    /// Element by element with a result of so many columns.
    public static Steps along(int columns) {
      return new Steps(columns, 1);
    }
  }

  /// `out[r, j] = f(a[r, j], b[r, j])` for rows × columns elements, where an operand may repeat its
  /// rows, its columns or both.
  record Binary(
      BinaryFunction f,
      Slice a,
      Steps aSteps,
      Slice b,
      Steps bSteps,
      Slice out,
      int rows,
      int columns)
      implements Call {
    @Override
    public String describe() {
      return "%s of %d × %d".formatted(f.name().toLowerCase(java.util.Locale.ROOT), rows, columns);
    }

    @Override
    public List<Slice> reads() {
      return List.of(a, b);
    }

    @Override
    public int written() {
      return rows * columns;
    }

    @Override
    public Call on(UnaryOperator<Slice> places) {
      return new Binary(
          f, places.apply(a), aSteps, places.apply(b), bSteps, places.apply(out), rows, columns);
    }

    @Override
    public void run() {
      if (isFloats(out)) {
        Kernels.active()
            .binaryRows(
                f,
                floats(a),
                a.at(),
                aSteps.rowStep,
                aSteps.step,
                floats(b),
                b.at(),
                bSteps.rowStep,
                bSteps.step,
                floats(out),
                out.at(),
                rows,
                columns);
      } else {
        Kernels.active()
            .binaryRows(
                f,
                doubles(a),
                a.at(),
                aSteps.rowStep,
                aSteps.step,
                doubles(b),
                b.at(),
                bSteps.rowStep,
                bSteps.step,
                doubles(out),
                out.at(),
                rows,
                columns);
      }
    }
  }

  /// Reduces the middle axis of outer × length × inner elements.
  record Reduce(ReduceFunction f, Slice x, int outer, int length, int inner, Slice out)
      implements Call {
    @Override
    public String describe() {
      return "%s of %d × %d × %d over the middle"
          .formatted(f.name().toLowerCase(java.util.Locale.ROOT), outer, length, inner);
    }

    @Override
    public List<Slice> reads() {
      return List.of(x);
    }

    @Override
    public int written() {
      return outer * inner;
    }

    @Override
    public Call on(UnaryOperator<Slice> places) {
      return new Reduce(f, places.apply(x), outer, length, inner, places.apply(out));
    }

    @Override
    public void run() {
      if (isFloats(out)) {
        Kernels.active().reduce(f, floats(x), x.at(), outer, length, inner, floats(out));
      } else {
        Kernels.active().reduce(f, doubles(x), x.at(), outer, length, inner, doubles(out));
      }
    }
  }

  /// The matrix product of m × k and k × n, either read transposed; with a bias, that row vector is
  /// added to every row, and with a function, that is applied to every element of the result.
  record Product(
      Slice a,
      boolean transposeA,
      Slice b,
      boolean transposeB,
      @Nullable Slice bias,
      @Nullable UnaryFunction function,
      Slice out,
      int m,
      int n,
      int k)
      implements Call {
    /// Whether its sums have the order of [RowProduct].
    public boolean isLongRow() {
      return RowProduct.is(m, transposeB, k);
    }

    /// The same product with a bias and a function, or without.
    public Product with(@Nullable Slice row, @Nullable UnaryFunction g, Slice result) {
      return new Product(a, transposeA, b, transposeB, row, g, result, m, n, k);
    }

    @Override
    public String describe() {
      return "matmul %d × %d × %d%s%s"
          .formatted(
              m,
              k,
              n,
              bias == null ? "" : " + bias",
              function == null ? "" : ", " + function.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public List<Slice> reads() {
      return bias == null ? List.of(a, b) : List.of(a, b, bias);
    }

    @Override
    public int written() {
      return m * n;
    }

    @Override
    public Call on(UnaryOperator<Slice> places) {
      return new Product(
          places.apply(a),
          transposeA,
          places.apply(b),
          transposeB,
          bias == null ? null : places.apply(bias),
          function,
          places.apply(out),
          m,
          n,
          k);
    }

    @Override
    public void run() {
      if (bias != null) {
        affine(Kernels.active(), bias);
      } else if (isFloats(out)) {
        Kernels.active()
            .matmul(
                floats(a),
                a.at(),
                transposeA,
                floats(b),
                b.at(),
                transposeB,
                floats(out),
                out.at(),
                m,
                n,
                k);
      } else {
        Kernels.active()
            .matmul(
                doubles(a),
                a.at(),
                transposeA,
                doubles(b),
                b.at(),
                transposeB,
                doubles(out),
                out.at(),
                m,
                n,
                k);
      }
    }

    private void affine(Kernels kernels, Slice row) {
      if (isFloats(out)) {
        kernels.affine(
            floats(a),
            a.at(),
            transposeA,
            floats(b),
            b.at(),
            transposeB,
            floats(row),
            row.at(),
            function,
            floats(out),
            out.at(),
            m,
            n,
            k);
      } else {
        kernels.affine(
            doubles(a),
            a.at(),
            transposeA,
            doubles(b),
            b.at(),
            transposeB,
            doubles(row),
            row.at(),
            function,
            doubles(out),
            out.at(),
            m,
            n,
            k);
      }
    }
  }

  /// Softmax of every row, or its logarithm.
  record Softmax(Slice x, Slice out, int rows, int columns, boolean logarithm) implements Call {
    @Override
    public String describe() {
      return "%s of %d × %d".formatted(logarithm ? "log-softmax" : "softmax", rows, columns);
    }

    @Override
    public List<Slice> reads() {
      return List.of(x);
    }

    @Override
    public int written() {
      return rows * columns;
    }

    @Override
    public Call on(UnaryOperator<Slice> places) {
      return new Softmax(places.apply(x), places.apply(out), rows, columns, logarithm);
    }

    @Override
    public void run() {
      if (isFloats(out)) {
        Kernels.active().softmax(floats(x), x.at(), floats(out), rows, columns, logarithm);
      } else {
        Kernels.active().softmax(doubles(x), x.at(), doubles(out), rows, columns, logarithm);
      }
    }
  }
}
