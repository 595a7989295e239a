package dev.glassbox.tensor;

/// Copies elements of any type from one arrangement to another.
final class Moving {
  private Moving() {}

  /// A new tensor of shape `to` whose element (i, j, …) is the element of x at i · steps[0] + j ·
  /// steps[1] + …
  static Tensor strided(Tensor x, Shape to, int[] steps) {
    Tensor out = Tensor.allocate(x.dtype(), to);
    if (to.size() == 0) {
      return out;
    }
    if (to.rank() == 0) {
      out.storage().copyStrided(0, x.storage(), x.offset(), 1, 1);
      return out;
    }
    int last = to.rank() - 1;
    int n = to.length(last);
    int[] index = new int[last];
    int from = x.offset();
    for (int at = 0; at < to.size(); at += n) {
      out.storage().copyStrided(at, x.storage(), from, steps[last], n);
      for (int axis = last - 1; axis >= 0; axis--) {
        from += steps[axis];
        index[axis]++;
        if (index[axis] < to.length(axis)) {
          break;
        }
        from -= steps[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return out;
  }

  /// Copies blocks of n elements: those at `from`, `from + fromStride`, … of x to those at `to`,
  /// `to + toStride`, … of out, until x or out ends.
  static void blocks(Tensor x, int from, int fromStride, Tensor out, int to, int toStride, int n) {
    if (n == 0) {
      return;
    }
    for (; from + n <= x.size() && to + n <= out.size(); from += fromStride, to += toStride) {
      out.storage().copyStrided(to, x.storage(), x.offset() + from, 1, n);
    }
  }
}
