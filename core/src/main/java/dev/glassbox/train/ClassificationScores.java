package dev.glassbox.train;

import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How well predicted class probabilities fit the true classes.
///
/// {@snippet :
/// var scores = ClassificationScores.of(logits.softmax(), new int[] {0, 2, 1});
/// double accuracy = scores.accuracy();
/// long[][] confusion = scores.confusion();
/// }
public final class ClassificationScores {
  /// Probabilities are kept this far from 0 and 1 in the log loss, so that one sure mistake does not
  /// make it infinite: the spacing of doubles near 1.
  private static final double SMALLEST_PROBABILITY = 0x1.0p-52;

  private final int[] actual;
  private final int[] predicted;
  private final double[][] probabilities;
  private final long[][] confusion;

  private ClassificationScores(int[] actual, double[][] probabilities, int classes) {
    this.actual = actual;
    this.probabilities = probabilities;
    this.confusion = new long[classes][classes];
    this.predicted = new int[actual.length];
    for (int i = 0; i < actual.length; i++) {
      double[] row = probabilities[i];
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = row[c] > row[best] ? c : best;
      }
      predicted[i] = best;
      confusion[actual[i]][best]++;
    }
  }

  /// Scores of probabilities (rows × classes) against class numbers.
  ///
  /// @throws ShapeException if there are not as many rows of probabilities as classes given
  public static ClassificationScores of(Tensor probabilities, int[] actual) {
    if (probabilities.shape().rank() != 2 || probabilities.shape().length(0) != actual.length) {
      throw new ShapeException(
          "scores: probabilities %s must be (rows, classes) for %d rows"
              .formatted(probabilities.shape(), actual.length));
    }
    int classes = probabilities.shape().length(1);
    double[] flat = probabilities.toDoubleArray();
    double[][] rows = new double[actual.length][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * classes, (i + 1) * classes));
    return new ClassificationScores(actual.clone(), rows, classes);
  }

  /// The number of rows scored.
  public int rows() {
    return actual.length;
  }

  /// The number of classes.
  public int classes() {
    return confusion.length;
  }

  /// How often each class (first index) was predicted as each class (second index).
  public long[][] confusion() {
    return Arrays.stream(confusion).map(long[]::clone).toArray(long[][]::new);
  }

  /// The share of rows whose most probable class is the true one; NaN without rows.
  public double accuracy() {
    long right = IntStream.range(0, classes()).mapToLong(c -> confusion[c][c]).sum();
    return (double) right / rows();
  }

  /// The mean recall over the classes that occur, so that rare classes count as much as common ones.
  public double balancedAccuracy() {
    return IntStream.range(0, classes())
        .filter(c -> Arrays.stream(confusion[c]).sum() > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(Double.NaN);
  }

  /// Of the rows predicted as this class, the share that are; 0 if none was predicted.
  public double precision(int wanted) {
    long all = Arrays.stream(confusion).mapToLong(row -> row[wanted]).sum();
    return all == 0 ? 0 : (double) confusion[wanted][wanted] / all;
  }

  /// Of the rows of this class, the share predicted as such; 0 if there is none.
  public double recall(int wanted) {
    long all = Arrays.stream(confusion[wanted]).sum();
    return all == 0 ? 0 : (double) confusion[wanted][wanted] / all;
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
        .mapToDouble(i -> probabilities[i][actual[i]])
        .map(p -> -Math.log(Math.clamp(p, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)))
        .average()
        .orElse(Double.NaN);
  }

  /// The area under the receiver operating characteristic: the chance that a random row of a class
  /// is given a higher probability of it than a random row of another class, ties counting half (Hanley
  /// and McNeil 1982). With two classes it is that of the second; with more, the mean over classes,
  /// each against the rest. NaN if no class has both rows in it and rows outside.
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

  /// The area under the curve of one class against the rest, by the rank sum of Mann and Whitney.
  private double rocAuc(int wanted) {
    Integer[] order =
        IntStream.range(0, rows())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i][wanted]))
            .toArray(Integer[]::new);
    double rankSum = 0;
    long inside = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      int members = 0;
      while (to < order.length
          && probabilities[order[to]][wanted] == probabilities[order[from]][wanted]) {
        members += actual[order[to]] == wanted ? 1 : 0;
        to++;
      }
      rankSum += members * (from + 1 + to) / 2.0;
      inside += members;
      from = to;
    }
    long outside = rows() - inside;
    if (inside == 0 || outside == 0) {
      return Double.NaN;
    }
    return (rankSum - inside * (inside + 1) / 2.0) / ((double) inside * outside);
  }
}
