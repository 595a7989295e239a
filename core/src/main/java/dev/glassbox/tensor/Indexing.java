package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Operations that pick rows by number, or find the numbers to pick them by. Numbers of rows are
/// INT64.
sealed interface Indexing extends Op {

  private static int row(String name, long index, int rows) {
    if (index < 0 || index >= rows) {
      throw new IndexOutOfBoundsException(
          rows == 0
              ? "%s: row %d, but there are no rows".formatted(name, index)
              : "%s: row %d, but rows go from 0 to %d".formatted(name, index, rows - 1));
    }
    return (int) index;
  }

  private static Tensor requireIndices(String name, Tensor indices) {
    if (indices.dtype() != DType.INT64) {
      throw new DTypeException(
          "%s: row numbers must be INT64, not %s".formatted(name, indices.dtype()));
    }
    return indices;
  }

  /// Row `indices[i]` of x for each i.
  record Gather() implements Indexing, Filling {
    @Override
    public String name() {
      return "gather";
    }

    @Override
    public String formula() {
      return "x[i]";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "1 for each time the row is taken" : "0";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape x = inputs[0].shape();
      if (x.rank() == 0) {
        throw new ShapeException("gather: a single number has no rows to pick from");
      }
      int[] picked = inputs[1].shape().lengths();
      int[] lengths = new int[picked.length + x.rank() - 1];
      System.arraycopy(picked, 0, lengths, 0, picked.length);
      System.arraycopy(x.lengths(), 1, lengths, picked.length, x.rank() - 1);
      return Shape.of(lengths);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      requireIndices(name(), inputs[1]);
      Tensor out = Tensor.allocate(inputs[0].dtype(), shape(inputs));
      fill(inputs, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      Tensor x = inputs[0];
      Tensor indices = inputs[1];
      int width = x.shape().strides()[0];
      int rows = x.shape().length(0);
      for (int i = 0; i < indices.size(); i++) {
        int row = row(name(), indices.longs()[indices.offset() + i], rows);
        out.storage().copyStrided(i * width, x.storage(), x.offset() + row * width, 1, width);
      }
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return Tensor.apply(new Scatter(inputs[0].shape().length(0)), upstream, inputs[1]);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return Tensor.apply(this, Objects.requireNonNull(tangents[0]), inputs[1]);
    }

    static List<Sample> samples() {
      Tensor x = Tensor.uniform(Rng.seed(3), Shape.of(4, 3), -1, 1, DType.FLOAT64);
      return List.of(
          Sample.given(new Gather(), x, Tensor.of(Shape.of(5), new long[] {3, 0, 0, 2, 3})),
          Sample.given(new Gather(), x, Tensor.of(Shape.of(1, 2), new long[] {1, 1})),
          Sample.given(new Gather(), x, Tensor.of(Shape.of(0), new long[0])),
          Sample.wrong(
              new Gather(),
              "gather: row 4, but rows go from 0 to 3",
              x,
              Tensor.of(Shape.of(1), new long[] {4})),
          Sample.wrong(new Gather(), "gather: row numbers must be INT64, not FLOAT64", x, x));
    }
  }

  /// The opposite of [Gather]: a tensor of zeros to whose row `indices[i]` row i of x is added.
  record Scatter(int rows) implements Indexing {
    @Override
    public String name() {
      return "scatter";
    }

    @Override
    public String formula() {
      return "y[i] += x";
    }

    @Override
    public String derivative(int input) {
      return input == 0 ? "1" : "0";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape x = inputs[0].shape();
      int picked = inputs[1].shape().rank();
      for (int axis = 0; axis < picked; axis++) {
        if (axis >= x.rank() || x.length(axis) != inputs[1].shape().length(axis)) {
          throw new ShapeException(
              "scatter: values %s must begin with the shape of the row numbers, %s"
                  .formatted(x, inputs[1].shape()));
        }
      }
      int[] lengths = new int[x.rank() - picked + 1];
      lengths[0] = rows;
      System.arraycopy(x.lengths(), picked, lengths, 1, lengths.length - 1);
      return Shape.of(lengths);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0].requireFloating(name());
      Tensor indices = requireIndices(name(), inputs[1]);
      Tensor out = Tensor.allocate(x.dtype(), shape(inputs));
      int width = out.shape().strides()[0];
      for (int i = 0; i < indices.size(); i++) {
        int to = row(name(), indices.longs()[indices.offset() + i], rows) * width;
        addRow(x, x.offset() + i * width, out, to, width);
      }
      return out;
    }

    private static void addRow(Tensor x, int from, Tensor out, int to, int width) {
      Kernels kernels = Kernels.active();
      switch (x.storage()) {
        case Storage.Floats(float[] values) -> {
          float[] sums = out.floats();
          kernels.binary(BinaryFunction.ADD, sums, to, 1, values, from, 1, sums, to, width);
        }
        case Storage.Doubles(double[] values) -> {
          double[] sums = out.doubles();
          kernels.binary(BinaryFunction.ADD, sums, to, 1, values, from, 1, sums, to, width);
        }
        case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating("scatter");
      }
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.gather(inputs[1]);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return Tensor.apply(this, Objects.requireNonNull(tangents[0]), inputs[1]);
    }

