package dev.glassbox.tensor;

import dev.glassbox.trace.Slice;

/// Copies elements of any type from one arrangement to another.
final class Moving {
  private Moving() {}

  /// A new tensor of shape `to` whose element (i, j, …) is the element of x at i · steps[0] + j ·
  /// steps[1] + …
  static Tensor strided(Tensor x, Shape to, int[] steps) {
    Tensor out = Tensor.allocate(x.dtype(), to);
    if (to.size() > 0) {
      Tracing.copy(Tracing.slice(x), steps, Tracing.slice(out), to.strides(), to.lengths());
    }
    return out;
  }

  /// Copies blocks of n elements: those at `from`, `from + fromStride`, … of x to those at `to`,
  /// `to + toStride`, … of out, until x or out ends.
  static void blocks(Tensor x, int from, int fromStride, Tensor out, int to, int toStride, int n) {
    int blocks = n == 0 ? 0 : count(x.size() - from - n, fromStride);
    int fitting = n == 0 ? 0 : Math.min(blocks, count(out.size() - to - n, toStride));
    if (fitting > 0) {
      Slice source = new Slice(x.storage().javaArray(), x.offset() + from);
      Slice target = new Slice(out.storage().javaArray(), to);
      int[] lengths = {fitting, n};
      Tracing.copy(source, new int[] {fromStride, 1}, target, new int[] {toStride, 1}, lengths);
    }
  }

  /// How many blocks begin within so much room after the first, a stride apart.
  private static int count(int room, int stride) {
    return room < 0 ? 0 : stride == 0 ? Integer.MAX_VALUE : room / stride + 1;
  }
}
