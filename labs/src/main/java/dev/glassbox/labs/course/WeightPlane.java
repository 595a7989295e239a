package dev.glassbox.labs.course;

import dev.glassbox.labs.picture.Field;
import dev.glassbox.labs.picture.Range;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A plane in the space of all weights: origin + x · across + y · up.
record WeightPlane(Tensor origin, Tensor across, Tensor up) {
  private static final int ROUNDS = 1000;
  private static final int POINTS = 33;

  /// Through a network's weights, along two random directions that suit it.
  static WeightPlane random(DeepNetwork network, Tensor weights, Rng rng) {
    return new WeightPlane(
        weights, network.direction(weights, rng), network.direction(weights, rng));
  }

  /// Through three points, with axes of length 1 at right angles; the first two lie on the x axis.
  static WeightPlane through(Tensor a, Tensor b, Tensor c) {
    Tensor across = unit(b.sub(a));
    Tensor aside = c.sub(a);
    return new WeightPlane(a, across, unit(aside.sub(across.mul(dot(aside, across)))));
  }

  /// Through the last point of a path, along the two directions in which the path's points differ
  /// most: the eigenvectors of XᵀX, for rows X about their mean, by way of those of the smaller
  /// XXᵀ.
  static WeightPlane principal(List<Tensor> path) {
    Tensor x = aboutMean(path);
    Tensor gram = x.matmul(x, false, true);
    Tensor[] axes = new Tensor[2];
    for (int axis = 0; axis < 2; axis++) {
      // Power iteration; what it has found is taken away before the next.
      Tensor v = unit(gram.slice(1, 0, 1));
      for (int round = 0; round < ROUNDS; round++) {
        v = unit(gram.matmul(v));
      }
      axes[axis] = unit(x.matmul(v, true, false).reshape(path.getFirst().size()));
      gram = gram.sub(v.matmul(v, false, true).mul(gram.matmul(v).norm()));
    }
    return new WeightPlane(path.getLast(), axes[0], axes[1]);
  }

  /// How much of the variance of these points lies within the plane, whose axes must be of length 1
  /// and at right angles.
  double share(List<Tensor> points) {
    Tensor x = aboutMean(points);
    Tensor axes = Tensor.concat(0, row(across), row(up));
    return x.matmul(axes, false, true).square().sum().item() / x.square().sum().item();
  }

  private static Tensor aboutMean(List<Tensor> points) {
    Tensor x = Tensor.concat(0, points.stream().map(WeightPlane::row).toArray(Tensor[]::new));
    return x.sub(x.mean(0));
  }

  private static Tensor row(Tensor weights) {
    return weights.reshape(1, weights.size());
  }

  private static Tensor unit(Tensor v) {
    return v.div(v.norm());
  }

  private static double dot(Tensor a, Tensor b) {
    return a.mul(b).sum().item();
  }

  /// The weights at a place of the plane.
  Tensor at(double x, double y) {
    return origin.add(across.mul(x)).add(up.mul(y));
  }

  /// The abscissas of the nearest points of the plane, if its axes are as those of [#principal].
  double[] xs(List<Tensor> points) {
    return points.stream().mapToDouble(p -> dot(p.sub(origin), across)).toArray();
  }

  /// The ordinates of the nearest points.
  double[] ys(List<Tensor> points) {
    return points.stream().mapToDouble(p -> dot(p.sub(origin), up)).toArray();
  }

  /// The logarithm of a loss over a piece of the plane.
  Field logarithm(Range xs, Range ys, ToDoubleFunction<Tensor> loss) {
    return Field.of(xs, ys, POINTS, (x, y) -> Math.log10(loss.applyAsDouble(at(x, y))));
  }
}
