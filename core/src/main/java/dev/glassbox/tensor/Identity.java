package dev.glassbox.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same numbers as a tensor of their own, so that one use of them can be told from another: a
/// derivative by the copy is not one by all that the original is used for.
record Identity() implements Op {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String formula() {
    return "x";
  }

  @Override
  public String derivative(int input) {
    return "1";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    return inputs[0].shape();
  }

  @Override
  public Tensor value(Tensor... inputs) {
    return inputs[0].detach();
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return upstream;
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return Objects.requireNonNull(tangents[0]);
  }

  static List<Sample> samples() {
    return List.of(
        Sample.smooth(new Identity(), -1, 1, Shape.of(3, 4)),
        Sample.smooth(new Identity(), -1, 1, Shape.of(0, 2)),
        Sample.at(new Identity(), 3, 3, 1));
  }
}
