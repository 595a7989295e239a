package dev.glassbox.tensor;

import dev.glassbox.kernel.BinaryFunction;
import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.UnaryFunction;

/// Runs elementwise kernels over tensors, turning a broadcast into runs of neighbouring elements.
final class Elementwise {
  private Elementwise() {}

  static Tensor unary(UnaryFunction f, Tensor x) {
    Tensor out = Tensor.allocate(x.dtype(), x.shape());
    int at = x.offset();
    switch (x.storage()) {
      case Storage.Floats(float[] from) ->
          Kernels.active().unary(f, from, at, out.floats(), 0, x.size());
      case Storage.Doubles(double[] from) ->
          Kernels.active().unary(f, from, at, out.doubles(), 0, x.size());
      case Storage.Longs _, Storage.Booleans _ -> throw x.notFloating(f.name());
    }
    return out;
  }

  static Tensor binary(BinaryFunction f, Tensor a, Tensor b, Shape shape) {
    Tensor out = Tensor.allocate(a.dtype(), shape);
    switch (a.storage()) {
      case Storage.Floats(float[] left) -> {
        float[] right = b.floats();
        runs(
            a,
            b,
            shape,
            (aAt, aStep, bAt, bStep, to, n) ->
                Kernels.active()
                    .binary(f, left, aAt, aStep, right, bAt, bStep, out.floats(), to, n));
      }
      case Storage.Doubles(double[] left) -> {
        double[] right = b.doubles();
        runs(
            a,
            b,
            shape,
            (aAt, aStep, bAt, bStep, to, n) ->
                Kernels.active()
                    .binary(f, left, aAt, aStep, right, bAt, bStep, out.doubles(), to, n));
      }
      case Storage.Longs _, Storage.Booleans _ -> throw a.notFloating(f.name());
    }
    return out;
  }

  /// Receives runs of n result elements: where each operand's begins, and whether it moves on (step 1)
  /// or stays (step 0).
  interface Run {
    void accept(int aAt, int aStep, int bAt, int bStep, int outAt, int n);
  }

  /// Splits a broadcast of a and b into the longest runs that one kernel call can do.
  static void runs(Tensor a, Tensor b, Shape shape, Run run) {
    int size = shape.size();
    if (size == 0) {
      return;
    }
    int[] aSteps = broadcastSteps(a.shape(), shape);
    int[] bSteps = broadcastSteps(b.shape(), shape);
    int axis = shape.rank();
    int n = 1;
    int aStep = 0;
    int bStep = 0;
    while (axis > 0) {
      int length = shape.length(axis - 1);
      if (length > 1) {
        int nextA = aSteps[axis - 1];
        int nextB = bSteps[axis - 1];
        if (n == 1) {
          aStep = Math.min(nextA, 1);
          bStep = Math.min(nextB, 1);
        } else if (nextA != aStep * n || nextB != bStep * n) {
          break;
        }
        n *= length;
      }
      axis--;
    }
    walk(shape, axis, n, a.offset(), aSteps, aStep, b.offset(), bSteps, bStep, run);
  }

  /// Visits every combination of the first `axes` axes, calling `run` for the n elements below each.
  private static void walk(
      Shape shape,
      int axes,
      int n,
      int aAt,
      int[] aSteps,
      int aStep,
      int bAt,
      int[] bSteps,
      int bStep,
      Run run) {
    int[] index = new int[axes];
    for (int to = 0; to < shape.size(); to += n) {
      run.accept(aAt, aStep, bAt, bStep, to, n);
      for (int axis = axes - 1; axis >= 0; axis--) {
        aAt += aSteps[axis];
        bAt += bSteps[axis];
        index[axis]++;
        if (index[axis] < shape.length(axis)) {
          break;
        }
        aAt -= aSteps[axis] * index[axis];
        bAt -= bSteps[axis] * index[axis];
        index[axis] = 0;
      }
    }
  }

  /// How far to move in a tensor of shape `from` for one step along each axis of `to`; 0 where it is
  /// repeated.
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
