package dev.glassbox.fit;

import java.util.Arrays;

/// The factors of a matrix A by Householder reflections with column pivoting,
///
///     A · S⁻¹ · P = Q · R
///
/// where S scales every column to length 1, P exchanges columns so that the diagonal of the upper
/// triangle R falls, and Q is orthogonal (Businger and Golub 1965; Golub and Van Loan 2013, section
/// 5.4). Where the diagonal has fallen to rounding, the remaining columns depend on those before:
/// that is the rank. Nothing is squared, unlike in the normal equations, so twice the digits are
/// left.
///
/// A matrix is given as its columns. With fewer rows than columns R is a trapezium.
final class PivotedQr {
  private final int rows;
  private final int columns;
  private final int rank;
  private final int[] order;
  private final double[] scale;
  private final double[][] reflections;
  private final double[][] upper;

  private PivotedQr(double[][] matrix, double precision) {
    columns = matrix.length;
    rows = matrix[0].length;
    order = new int[columns];
    scale = new double[columns];
    upper = new double[columns][];
    for (int j = 0; j < columns; j++) {
      order[j] = j;
      double length = norm(matrix[j], 0);
      scale[j] = length > 0 ? length : 1;
      upper[j] = matrix[j].clone();
      for (int i = 0; i < rows; i++) {
        upper[j][i] /= scale[j];
      }
    }
    int steps = Math.min(rows, columns);
    reflections = new double[steps][];
    int independent = 0;
    double tolerance = Math.max(512, rows) * precision;
    for (int k = 0; k < steps; k++) {
      double length = bringLongest(k);
      if (independent == k && length > tolerance) {
        independent++;
      }
      reflect(k, length);
    }
    rank = independent;
  }

  /// @param matrix its columns, at least one, all of one length
  /// @param precision the distance from 1 to the next number of the type the matrix came from
  static PivotedQr of(double[][] matrix, double precision) {
    return new PivotedQr(matrix, precision);
  }

  static PivotedQr of(double[][] matrix) {
    return new PivotedQr(matrix, Math.ulp(1.0));
  }

  /// Exchanges column k for the one with the most left from row k on, and says how much that is.
  private double bringLongest(int k) {
    int longest = k;
    double most = -1;
    for (int j = k; j < columns; j++) {
      double length = norm(upper[j], k);
      if (length > most) {
        most = length;
        longest = j;
      }
    }
    double[] column = upper[k];
    upper[k] = upper[longest];
    upper[longest] = column;
    int place = order[k];
    order[k] = order[longest];
    order[longest] = place;
    return most;
  }

  /// Reflects all columns from k on so that column k has zeros below row k.
  private void reflect(int k, double length) {
    double[] v = new double[rows];
    System.arraycopy(upper[k], k, v, k, rows - k);
    // The sign that adds, so that nothing cancels.
    v[k] += Math.copySign(length, v[k]);
    double half = 0;
    for (int i = k; i < rows; i++) {
      half += v[i] * v[i];
    }
    if (half > 0) {
      double factor = Math.sqrt(2 / half);
      for (int i = k; i < rows; i++) {
        v[i] *= factor;
      }
    }
    reflections[k] = v;
    for (int j = k; j < columns; j++) {
      reflect(v, k, upper[j]);
    }
    for (int i = k + 1; i < rows; i++) {
      upper[k][i] = 0;
    }
  }

  /// b ← b − v (v·b).
  private static void reflect(double[] v, int from, double[] b) {
    double product = 0;
    for (int i = from; i < b.length; i++) {
      product += v[i] * b[i];
    }
    for (int i = from; i < b.length; i++) {
      b[i] -= product * v[i];
    }
  }

  private static double norm(double[] a, int from) {
    double largest = 0;
    for (int i = from; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      double share = a[i] / largest;
      sum += share * share;
    }
    return largest * Math.sqrt(sum);
  }

  int columns() {
    return columns;
  }

  /// How many columns are independent of each other.
  int rank() {
    return rank;
  }

  boolean hasFullRank() {
    return rank == columns;
  }

