package dev.glassbox.tensor;

/// Lengths of vectors, without overflow: numbers are divided by the largest of them before they are
/// squared. That scale is held fixed, since it has no part in the result.
final class Norm {
  private Norm() {}

  /// √Σx².
  static Tensor two(Tensor x, int... axes) {
    Tensor scale = scale(x, axes);
    return root(x.div(scale).square().sum(axes)).mul(scale.reshape(x.without(axes)));
  }

  /// (Σ|x|ᵖ)^(1/p).
  static Tensor p(double p, Tensor x, int... axes) {
    if (!(p >= 1)) {
      throw new IllegalArgumentException("norm: p must be at least 1, was " + p);
    }
    if (p == 1) {
      return x.abs().sum(axes);
    }
    if (p == 2) {
      return two(x, axes);
    }
    if (p == Double.POSITIVE_INFINITY) {
      return x.abs().max(axes);
    }
    Tensor scale = scale(x, axes);
    Tensor sum = x.div(scale).abs().pow(p).sum(axes);
    Tensor none = sum.equal(0);
    Tensor root = Tensor.where(none, sum.onesLike(), sum).pow(1 / p);
    return Tensor.where(none, sum.zerosLike(), root).mul(scale.reshape(x.without(axes)));
  }

  /// √x, but with derivative 0 at 0.
  static Tensor root(Tensor x) {
    Tensor none = x.equal(0);
    return Tensor.where(none, x.zerosLike(), Tensor.where(none, x.onesLike(), x).sqrt());
  }

  /// The largest magnitude, or 1 where that is 0 or infinite; axes stay with length 1.
  private static Tensor scale(Tensor x, int... axes) {
    Tensor one = Tensor.scalar(x.requireFloating("norm").dtype(), 1);
    if (x.size() == 0) {
      return one.broadcastTo(x.kept(axes));
    }
    Tensor largest = x.detach().abs().max(axes).reshape(x.kept(axes));
    Tensor useless = largest.equal(0);
    return Tensor.where(
        useless, one, Tensor.where(largest.equal(Double.POSITIVE_INFINITY), one, largest));
  }
}
