package dev.glassbox.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparing elements, and choosing between them by a mask.
sealed interface Choice extends Op {

  /// How two numbers are compared. With NaN every comparison is false, but `≠` is true.
  enum Relation {
    GREATER("greater", ">"),
    GREATER_EQUAL("greaterEqual", "≥"),
    LESS("less", "<"),
    LESS_EQUAL("lessEqual", "≤"),
    EQUAL("equal", "="),
    NOT_EQUAL("notEqual", "≠");

    private final String method;
    private final String sign;

    Relation(String method, String sign) {
      this.method = method;
      this.sign = sign;
    }

    private boolean holds(double a, double b) {
      return switch (this) {
        case GREATER -> a > b;
        case GREATER_EQUAL -> a >= b;
        case LESS -> a < b;
        case LESS_EQUAL -> a <= b;
        case EQUAL -> a == b;
        case NOT_EQUAL -> a != b;
      };
    }

    /// Integers are compared as such: a double cannot tell 2⁵³ from 2⁵³ + 1.
    private boolean holds(long a, long b) {
      return switch (this) {
        case GREATER -> a > b;
        case GREATER_EQUAL -> a >= b;
        case LESS -> a < b;
        case LESS_EQUAL -> a <= b;
        case EQUAL -> a == b;
        case NOT_EQUAL -> a != b;
      };
    }
  }

  record Compare(Relation relation) implements Choice, Filling {
    @Override
    public String name() {
      return relation.method;
    }

    @Override
    public String formula() {
      return "a " + relation.sign + " b";
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
      return Shape.broadcast(name(), inputs[0].shape(), inputs[1].shape());
    }

    @Override
    public Tensor value(Tensor... inputs) {
      Tensor.requireSame(name(), inputs);
      Tensor out = Tensor.allocate(DType.BOOL, shape(inputs));
      fill(inputs, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      Shape shape = out.shape();
      compare(Elementwise.fitted(inputs[0], shape), Elementwise.fitted(inputs[1], shape), out);
    }

    private void compare(Tensor left, Tensor right, Tensor out) {
      boolean[] mask = out.booleans();
      int n = out.size();
      int aAt = left.offset();
      int bAt = right.offset();
      int aStep = Elementwise.step(left);
      int bStep = Elementwise.step(right);
      switch (left.storage()) {
        case Storage.Floats(float[] a) -> {
          float[] b = right.floats();
          for (int i = 0; i < n; i++) {
            mask[i] = relation.holds(a[aAt + i * aStep], b[bAt + i * bStep]);
          }
        }
        case Storage.Doubles(double[] a) -> {
          double[] b = right.doubles();
          for (int i = 0; i < n; i++) {
            mask[i] = relation.holds(a[aAt + i * aStep], b[bAt + i * bStep]);
          }
        }
        case Storage.Longs(long[] a) -> {
          long[] b = right.longs();
          for (int i = 0; i < n; i++) {
            mask[i] = relation.holds(a[aAt + i * aStep], b[bAt + i * bStep]);
          }
        }
        case Storage.Booleans _ -> {
          for (int i = 0; i < n; i++) {
            mask[i] =
                relation.holds(
                    left.storage().at(aAt + i * aStep), right.storage().at(bAt + i * bStep));
          }
        }
      }
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      return inputs[input].zerosLike();
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      return output.to(inputs[0].dtype()).zerosLike();
    }

    static List<Sample> samples() {
      Tensor a = Tensor.of(DType.FLOAT64, 1, 2, 3);
      return List.of(
          Sample.given(new Compare(Relation.GREATER), a, a.add(0.5)),
          Sample.given(new Compare(Relation.GREATER_EQUAL), a, Tensor.scalar(DType.FLOAT64, 1.5)),
          Sample.smooth(new Compare(Relation.EQUAL), 0, 1, Shape.of(0, 2), Shape.of(2)),
          Sample.at(new Compare(Relation.GREATER), 2, 1, 1, 0, 0),
          Sample.at(new Compare(Relation.GREATER), 2, 2, 0, 0, 0),
          Sample.at(new Compare(Relation.GREATER_EQUAL), 2, 2, 1, 0, 0),
          Sample.at(new Compare(Relation.EQUAL), 2, 2, 1, 0, 0),
          Sample.at(new Compare(Relation.LESS), 1, 2, 1, 0, 0),
          Sample.at(new Compare(Relation.LESS), 2, 2, 0, 0, 0),
          Sample.at(new Compare(Relation.LESS_EQUAL), 2, 2, 1, 0, 0),
          Sample.at(new Compare(Relation.LESS_EQUAL), Double.NaN, 2, 0, 0, 0),
          Sample.at(new Compare(Relation.NOT_EQUAL), 2, 2, 0, 0, 0),
          Sample.at(new Compare(Relation.NOT_EQUAL), Double.NaN, Double.NaN, 1, 0, 0),
          Sample.at(new Compare(Relation.EQUAL), Double.NaN, Double.NaN, 0, 0, 0),
          Sample.wrong(
              new Compare(Relation.EQUAL),
              "equal: FLOAT64 and INT64 do not mix; cast one with to(DType)",
              a,
              Tensor.of(Shape.of(3), new long[] {1, 2, 3})));
    }
  }

