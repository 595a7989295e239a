package dev.glassbox.studio.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The directions in which points differ most (Pearson 1901): eigenvectors of XᵀX, for rows X about
/// their mean.
///
/// There are few points with many coordinates each, so they come by way of the small matrix XXᵀ: if
/// XXᵀu = λu, then Xᵀu is an eigenvector of XᵀX with the same λ.
///
/// @param directions of length 1 and at right angles, the most important first; as many as were
///   asked for, or fewer if the points differ in fewer
/// @param shares of the points' variance that lies along each direction
record PrincipalAxes(List<double[]> directions, double[] shares) {
  private static final int MOST_SWEEPS = 60;
  private static final double NOTHING = 1e-12;

  /// @param points each as a row of coordinates
  /// @param count how many directions at most
  static PrincipalAxes of(List<double[]> points, int count) {
    List<double[]> rows = aboutMean(points);
    int n = rows.size();
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(rows.get(i), rows.get(j));
        gram[j][i] = gram[i][j];
      }
    }
    double total = IntStream.range(0, n).mapToDouble(i -> gram[i][i]).sum();
    double[][] vectors = eigenvectors(gram);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -gram[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<double[]> directions = new ArrayList<>();
    for (int k = 0; k < Math.min(count, n) && gram[order[k]][order[k]] > NOTHING * total; k++) {
      double[] direction = new double[points.getFirst().length];
      for (int i = 0; i < n; i++) {
        Vectors.add(direction, vectors[i][order[k]], rows.get(i));
      }
      Vectors.normalise(direction);
      directions.add(direction);
    }
    double[] shares =
        IntStream.range(0, directions.size())
            .mapToDouble(k -> gram[order[k]][order[k]] / total)
            .toArray();
    return new PrincipalAxes(directions, shares);
  }

  private static List<double[]> aboutMean(List<double[]> points) {
    double[] mean = new double[points.getFirst().length];
    points.forEach(point -> Vectors.add(mean, 1.0 / points.size(), point));
    return points.stream()
        .map(
            point -> {
              double[] row = point.clone();
              Vectors.add(row, -1, mean);
              return row;
            })
        .toList();
  }

  /// Jacobi's method (1846): turns one pair of axes after the other until the matrix is diagonal.
  ///
  /// @param a a symmetric matrix, which is left with its eigenvalues on the diagonal
  /// @return the eigenvectors, one a column
  private static double[][] eigenvectors(double[][] a) {
    int n = a.length;
    double[][] vectors = new double[n][n];
    IntStream.range(0, n).forEach(i -> vectors[i][i] = 1);
    double size = Arrays.stream(a).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
    for (int sweep = 0; sweep < MOST_SWEEPS && aside(a) > 1e-28 * size; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            turn(a, vectors, p, q);
          }
        }
      }
    }
    return vectors;
  }

  /// The sum of the squares beside the diagonal.
  private static double aside(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  /// Turns two axes so that what stands in row p and column q becomes 0: with θ half the difference
  /// of their diagonal elements divided by it, t = tan of the angle is the smaller root of t² + 2θt
  /// = 1.
  private static void turn(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double kp = vectors[k][p];
      double kq = vectors[k][q];
      vectors[k][p] = c * kp - s * kq;
      vectors[k][q] = s * kp + c * kq;
    }
  }
}
