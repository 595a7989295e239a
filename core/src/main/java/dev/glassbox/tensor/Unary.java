package dev.glassbox.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Operations that treat every element alike and alone.
///
/// Each states one thing about its derivative: [#chain], a tangent times dy/dx. Both modes follow.
sealed interface Unary extends Op
    permits Elementary, Trigonometric, Squashing, Rectifier, Piecewise {
  Tensor compute(Tensor x);

  /// t · dy/dx.
  Tensor chain(Tensor x, Tensor y, Tensor t);

  @Override
  default Shape shape(Tensor... inputs) {
    return inputs[0].shape();
  }

  @Override
  default Tensor value(Tensor... inputs) {
    return compute(inputs[0].requireFloating(name()));
  }

  @Override
  default Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    return chain(inputs[0], output, upstream);
  }

  @Override
  default Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    return chain(inputs[0], output, Objects.requireNonNull(tangents[0]));
  }

  /// The shapes that elementwise operations are sampled on: a matrix, a number, an empty batch.
  static List<Sample> on(Op op, double low, double high, Sample... points) {
    var samples = new ArrayList<Sample>();
    for (Shape shape : List.of(Shape.of(3, 4), Shape.of(), Shape.of(0, 2))) {
      samples.add(Sample.smooth(op, low, high, shape));
    }
    samples.addAll(List.of(points));
    samples.add(
        Sample.wrong(
            op,
            op.name() + ": needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)",
            Tensor.of(Shape.of(1), new long[] {1})));
    return samples;
  }
}
