package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Clusters around centres (Lloyd 1982): each point goes to the nearest centre, each centre to the
/// mean of its points, until nothing moves.
///
/// @param centres where each cluster has its middle
/// @param nearest the cluster of each point
/// @param inertia the sum of the squared distances of the points from their centres
record KMeans(double[][] centres, int[] nearest, double inertia) {
  /// All steps from these centres, the start first.
  static List<KMeans> run(List<Point> points, double[][] start) {
    List<KMeans> steps = new ArrayList<>(List.of(assigned(points, start)));
    while (true) {
      KMeans next = assigned(points, steps.getLast().moved(points));
      if (Arrays.deepEquals(next.centres, steps.getLast().centres)) {
        return steps;
      }
      steps.add(next);
    }
  }

  /// All steps from so many points that are drawn as centres.
  static List<KMeans> run(List<Point> points, int clusters, Rng rng) {
    int[] order = rng.permutation(points.size());
    return run(
        points,
        IntStream.range(0, clusters)
            .mapToObj(i -> points.get(order[i]))
            .map(p -> new double[] {p.x(), p.y()})
            .toArray(double[][]::new));
  }

  /// The run of the lowest end among so many.
  static List<KMeans> best(List<Point> points, int clusters, int starts, Rng rng) {
    return IntStream.range(0, starts)
        .mapToObj(_ -> run(points, clusters, rng))
        .min(Comparator.comparingDouble(steps -> steps.getLast().inertia))
        .orElseThrow();
  }

  private static KMeans assigned(List<Point> points, double[][] centres) {
    int[] nearest = new int[points.size()];
    double inertia = 0;
    for (int i = 0; i < nearest.length; i++) {
      Point p = points.get(i);
      for (int k = 1; k < centres.length; k++) {
        if (squared(p, centres[k]) < squared(p, centres[nearest[i]])) {
          nearest[i] = k;
        }
      }
      inertia += squared(p, centres[nearest[i]]);
    }
    return new KMeans(centres, nearest, inertia);
  }

  /// Each centre at the mean of its points; one without points stays.
  private double[][] moved(List<Point> points) {
    double[][] sums = new double[centres.length][3];
    for (int i = 0; i < nearest.length; i++) {
      double[] sum = sums[nearest[i]];
      sum[0] += points.get(i).x();
      sum[1] += points.get(i).y();
      sum[2]++;
    }
    return IntStream.range(0, centres.length)
        .mapToObj(
            k ->
                sums[k][2] == 0
                    ? centres[k]
                    : new double[] {sums[k][0] / sums[k][2], sums[k][1] / sums[k][2]})
        .toArray(double[][]::new);
  }

  private static double squared(Point p, double[] centre) {
    double x = p.x() - centre[0];
    double y = p.y() - centre[1];
    return x * x + y * y;
  }

  /// The numbers of a cluster's points.
  int[] members(int cluster) {
    return IntStream.range(0, nearest.length).filter(i -> nearest[i] == cluster).toArray();
  }

  /// How much farther the nearest other centre is than this one, in squares: above 0 in its cell.
  double lead(int cluster, double x, double y) {
    Point p = new Point("", 0, x, y);
    return IntStream.range(0, centres.length)
            .filter(k -> k != cluster)
            .mapToDouble(k -> squared(p, centres[k]))
            .min()
            .orElse(Double.POSITIVE_INFINITY)
        - squared(p, centres[cluster]);
  }
}
