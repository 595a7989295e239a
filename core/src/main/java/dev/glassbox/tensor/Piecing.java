package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations that cut a piece out of a tensor along an axis, or put pieces together.
sealed interface Piecing extends Shaping {

  /// The elements `from ≤ i < to` along an axis.
  record Slice(int axis, int from, int to) implements Piecing {
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
  record Pad(int axis, int before, int after) implements Piecing {
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
  record Concat(int axis) implements Piecing {
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
}
