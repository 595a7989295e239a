package dev.glassbox.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Dropout: each element is set to 0 with probability `rate`, and the others are divided by `1 −
/// rate` so that the expected value stays (Srivastava et al. 2014).
///
/// Which elements fall out follows from the key alone, so the operation is linear: the gradient goes
/// through the same mask, which need not be stored.
record Dropping(double rate, long key) implements Op {
  Dropping {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate must lie in [0, 1), was " + rate);
    }
  }

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public String formula() {
    return "x · mask / (1 − rate)";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    return inputs[0].shape();
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor x = inputs[0].requireFloating(name());
    Tensor mask = Tensor.allocate(x.dtype(), x.shape());
    double kept = 1 / (1 - rate);
    for (int i = 0; i < x.size(); i++) {
      mask.storage().set(i, Rng.unit(Rng.at(key, i + 1L)) < rate ? 0 : kept);
    }
    return x.detach().mul(mask);
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return Tensor.apply(this, upstream);
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return Tensor.apply(this, Objects.requireNonNull(tangents[0]));
  }

  static List<Sample> samples() {
    return List.of(
        Sample.smooth(new Dropping(0.5, 7), -1, 1, Shape.of(4, 5)),
        Sample.smooth(new Dropping(0, 7), -1, 1, Shape.of(3)),
        Sample.wrong(
            new Dropping(0.5, 7),
            "dropout: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)",
            Tensor.of(Shape.of(1), new long[] {1})));
  }
}
