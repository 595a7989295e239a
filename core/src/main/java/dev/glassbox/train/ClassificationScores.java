package dev.glassbox.train;

import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How well predicted class probabilities fit the true classes.
///
/// {@snippet :
/// Tensor logits = Tensor.of(2, 0, 1, 0, 1, 3, 1, 2, 0).reshape(3, 3);
/// var scores = ClassificationScores.of(logits.softmax(), new int[] {0, 2, 1});
/// double accuracy = scores.accuracy();
/// long[][] confusion = scores.confusion();
/// }
public final class ClassificationScores {
  /// Probabilities are kept this far from 0 and 1 in the log loss, so that one sure mistake does
  /// not make it infinite: the spacing of doubles near 1.
  private static final double SMALLEST_PROBABILITY = 0x1.0p-52;

  private final int[] actual;
  private final int[] predicted;
  private final int classes;
  private final double[] probabilities;

  // How many rows there are of each class, how many were predicted as it, and how many rightly so.
  private final long[] occurring;
  private final long[] claimed;
  private final long[] right;

  private ClassificationScores(int[] actual, double[] probabilities, int classes) {
    this.actual = actual;
    this.probabilities = probabilities;
    this.classes = classes;
    predicted = new int[actual.length];
    occurring = new long[classes];
    claimed = new long[classes];
    right = new long[classes];
    for (int i = 0; i < actual.length; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = probability(i, c) > probability(i, best) ? c : best;
      }
      predicted[i] = best;
      occurring[actual[i]]++;
      claimed[best]++;
      right[best] += best == actual[i] ? 1 : 0;
    }
  }

  private double probability(int row, int wanted) {
    return probabilities[row * classes + wanted];
  }

  /// Scores of probabilities (rows × classes) against class numbers.
  ///
  /// @throws ShapeException if there are not as many rows of probabilities as classes given
  /// @throws IllegalArgumentException if a class number is negative or not below the number of
  ///   classes
  public static ClassificationScores of(Tensor probabilities, int[] actual) {
    return of(probabilities, Tensor.indices(actual));
  }

  /// Scores of probabilities (rows × classes) against INT64 class numbers, such as the targets of
  /// [Examples].
  ///
  /// @throws ShapeException if there are not as many rows of probabilities as classes given
  /// @throws DTypeException if the class numbers are not INT64
  /// @throws IllegalArgumentException if a class number is negative or not below the number of
  ///   classes
  public static ClassificationScores of(Tensor probabilities, Tensor actual) {
    if (probabilities.shape().rank() != 2 || probabilities.shape().length(0) != actual.size()) {
      throw new ShapeException(
          "scores: probabilities %s must be (rows, classes) for %d rows"
              .formatted(probabilities.shape(), actual.size()));
    }
    int classes = probabilities.shape().length(1);
    long[] given = actual.toLongArray();
    int[] numbers = new int[given.length];
    for (int row = 0; row < given.length; row++) {
      if (given[row] < 0 || given[row] >= classes) {
        throw new IllegalArgumentException(
            "scores: class %d in row %d, but there are %d classes, counted from 0"
                .formatted(given[row], row, classes));
      }
      numbers[row] = (int) given[row];
    }
    return new ClassificationScores(numbers, probabilities.toDoubleArray(), classes);
  }

  /// The number of rows scored.
  public int rows() {
    return actual.length;
  }

  /// The number of rows that are of this class.
  public long rows(int wanted) {
    return occurring[wanted];
  }

  /// The number of classes.
  public int classes() {
    return classes;
  }

  /// How often each class (first index) was predicted as each class (second index).
  public long[][] confusion() {
    long[][] confusion = new long[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      confusion[actual[i]][predicted[i]]++;
    }
    return confusion;
  }

  /// The share of rows whose most probable class is the true one; NaN without rows.
  public double accuracy() {
    return (double) Arrays.stream(right).sum() / rows();
  }

  /// The mean recall over the classes that occur, so that rare classes count as much as common
  /// ones.
  public double balancedAccuracy() {
    return IntStream.range(0, classes())
        .filter(c -> occurring[c] > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(Double.NaN);
  }

  /// Of the rows predicted as this class, the share that are; 0 if none was predicted.
  public double precision(int wanted) {
    return claimed[wanted] == 0 ? 0 : (double) right[wanted] / claimed[wanted];
  }

  /// Of the rows of this class, the share predicted as such; 0 if there is none.
  public double recall(int wanted) {
    return occurring[wanted] == 0 ? 0 : (double) right[wanted] / occurring[wanted];
  }

  /// The harmonic mean of precision and recall, 2PR / (P + R); 0 if both are.
  public double f1(int wanted) {
    double precision = precision(wanted);
    double recall = recall(wanted);
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /// The mean of −ln p over rows, where p is the probability given to the true class.
  public double logLoss() {
    return IntStream.range(0, rows())
        .mapToDouble(i -> probability(i, actual[i]))
        .map(p -> -Math.log(Math.clamp(p, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)))
        .average()
        .orElse(Double.NaN);
  }

  /// The area under the receiver operating characteristic: the chance that a random row of a class
  /// is given a higher probability of it than a random row of another class, ties counting half
  /// (Hanley and McNeil 1982). With two classes it is that of the second; with more, the mean over
  /// classes, each against the rest. NaN if no class has both rows in it and rows outside.
  public double rocAuc() {
    if (classes() == 2) {
      return rocAuc(1);
    }
    return IntStream.range(0, classes())
        .mapToDouble(this::rocAuc)
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(Double.NaN);
  }

  /// The area under the curve of one class against the rest: the share of pairs of a row inside and
  /// a row outside that are in the right order, a tie being worth half a pair.
  private double rocAuc(int wanted) {
    double[] inside =
        IntStream.range(0, rows())
            .filter(i -> actual[i] == wanted)
            .mapToDouble(i -> probability(i, wanted))
            .sorted()
            .toArray();
    int outside = rows() - inside.length;
    if (inside.length == 0 || outside == 0) {
      return Double.NaN;
    }
    double pairs = 0;
    for (int i = 0; i < rows(); i++) {
      if (actual[i] != wanted) {
        double probability = probability(i, wanted);
        int lower = below(inside, probability);
        int lowerOrEqual = below(inside, Math.nextUp(probability));
        pairs += inside.length - (lower + lowerOrEqual) / 2.0;
      }
    }
    return pairs / ((double) inside.length * outside);
  }

  /// How many of some numbers in rising order are below a limit.
  private static int below(double[] rising, double limit) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