  /// Which columns come first; those from the rank on depend on those before.
  int[] order() {
    return order.clone();
  }

  /// The length of each column.
  double[] lengths() {
    return scale.clone();
  }

  /// Qᵀ · b.
  double[] rotate(double[] b) {
    double[] rotated = b.clone();
    for (int k = 0; k < reflections.length; k++) {
      reflect(reflections[k], k, rotated);
    }
    return rotated;
  }

  /// The x with the smallest |A · x − b|; where columns are dependent, that with zeros for those
  /// from the rank on.
  double[] solve(double[] b) {
    return backward(rotate(b));
  }

  /// S⁻¹ · P · R⁻¹ · w, of the independent columns; zeros for the others.
  double[] backward(double[] w) {
    double[] u = new double[columns];
    for (int k = rank - 1; k >= 0; k--) {
      double rest = w[k];
      for (int j = k + 1; j < rank; j++) {
        rest -= upper[j][k] * u[j];
      }
      u[k] = rest / upper[k][k];
    }
    double[] x = new double[columns];
    for (int k = 0; k < rank; k++) {
      x[order[k]] = u[k] / scale[order[k]];
    }
    return x;
  }

  /// R⁻ᵀ · Pᵀ · S⁻¹ · g, of the independent columns: the transpose of [#backward].
  double[] forward(double[] g) {
    double[] w = new double[rank];
    for (int k = 0; k < rank; k++) {
      double rest = g[order[k]] / scale[order[k]];
      for (int i = 0; i < k; i++) {
        rest -= upper[k][i] * w[i];
      }
      w[k] = rest / upper[k][k];
    }
    return w;
  }

  /// (AᵀA)⁻¹, of the independent columns; NaN in the rows and columns of the others.
  double[][] inverseGram() {
    double[][] halves = new double[columns][];
    for (int j = 0; j < columns; j++) {
      double[] unit = new double[columns];
      unit[j] = 1;
      halves[j] = forward(unit);
    }
    for (int k = rank; k < columns; k++) {
      Arrays.fill(halves[order[k]], Double.NaN);
    }
    double[][] inverse = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < rank; k++) {
          inverse[i][j] += halves[i][k] * halves[j][k];
        }
      }
    }
    return inverse;
  }

  /// R · Pᵀ · S · x, which is Qᵀ · A · x without the zeros that follow.
  double[] applied(double[] x) {
    double[] product = new double[reflections.length];
    for (int k = 0; k < columns; k++) {
      for (int i = 0; i < product.length; i++) {
        product[i] += upper[k][i] * scale[order[k]] * x[order[k]];
      }
    }
    return product;
  }

  /// Aᵀ · b for a `rotated` b, Qᵀ · b.
  double[] transposed(double[] rotated) {
    double[] product = new double[columns];
    for (int k = 0; k < columns; k++) {
      for (int i = 0; i < reflections.length; i++) {
        product[order[k]] += upper[k][i] * scale[order[k]] * rotated[i];
      }
    }
    return product;
  }

  /// The factors of A with a diagonal matrix below it, without looking at A again.
  ///
  /// A right-hand side for it is the first `min(rows, columns)` numbers of `rotate(b)` and then
  /// those for the diagonal.
  PivotedQr damped(double[] diagonal) {
    int kept = reflections.length;
    double[][] stacked = new double[columns][kept + columns];
    for (int k = 0; k < columns; k++) {
      int j = order[k];
      for (int i = 0; i < kept; i++) {
        stacked[j][i] = upper[k][i] * scale[j];
      }
      stacked[j][kept + j] = diagonal[j];
    }
    return of(stacked);
  }

  /// How a dependent column is made of the independent ones: for column `order()[k]` with k ≥ rank,
  /// the factor of each column, in units of their lengths.
  double[] dependence(int k) {
    double[] factors = new double[columns];
    for (int i = rank - 1; i >= 0; i--) {
      double rest = upper[k][i];
      for (int j = i + 1; j < rank; j++) {
        rest -= upper[j][i] * factors[order[j]];
      }
      factors[order[i]] = rest / upper[i][i];
    }
    return factors;
  }
}
