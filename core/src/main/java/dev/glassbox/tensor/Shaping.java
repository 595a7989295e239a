package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that move elements without changing them. All are linear, so each one's forward mode
/// is the operation itself.
sealed interface Shaping extends Op {

  @Override
  default Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return Tensor.apply(this, Objects.requireNonNull(tangents[0]));
  }

  record Reshape(Shape target) implements Shaping {
    @Override
    public String name() {
      return "reshape";
    }

    @Override
    public String formula() {
      return "x as " + target;
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      if (inputs[0].size() != target.size()) {
        throw new ShapeException(
            "reshape: %s has %d elements and %s has %d"
                .formatted(inputs[0].shape(), inputs[0].size(), target, target.size()));
      }
      return target;
    }

    @Override
    public Tensor value(Tensor... inputs) {
      return inputs[0].view(shape(inputs), 0);
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.reshape(inputs[0].shape());
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Reshape(Shape.of(2, 6)), -1, 1, Shape.of(3, 4)),
          Sample.smooth(new Reshape(Shape.of()), -1, 1, Shape.of(1, 1)),
          Sample.smooth(new Reshape(Shape.of(0)), -1, 1, Shape.of(3, 0)),
          Sample.wrong(
              new Reshape(Shape.of(5)),
              "reshape: (2, 3) has 6 elements and (5) has 5",
              Tensor.zeros(Shape.of(2, 3))));
    }
  }

  /// Axis i of the result is axis `order[i]` of the input.
  record Transpose(List<Integer> order) implements Shaping {
    @Override
    public String name() {
      return "transpose";
    }

    @Override
    public String formula() {
      return "xᵀ";
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape from = inputs[0].shape();
      int[] sorted = order.stream().mapToInt(Integer::intValue).sorted().toArray();
      boolean permutation = sorted.length == from.rank();
      for (int i = 0; permutation && i < sorted.length; i++) {
        permutation = sorted[i] == i;
      }
      if (!permutation) {
        throw new ShapeException(
            "transpose: %s does not name each axis of %s once".formatted(order, from));
      }
      return Shape.of(order.stream().mapToInt(from::length).toArray());
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      Shape to = shape(inputs);
      int[] strides = x.shape().strides();
      int[] steps = order.stream().mapToInt(axis -> strides[axis]).toArray();
      return Moving.strided(x, to, steps);
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      int[] inverse = new int[order.size()];
      for (int i = 0; i < inverse.length; i++) {
        inverse[order.get(i)] = i;
      }
      return upstream.transpose(inverse);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Transpose(List.of(1, 0)), -1, 1, Shape.of(3, 4)),
          Sample.smooth(new Transpose(List.of(2, 0, 1)), -1, 1, Shape.of(2, 3, 4)),
          Sample.smooth(new Transpose(List.of(1, 0)), -1, 1, Shape.of(0, 4)),
          Sample.wrong(
              new Transpose(List.of(0, 0)),
              "transpose: [0, 0] does not name each axis of (2, 3) once",
              Tensor.zeros(Shape.of(2, 3))));
    }
  }

  record BroadcastTo(Shape target) implements Shaping {
    @Override
    public String name() {
      return "broadcastTo";
    }

    @Override
    public String formula() {
      return "x repeated to " + target;
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape from = inputs[0].shape();
      if (from.rank() > target.rank()
          || !Shape.broadcast("broadcastTo", from, target).equals(target)) {
        throw new ShapeException("broadcastTo: %s does not repeat to %s".formatted(from, target));
      }
      return target;
    }

    @Override
    public Tensor value(Tensor... inputs) {
      shape(inputs);
      return Moving.strided(
          inputs[0], target, Elementwise.broadcastSteps(inputs[0].shape(), target));
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.sumTo(inputs[0].shape());
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new BroadcastTo(Shape.of(2, 3, 4)), -1, 1, Shape.of(3, 1)),
          Sample.smooth(new BroadcastTo(Shape.of(5)), -1, 1, Shape.of()),
          Sample.smooth(new BroadcastTo(Shape.of(0, 2)), -1, 1, Shape.of(2)),
          Sample.smooth(new BroadcastTo(Shape.of(3, 0)), -1, 1, Shape.of(1, 0)),
          Sample.wrong(
              new BroadcastTo(Shape.of(3)),
              "broadcastTo: (2, 3) does not repeat to (3)",
              Tensor.zeros(Shape.of(2, 3))));
    }
  }

  /// The elements `from ≤ i < to` along an axis.
  record Slice(int axis, int from, int to) implements Shaping {
    @Override
    public String name() {
      return "slice";
    }

    @Override
    public String formula() {
      return "x[%d:%d] along axis %d".formatted(from, to, axis);
    }

    @Override
    public String derivative(int input) {
      return "1 inside the slice else 0";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape shape = inputs[0].shape();
      if (from < 0 || to < from || to > shape.length(axis)) {
        throw new ShapeException(
            "slice: [%d, %d) does not lie within axis %d of %s".formatted(from, to, axis, shape));
      }
      return shape.with(axis, to - from);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      Shape shape = shape(inputs);
      int inner = x.shape().strides()[axis];
      if (axis == 0) {
        return x.view(shape, from * inner);
      }
      Tensor out = Tensor.allocate(x.dtype(), shape);
      Moving.blocks(
          x,
          from * inner,
          x.shape().length(axis) * inner,
          out,
          0,
          (to - from) * inner,
          (to - from) * inner);
      return out;
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return Tensor.apply(new Pad(axis, from, inputs[0].shape().length(axis) - to), upstream);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Slice(0, 1, 3), -1, 1, Shape.of(4, 3)),
          Sample.smooth(new Slice(1, 1, 3), -1, 1, Shape.of(2, 4, 3)),
          Sample.smooth(new Slice(0, 2, 2), -1, 1, Shape.of(4)),
          Sample.smooth(new Slice(1, 1, 2), -1, 1, Shape.of(0, 3)),
          Sample.wrong(
              new Slice(1, 2, 5),
              "slice: [2, 5) does not lie within axis 1 of (2, 4)",
              Tensor.zeros(Shape.of(2, 4))));
    }
  }

  /// Zeros put before and after the elements along an axis.
  record Pad(int axis, int before, int after) implements Shaping {
    @Override
    public String name() {
      return "pad";
    }

    @Override
    public String formula() {
      return "x with %d zeros before and %d after along axis %d".formatted(before, after, axis);
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape shape = inputs[0].shape();
      if (before < 0 || after < 0) {
        throw new ShapeException(
            "pad: cannot put %d before and %d after; use slice to cut".formatted(before, after));
      }
      return shape.with(axis, before + shape.length(axis) + after);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      Tensor out = Tensor.allocate(x.dtype(), shape(inputs));
      int inner = x.shape().strides()[axis];
      int block = x.shape().length(axis) * inner;
      Moving.blocks(x, 0, block, out, before * inner, out.shape().length(axis) * inner, block);
      return out;
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.slice(axis, before, before + inputs[0].shape().length(axis));
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Pad(0, 1, 2), -1, 1, Shape.of(3)),
          Sample.smooth(new Pad(1, 2, 0), -1, 1, Shape.of(2, 3, 2)),
          Sample.smooth(new Pad(0, 1, 1), -1, 1, Shape.of(0, 2)),
          Sample.wrong(
              new Pad(0, -1, 0),
              "pad: cannot put -1 before and 0 after; use slice to cut",
              Tensor.zeros(Shape.of(3))));
    }
  }

  /// Tensors one after the other along an axis.
  record Concat(int axis) implements Shaping {
    @Override
    public String name() {
      return "concat";
    }

    @Override
    public String formula() {
      return "a, b, … along axis " + axis;
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape first = inputs[0].shape();
      int length = 0;
      for (Tensor input : inputs) {
        Shape shape = input.shape();
        if (shape.rank() != first.rank() || !shape.with(axis, 0).equals(first.with(axis, 0))) {
          throw new ShapeException(
              "concat: %s and %s differ on an axis other than %d".formatted(first, shape, axis));
        }
        length += shape.length(axis);
      }
      return first.with(axis, length);
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor.requireSame(name(), inputs);
      Tensor out = Tensor.allocate(inputs[0].dtype(), shape(inputs));
      int inner = out.shape().strides()[axis];
      int at = 0;
      for (Tensor input : inputs) {
        int block = input.shape().length(axis) * inner;
        Moving.blocks(input, 0, block, out, at, out.shape().length(axis) * inner, block);
        at += block;
      }
      return out;
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      int from = 0;
      for (int i = 0; i < input; i++) {
        from += inputs[i].shape().length(axis);
      }
      return upstream.slice(axis, from, from + inputs[input].shape().length(axis));
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      Tensor[] all = new Tensor[inputs.length];
      Arrays.setAll(
          all,
          i -> {
            Tensor tangent = tangents[i];
            return tangent == null ? inputs[i].zerosLike() : tangent;
          });
      return Tensor.apply(this, all);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Concat(0), -1, 1, Shape.of(2, 3), Shape.of(1, 3)),
          Sample.smooth(new Concat(1), -1, 1, Shape.of(2, 3), Shape.of(2, 0), Shape.of(2, 2)),
          Sample.wrong(
              new Concat(0),
              "concat: (2, 3) and (2, 4) differ on an axis other than 0",
              Tensor.zeros(Shape.of(2, 3)),
              Tensor.zeros(Shape.of(2, 4))));
    }
  }

  /// The same numbers in another type. Towards integers the fraction is cut off, and no gradient
  /// passes.
  record Cast(DType target) implements Shaping {
    @Override
    public String name() {
      return "to";
    }

    @Override
    public String formula() {
      return "x as " + target;
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public boolean differentiable() {
      return target.isFloating();
    }

    @Override
    public Shape shape(Tensor... inputs) {
      return inputs[0].shape();
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      Tensor out = Tensor.allocate(target, x.shape());
      int at = x.offset();
      if (out.storage() instanceof Storage.Floats(float[] to)) {
        toFloats(x.storage(), at, to);
      } else {
        for (int i = 0; i < x.size(); i++) {
          out.storage().set(i, x.storage().at(at + i));
        }
      }
      return out;
    }

    /// Masks and class numbers become floats in every training step, so this way has its own loops.
    private static void toFloats(Storage from, int at, float[] to) {
      switch (from) {
        case Storage.Floats(float[] array) -> System.arraycopy(array, at, to, 0, to.length);
        case Storage.Doubles(double[] array) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] = (float) array[at + i];
          }
        }
        case Storage.Longs(long[] array) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] = array[at + i];
          }
        }
        case Storage.Booleans(boolean[] array) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] = array[at + i] ? 1 : 0;
          }
        }
      }
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return differentiable() ? upstream.to(inputs[0].dtype()) : inputs[0].zerosLike();
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return differentiable() ? Objects.requireNonNull(tangents[0]).to(target) : output.zerosLike();
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Cast(DType.FLOAT64), -1, 1, Shape.of(2, 3)),
          Sample.smooth(new Cast(DType.FLOAT64), -1, 1, Shape.of(0, 3)),
          Sample.at(new Cast(DType.INT64), 2.7, 2, 0),
          Sample.at(new Cast(DType.INT64), -2.7, -2, 0),
          Sample.at(new Cast(DType.INT64), Double.NaN, 0, 0),
          Sample.at(new Cast(DType.BOOL), 2.7, 1, 0));
    }
  }
}
