package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.UnaryFunction;
import dev.glassbox.trace.Recording;

/// Runs elementwise kernels over tensors.
final class Elementwise {
  private Elementwise() {}

  static Tensor unary(UnaryFunction f, Tensor x) {
    Tensor out = Tensor.allocate(x.dtype(), x.shape());
    int at = x.offset();
    switch (x.storage()) {
      case Storage.Floats(float[] from) ->
          Recording.kernels().unary(f, from, at, out.floats(), 0, x.size());
      case Storage.Doubles(double[] from) ->
          Recording.kernels().unary(f, from, at, out.doubles(), 0, x.size());
      case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating(f.name());
    }
    return out;
  }

  static Tensor binary(BinaryFunction f, Tensor left, Tensor right, Shape shape) {
    Pairing pairing = Pairing.of(left.shape(), right.shape(), shape);
    Tensor a = pairing.isMatrix() ? left : fitted(left, shape);
    Tensor b = pairing.isMatrix() ? right : fitted(right, shape);
    Tensor out = Tensor.allocate(a.dtype(), shape);
    int n = shape.size();
    switch (a.storage()) {
      case Storage.Floats(float[] from) when pairing.rows() > 1 ->
          Recording.kernels()
              .binaryRows(
                  f,
                  from,
                  a.offset(),
                  pairing.leftRowStep(),
                  pairing.leftStep(),
                  b.floats(),
                  b.offset(),
                  pairing.rightRowStep(),
                  pairing.rightStep(),
                  out.floats(),
                  0,
                  pairing.rows(),
                  pairing.columns());
      case Storage.Doubles(double[] from) when pairing.rows() > 1 ->
          Recording.kernels()
              .binaryRows(
                  f,
                  from,
                  a.offset(),
                  pairing.leftRowStep(),
                  pairing.leftStep(),
                  b.doubles(),
                  b.offset(),
                  pairing.rightRowStep(),
                  pairing.rightStep(),
                  out.doubles(),
                  0,
                  pairing.rows(),
                  pairing.columns());
      case Storage.Floats(float[] from) ->
          Recording.kernels()
              .binary(
                  f,
                  from,
                  a.offset(),
                  step(a),
                  b.floats(),
                  b.offset(),
                  step(b),
                  out.floats(),
                  0,
                  n);
      case Storage.Doubles(double[] from) ->
          Recording.kernels()
              .binary(
                  f,
                  from,
                  a.offset(),
                  step(a),
                  b.doubles(),
                  b.offset(),
                  step(b),
                  out.doubles(),
                  0,
                  n);
      case Storage.Longs _, Storage.Booleans _ -> throw a.notFloating(f.name());
    }
    return out;
  }

  /// An operand that one loop over the result can follow: a single number, or as many elements as
  /// the result, repeated where broadcasting asks for it.
  static Tensor fitted(Tensor x, Shape shape) {
    return x.size() == 1 || x.size() == shape.size()
        ? x
        : Moving.strided(x, shape, broadcastSteps(x.shape(), shape));
  }

  /// How far a loop moves on in a fitted operand from one element of the result to the next.
  static int step(Tensor fitted) {
    return fitted.size() == 1 ? 0 : 1;
  }

  /// How far to move in a tensor of shape `from` for one step along each axis of `to`; 0 where it
  /// is repeated.
  static int[] broadcastSteps(Shape from, Shape to) {
    int[] strides = from.strides();
    int[] steps = new int[to.rank()];
    for (int i = 1; i <= from.rank(); i++) {
      boolean repeated = from.length(-i) == 1;
      steps[to.rank() - i] = repeated ? 0 : strides[from.rank() - i];
    }
    return steps;
  }
}
