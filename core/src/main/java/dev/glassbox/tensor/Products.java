package dev.glassbox.tensor;

import java.util.stream.IntStream;

/// Products of many numbers, made of products of two: the derivative by one factor is then the
/// product of the others even where factors are zero, which `y / x` would not give. A product of n
/// takes log₂ n steps.
final class Products {
  private Products() {}

  /// The product along these axes: the first half times the second, until one number is left.
  static Tensor of(Tensor x, int... axes) {
    x.requireFloating("prod");
    Shape rest = x.without(axes);
    int[] gone = x.countedAxes(axes);
    int[] order =
        IntStream.concat(
                IntStream.range(0, x.shape().rank())
                    .filter(axis -> IntStream.of(gone).noneMatch(a -> a == axis)),
                IntStream.of(gone))
            .toArray();
    int n = IntStream.of(gone).map(x.shape()::length).reduce(1, (a, b) -> a * b);
    if (n == 0) {
      return Tensor.full(rest, 1, x.dtype());
    }
    Tensor moved = x.shape().rank() == 0 ? x : x.transpose(order);
    Tensor factors = moved.reshape(Shape.of(rest.size(), n));
    while (n > 1) {
      int half = n / 2;
      Tensor pairs = factors.slice(1, 0, half).mul(factors.slice(1, half, 2 * half));
      factors = n % 2 == 0 ? pairs : Tensor.concat(1, pairs, factors.slice(1, n - 1, n));
      n -= half;
    }
    return factors.reshape(rest);
  }

  /// The running product along an axis: after step s, each element is the product of the last 2ˢ up
  /// to it (Hillis and Steele 1986).
  static Tensor running(Tensor x, int axis) {
    x.requireFloating("cumprod");
    Tensor products = x;
    int n = x.shape().length(axis);
    for (int reach = 1; reach < n; reach *= 2) {
      Tensor earlier = products.slice(axis, 0, n - reach);
      Tensor later = products.slice(axis, reach, n);
      products = Tensor.concat(axis, products.slice(axis, 0, reach), later.mul(earlier));
    }
    return products;
  }
}