  /// Takes a where the mask is true and b elsewhere. All three have one shape; [Tensor#where]
  /// broadcasts.
  record Where() implements Choice, Filling {
    @Override
    public String name() {
      return "where";
    }

    @Override
    public String formula() {
      return "a if mask else b";
    }

    @Override
    public String derivative(int input) {
      return switch (input) {
        case 0 -> "0";
        case 1 -> "1 where mask else 0";
        default -> "0 where mask else 1";
      };
    }

    @Override
    public Shape shape(Tensor... inputs) {
      Shape shape = inputs[0].shape();
      for (Tensor input : inputs) {
        if (!input.shape().equals(shape)) {
          throw new ShapeException(
              "where: mask %s, a %s and b %s must have one shape"
                  .formatted(shape, inputs[1].shape(), inputs[2].shape()));
        }
      }
      return shape;
    }

    @Override
    public Tensor value(Tensor... inputs) {
      if (inputs[0].dtype() != DType.BOOL) {
        throw new DTypeException(
            "where: the mask must be BOOL, not %s; compare first, as in x.greater(0)"
                .formatted(inputs[0].dtype()));
      }
      Tensor.requireSame("where", inputs[1], inputs[2]);
      Tensor out = Tensor.allocate(inputs[1].dtype(), shape(inputs));
      fill(inputs, out);
      return out;
    }

    @Override
    public void fill(Tensor[] inputs, Tensor out) {
      choose(inputs[0], inputs[1], inputs[2], out);
    }

    private static void choose(Tensor chooser, Tensor left, Tensor right, Tensor out) {
      boolean[] mask = chooser.booleans();
      int at = chooser.offset();
      int aAt = left.offset();
      int bAt = right.offset();
      int n = out.size();
      switch (out.storage()) {
        case Storage.Floats(float[] to) -> {
          float[] a = left.floats();
          float[] b = right.floats();
          for (int i = 0; i < n; i++) {
            to[i] = mask[at + i] ? a[aAt + i] : b[bAt + i];
          }
        }
        case Storage.Doubles(double[] to) -> {
          double[] a = left.doubles();
          double[] b = right.doubles();
          for (int i = 0; i < n; i++) {
            to[i] = mask[at + i] ? a[aAt + i] : b[bAt + i];
          }
        }
        case Storage.Longs(long[] to) -> {
          long[] a = left.longs();
          long[] b = right.longs();
          for (int i = 0; i < n; i++) {
            to[i] = mask[at + i] ? a[aAt + i] : b[bAt + i];
          }
        }
        case Storage.Booleans(boolean[] to) -> {
          boolean[] a = left.booleans();
          boolean[] b = right.booleans();
          for (int i = 0; i < n; i++) {
            to[i] = mask[at + i] ? a[aAt + i] : b[bAt + i];
          }
        }
      }
    }

    @Override
    public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
      Tensor zero = upstream.zerosLike();
      return input == 1
          ? Tensor.where(inputs[0], upstream, zero)
          : Tensor.where(inputs[0], zero, upstream);
    }

    @Override
    public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
      Tensor a = tangents[1];
      Tensor b = tangents[2];
      Tensor zero = output.zerosLike();
      return Tensor.where(inputs[0], a == null ? zero : a, b == null ? zero : b);
    }

    static List<Sample> samples() {
      Tensor mask = Tensor.of(Shape.of(2, 2), new boolean[] {true, false, false, true});
      Tensor a = Tensor.of(DType.FLOAT64, 1, 2, 3, 4).reshape(2, 2);
      return List.of(
          Sample.given(new Where(), mask, a, a.square()),
          Sample.given(new Where(), mask.slice(0, 2, 2), a.slice(0, 2, 2), a.slice(0, 2, 2)),
          Sample.wrong(
              new Where(),
              "where: mask (2, 2), a (2, 2) and b (2) must have one shape",
              mask,
              a,
              Tensor.of(DType.FLOAT64, 1, 2)),
          Sample.wrong(
              new Where(),
              "where: the mask must be BOOL, not FLOAT64; compare first, as in x.greater(0)",
              a,
              a,
              a));
    }
  }
}
