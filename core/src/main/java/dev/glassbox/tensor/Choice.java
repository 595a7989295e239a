package dev.glassbox.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparing elements, and choosing between them by a mask.
sealed interface Choice extends Op {

  /// How two numbers are compared; a comparison with NaN is false.
  enum Relation {
    GREATER("greater", ">"),
    GREATER_EQUAL("greaterEqual", "≥"),
    EQUAL("equal", "=");

    private final String method;
    private final String sign;

    Relation(String method, String sign) {
      this.method = method;
      this.sign = sign;
    }

    boolean holds(double a, double b) {
      return switch (this) {
        case GREATER -> a > b;
        case GREATER_EQUAL -> a >= b;
        case EQUAL -> a == b;
      };
    }
  }

  record Compare(Relation relation) implements Choice {
    @Override
    public String name() {
      return relation.method;
    }

    @Override
    public String formula() {
      return "a " + relation.sign + " b";
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
      Shape shape = shape(inputs);
      Tensor out = Tensor.allocate(DType.BOOL, shape);
      boolean[] mask = out.booleans();
      Storage a = inputs[0].storage();
      Storage b = inputs[1].storage();
      Elementwise.runs(
          inputs[0],
          inputs[1],
          shape,
          (aAt, aStep, bAt, bStep, to, n) -> {
            for (int i = 0; i < n; i++) {
              mask[to + i] = relation.holds(a.at(aAt + i * aStep), b.at(bAt + i * bStep));
            }
          });
      return out;
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
          Sample.at(new Compare(Relation.GREATER), 2, 1, 1, 0, 0),
          Sample.at(new Compare(Relation.GREATER), 2, 2, 0, 0, 0),
          Sample.at(new Compare(Relation.GREATER_EQUAL), 2, 2, 1, 0, 0),
          Sample.at(new Compare(Relation.EQUAL), 2, 2, 1, 0, 0),
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
  record Where() implements Choice {
    @Override
    public String name() {
      return "where";
    }

    @Override
    public String formula() {
      return "a if mask else b";
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
      boolean[] mask = inputs[0].booleans();
      int maskAt = inputs[0].offset();
      for (int i = 0; i < out.size(); i++) {
        Tensor chosen = mask[maskAt + i] ? inputs[1] : inputs[2];
        out.storage().copyStrided(i, chosen.storage(), chosen.offset() + i, 1, 1);
      }
      return out;
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
