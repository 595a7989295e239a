package dev.glassbox.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that move elements without changing them. All are linear, so each one's forward mode
/// is the operation itself.
sealed interface Shaping extends Op
    permits Shaping.Reshape, Shaping.Transpose, Shaping.BroadcastTo, Shaping.Cast, Piecing {

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

  /// The same numbers in another type. Towards integers the fraction is cut off, and no gradient
  /// passes.
  record Cast(DType target) implements Shaping, Filling {
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
      Tensor out = Tensor.allocate(target, inputs[0].shape());
      fill(inputs, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      Tensor x = inputs[0];
      int at = x.offset();
      if (out.storage() instanceof Storage.Floats(float[] to)) {
        toFloats(x.storage(), at, to, x.size());
      } else {
        for (int i = 0; i < x.size(); i++) {
          out.storage().set(i, x.storage().at(at + i));
        }
      }
    }

    /// Masks and class numbers become floats in every training step, so this way has its own loops.
    private static void toFloats(Storage from, int at, float[] to, int n) {
      switch (from) {
        case Storage.Floats(float[] array) -> System.arraycopy(array, at, to, 0, n);
        case Storage.Doubles(double[] array) -> {
          for (int i = 0; i < n; i++) {
            to[i] = (float) array[at + i];
          }
        }
        case Storage.Longs(long[] array) -> {
          for (int i = 0; i < n; i++) {
            to[i] = array[at + i];
          }
        }
        case Storage.Booleans(boolean[] array) -> {
          for (int i = 0; i < n; i++) {
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
