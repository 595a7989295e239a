package dev.glassbox.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The running sum along an axis, from its first element or from its last: `yᵢ = Σ xⱼ` over j ≤ i,
/// or over j ≥ i. Adds up in double precision.
///
/// It is linear, and its transpose is the running sum from the other end.
record CumSum(int axis, boolean fromLast) implements Fused {
  @Override
  public String name() {
    return "cumsum";
  }

  @Override
  public String formula() {
    return fromLast ? "Σ xⱼ over j ≥ i" : "Σ xⱼ over j ≤ i";
  }

  @Override
  public String derivative(int input) {
    return fromLast ? "1 if j ≥ i else 0" : "1 if j ≤ i else 0";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    Shape shape = inputs[0].shape();
    return shape.with(axis, shape.length(axis));
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor x = inputs[0].requireFloating(name());
    Tensor out = Tensor.allocate(x.dtype(), shape(inputs));
    int length = x.shape().length(axis);
    int inner = x.shape().strides()[axis];
    if (x.size() == 0) {
      return out;
    }
    int step = fromLast ? -inner : inner;
    for (int line = 0; line < x.size() / length; line++) {
      int first = line / inner * length * inner + line % inner;
      int at = fromLast ? first + (length - 1) * inner : first;
      double sum = 0;
      for (int i = 0; i < length; i++, at += step) {
        sum += x.storage().at(x.offset() + at);
        out.storage().set(at, sum);
      }
    }
    return out;
  }

  /// The product with a triangle of ones.
  @Override
  public Tensor composite(Tensor... inputs) {
    Tensor x = inputs[0];
    int length = x.shape().length(axis);
    Tensor ones = Tensor.full(Shape.of(length, length), 1, x.dtype());
    Tensor triangle = (fromLast ? Triangle.LOWER : Triangle.UPPER).of(ones);
    int rest = x.size() / Math.max(length, 1);
    Tensor lines = x.withAxisLast(axis);
    Tensor sums = lines.reshape(Shape.of(rest, length)).matmul(triangle);
    return sums.reshape(lines.shape()).withAxisLast(axis);
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return Tensor.apply(new CumSum(axis, !fromLast), upstream);
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return Tensor.apply(this, Objects.requireNonNull(tangents[0]));
  }

  static List<Sample> samples() {
    return List.of(
        Sample.smooth(new CumSum(0, false), -1, 1, Shape.of(5)),
        Sample.smooth(new CumSum(1, false), -1, 1, Shape.of(2, 4, 3)),
        Sample.smooth(new CumSum(0, true), -1, 1, Shape.of(3, 2)),
        Sample.smooth(new CumSum(1, false), -1, 1, Shape.of(3, 0)),
        Sample.wrong(
            new CumSum(1, false),
            "axis 1: shape (3) has axes 0 to 0 (or −1 to −1)",
            Tensor.zeros(Shape.of(3))),
        Sample.wrong(
            new CumSum(0, false),
            "cumsum: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)",
            Tensor.of(Shape.of(1), new long[] {1})));
  }
}
