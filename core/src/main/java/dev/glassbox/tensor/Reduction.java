package dev.glassbox.tensor;

import dev.glassbox.kernel.ReduceFunction;
import dev.glassbox.trace.Recording;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that turn all elements along one axis into one. The axis stays, with length 1;
/// [Tensor] reduces several axes by several of these, and drops them by a reshape.
sealed interface Reduction extends Op {
  int axis();

  @Override
  default Shape shape(Tensor... inputs) {
    return inputs[0].shape().with(axis(), 1);
  }

  private static Tensor reduce(ReduceFunction f, Tensor x, int axis) {
    Shape shape = x.shape();
    Tensor out = Tensor.allocate(x.dtype(), shape.with(axis, 1));
    int length = shape.length(axis);
    int inner = shape.strides()[axis];
    int outer = out.size() / Math.max(inner, 1);
    switch (x.storage()) {
      case Storage.Floats(float[] from) ->
          Recording.kernels().reduce(f, from, x.offset(), outer, length, inner, out.floats());
      case Storage.Doubles(double[] from) ->
          Recording.kernels().reduce(f, from, x.offset(), outer, length, inner, out.doubles());
      case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating(f.name());
    }
    return out;
  }

  private static void requireElements(String name, Tensor x, int axis) {
    if (x.shape().length(axis) == 0) {
      throw new ShapeException(
          "%s: axis %d of %s has no elements to choose from".formatted(name, axis, x.shape()));
    }
  }

  record Sum(int axis) implements Reduction {
    @Override
    public String name() {
      return "sum";
    }

    @Override
    public String formula() {
      return "Σ x";
    }

    @Override
    public String derivative(int input) {
      return "1";
    }

    @Override
    public Tensor value(Tensor... inputs) {
      return reduce(ReduceFunction.SUM, inputs[0].requireFloating(name()), axis);
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return upstream.broadcastTo(inputs[0].shape());
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return Objects.requireNonNull(tangents[0]).sumKeeping(axis);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.smooth(new Sum(0), -2, 2, Shape.of(5)),
          Sample.smooth(new Sum(1), -2, 2, Shape.of(2, 3, 4)),
          Sample.smooth(new Sum(0), -2, 2, Shape.of(0, 3)),
          Sample.wrong(
              new Sum(2),
              "axis 2: shape (2, 3) has axes 0 to 1 (or −2 to −1)",
              Tensor.zeros(Shape.of(2, 3))));
    }
  }

  /// The largest or smallest element; elements that tie share the gradient equally.
  record Extreme(boolean largest, int axis) implements Reduction {
    @Override
    public String name() {
      return largest ? "max" : "min";
    }

    @Override
    public String formula() {
      return largest ? "max x" : "min x";
    }

    @Override
    public String derivative(int input) {
      return largest ? "1 at the largest else 0" : "1 at the smallest else 0";
    }

    @Override
    public Tensor value(Tensor... inputs) {
      requireElements(name(), inputs[0], axis);
      var function = largest ? ReduceFunction.MAXIMUM : ReduceFunction.MINIMUM;
      return reduce(function, inputs[0].requireFloating(name()), axis);
    }

    /// 1 over the number of ties where an element is the extreme one, 0 elsewhere.
    private Tensor share(Tensor x, Tensor y) {
      Tensor winners = x.equal(y).to(x.dtype());
      return winners.div(winners.sumKeeping(axis));
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return share(inputs[0], output).mul(upstream);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return share(inputs[0], output).mul(Objects.requireNonNull(tangents[0])).sumKeeping(axis);
    }

    static List<Sample> samples() {
      Tensor x = Tensor.of(DType.FLOAT64, 3, 1, 2, -4, 7, 5).reshape(2, 3);
      return List.of(
          Sample.given(new Extreme(true, 0), x),
          Sample.given(new Extreme(true, 1), x),
          Sample.given(new Extreme(false, 1), x),
          Sample.smooth(new Extreme(true, 1), 0, 1, Shape.of(0, 3)),
          Sample.wrong(
              new Extreme(true, 0),
              "max: axis 0 of (0, 3) has no elements to choose from",
              Tensor.zeros(Shape.of(0, 3))));
    }
  }

  /// The position of the largest element, the first of several; NaN counts as largest.
  record ArgMax(int axis) implements Reduction {
    @Override
    public String name() {
      return "argmax";
    }

    @Override
    public String formula() {
      return "argmax x";
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
    public Tensor value(Tensor... inputs) {
      Tensor x = inputs[0];
      requireElements(name(), x, axis);
      Tensor out = Tensor.allocate(DType.INT64, shape(x));
      long[] winners = out.longs();
      int length = x.shape().length(axis);
      int inner = x.shape().strides()[axis];
      for (int i = 0; i < winners.length; i++) {
        int at = x.offset() + i / inner * length * inner + i % inner;
        int best = 0;
        for (int l = 1; l < length; l++) {
          double candidate = x.storage().at(at + l * inner);
          double leader = x.storage().at(at + best * inner);
          if (candidate > leader || (Double.isNaN(candidate) && !Double.isNaN(leader))) {
            best = l;
          }
        }
        winners[i] = best;
      }
      return out;
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
          Sample.given(new ArgMax(0), x),
          Sample.given(new ArgMax(1), x),
          Sample.smooth(new ArgMax(1), 0, 1, Shape.of(0, 3)),
          Sample.wrong(
              new ArgMax(1),
              "argmax: axis 1 of (3, 0) has no elements to choose from",
              Tensor.zeros(Shape.of(3, 0))));
    }
  }
}