    static List<Sample> samples() {
      Tensor x = Tensor.uniform(Rng.seed(4), Shape.of(3, 2), -1, 1, DType.FLOAT64);
      return List.of(
          Sample.given(new Scatter(4), x, Tensor.of(Shape.of(3), new long[] {3, 0, 3})),
          Sample.given(
              new Scatter(2), x.reshape(1, 3, 2), Tensor.of(Shape.of(1, 3), new long[] {1, 1, 1})),
          Sample.given(new Scatter(4), x.slice(0, 0, 0), Tensor.of(Shape.of(0), new long[0])),
          Sample.wrong(
              new Scatter(0),
              "scatter: row 0, but there are no rows",
              x.slice(0, 0, 1),
              Tensor.of(Shape.of(1), new long[] {0})),
          Sample.wrong(
              new Scatter(4),
              "scatter: values (3, 2) must begin with the shape of the row numbers, (2)",
              x,
              Tensor.of(Shape.of(2), new long[] {0, 1})));
    }
  }

  /// A row of zeros with a single 1 at the given place, for each number.
  record OneHot(int classes, DType dtype) implements Indexing, Filling {
    @Override
    public String name() {
      return "oneHot";
    }

    @Override
    public String formula() {
      return "1 at place x, 0 elsewhere";
    }

    @Override
    public String derivative(int input) {
      return "0";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Shape shape(Tensor... inputs) {
      int[] lengths = inputs[0].shape().lengths();
      int[] longer = Arrays.copyOf(lengths, lengths.length + 1);
      longer[lengths.length] = classes;
      return Shape.of(longer);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      requireIndices(name(), inputs[0]);
      Tensor out = Tensor.allocate(dtype, shape(inputs));
      fill(inputs, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      Tensor indices = inputs[0];
      out.storage().clear(out.offset(), out.size());
      for (int i = 0; i < indices.size(); i++) {
        int place = place(indices.longs()[indices.offset() + i], i);
        out.storage().set(out.offset() + i * classes + place, 1);
      }
    }

    private int place(long index, int at) {
      if (index < 0 || index >= classes) {
        throw new IndexOutOfBoundsException(
            "oneHot: class %d at place %d, but there are %d classes, counted from 0"
                .formatted(index, at, classes));
      }
      return (int) index;
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return inputs[0].zerosLike();
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return output.zerosLike();
    }

    static List<Sample> samples() {
      Tensor indices = Tensor.of(Shape.of(2, 2), new long[] {0, 2, 1, 2});
      return List.of(
          Sample.given(new OneHot(3, DType.FLOAT64), indices),
          Sample.given(new OneHot(3, DType.FLOAT64), Tensor.of(Shape.of(0), new long[0])),
          Sample.wrong(
              new OneHot(2, DType.FLOAT64),
              "oneHot: class 2 at place 1, but there are 2 classes, counted from 0",
              indices));
    }
  }

  /// The positions of the elements in ascending or descending order along an axis. Elements that
  /// are equal keep their order, and NaN counts as the largest.
  record ArgSort(int axis, boolean descending) implements Indexing {
    @Override
    public String name() {
      return "argsort";
    }

    @Override
    public String formula() {
      return descending ? "order of x, largest first" : "order of x, smallest first";
    }

    @Override
    public String derivative(int input) {
      return "0";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape shape = inputs[0].shape();
      return shape.with(axis, shape.length(axis));
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      Tensor out = Tensor.allocate(DType.INT64, shape(x));
      int length = x.shape().length(axis);
      int inner = x.shape().strides()[axis];
      for (int line = 0; line < x.size() / Math.max(length, 1); line++) {
        int first = line / inner * length * inner + line % inner;
        List<Integer> order = order(x, first, inner, length);
        for (int i = 0; i < length; i++) {
          out.longs()[first + i * inner] = order.get(i);
        }
      }
      return out;
    }

    /// List.sort is stable, in both directions.
    private List<Integer> order(Tensor x, int first, int step, int length) {
      Storage storage = x.storage();
      int from = x.offset() + first;
      Comparator<Integer> ascending = (i, j) -> compare(storage, from + i * step, from + j * step);
      return IntStream.range(0, length)
          .boxed()
          .sorted(descending ? (i, j) -> ascending.compare(j, i) : ascending)
          .toList();
    }

    /// Unlike Double.compare, −0 equals +0; and integers are compared as such.
    private static int compare(Storage storage, int left, int right) {
      if (storage instanceof Storage.Longs(long[] array)) {
        return Long.compare(array[left], array[right]);
      }
      return Double.compare(storage.at(left) + 0.0, storage.at(right) + 0.0);
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return inputs[0].zerosLike();
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return output.zerosLike();
    }

    static List<Sample> samples() {
      Tensor x = Tensor.of(DType.FLOAT64, 3, 1, 2, -4, 7, 5).reshape(2, 3);
      return List.of(
          Sample.given(new ArgSort(0, false), x),
          Sample.given(new ArgSort(1, true), x),
          Sample.given(new ArgSort(1, false), x.slice(0, 0, 0)),
          Sample.wrong(
              new ArgSort(1, false),
              "axis 1: shape (3) has axes 0 to 0 (or −1 to −1)",
              Tensor.zeros(Shape.of(3))));
    }
  }
}
