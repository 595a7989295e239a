package dev.glassbox.studio.surface;

import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A plane in the space of all weights, θ + x · across + y · up.
///
/// @param origin θ, and all buffers as they are everywhere in the plane
/// @param across 0 where nothing is trained
/// @param up the same
/// @param shares of the variance of a path that lies along each axis; empty if the plane does not
///   come from one
record WeightPlane(
    WeightLayout layout, float[] origin, double[] across, double[] up, double[] shares) {
  /// A place in the plane, and how far from it something is.
  record Place(double x, double y, double distance) {}

  /// Along two random directions that suit the network; see [WeightLayout#direction].
  static WeightPlane random(WeightLayout layout, float[] origin, int seed) {
    Rng rng = Rng.seed(seed);
    return new WeightPlane(
        layout,
        origin,
        layout.direction(origin, rng.split()),
        layout.direction(origin, rng.split()),
        new double[0]);
  }

  /// Along the two directions in which the weights of a path differ most, of length 1 and at right
  /// angles. The path begins on the left and below. If it is straight, the second direction is a
  /// random one.
  static WeightPlane principal(WeightLayout layout, float[] origin, List<float[]> path) {
    PrincipalAxes axes =
        PrincipalAxes.of(path.stream().map(state -> layout.difference(origin, state)).toList(), 2);
    List<double[]> directions = new ArrayList<>(axes.directions());
    double[] begin = layout.difference(path.getLast(), path.getFirst());
    for (double[] direction : directions) {
      if (Vectors.dot(begin, direction) > 0) {
        Vectors.add(direction, -2, direction.clone());
      }
    }
    Rng rng = Rng.seed(1);
    while (directions.size() < 2) {
      double[] direction = layout.direction(rng.split());
      for (double[] other : directions) {
        Vectors.add(direction, -Vectors.dot(direction, other), other);
      }
      Vectors.normalise(direction);
      directions.add(direction);
    }
    double[] shares = Arrays.copyOf(axes.shares(), 2);
    return new WeightPlane(layout, origin, directions.get(0), directions.get(1), shares);
  }

  /// All weights and buffers at a place.
  float[] at(double x, double y) {
    float[] state = new float[origin.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = (float) (origin[i] + x * across[i] + y * up[i]);
    }
    return state;
  }

  /// The place of the plane that is nearest to these weights.
  Place nearest(float[] state) {
    double[] offset = layout.difference(origin, state);
    double aa = Vectors.dot(across, across);
    double ab = Vectors.dot(across, up);
    double bb = Vectors.dot(up, up);
    double a = Vectors.dot(offset, across);
    double b = Vectors.dot(offset, up);
    double determinant = aa * bb - ab * ab;
    // Of a network whose weights are all 0 a random plane is a point.
    double x = determinant == 0 ? 0 : (bb * a - ab * b) / determinant;
    double y = determinant == 0 ? 0 : (aa * b - ab * a) / determinant;
    Vectors.add(offset, -x, across);
    Vectors.add(offset, -y, up);
    return new Place(x, y, Math.sqrt(Vectors.dot(offset, offset)));
  }
}
