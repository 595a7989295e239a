package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which rows of a table are for training, which for validation and which for the final test.
///
/// {@snippet :
/// Split split = Split.stratified(schema.classes(table), 0.15, 0.15, Rng.seed(7));
/// }
///
/// Each part holds its row numbers in rising order. A stratified split gives every part about the
/// same share of each class, and training at least one row of each; the same seed gives the same
/// split.
public final class Split {
  private static final int BINS = 10;
  private static final int ROWS_A_BIN = 5;

  private final int[] train;
  private final int[] validation;
  private final int[] test;

  private Split(int[] train, int[] validation, int[] test) {
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /// The rows to train on.
  public int[] train() {
    return train.clone();
  }

  /// The rows by which training is watched and ended.
  public int[] validation() {
    return validation.clone();
  }

  /// The rows that are looked at once, at the end.
  public int[] test() {
    return test.clone();
  }

  /// Splits rows by their classes.
  ///
  /// @param classes the class of every row
  /// @param validation the share of rows for validation, at least 0
  /// @param test the share of rows for the test, at least 0; both together are below 1
  /// @throws DataException if the shares are nonsense
  public static Split stratified(int[] classes, double validation, double test, Rng rng) {
    return split(strata(classes), classes.length, validation, test, rng);
  }

  /// Splits rows by a number: into tenths from low to high, fewer if there are few rows, each
  /// shared out.
  ///
  /// @param values the target of every row
  /// @param validation the share of rows for validation, at least 0
  /// @param test the share of rows for the test, at least 0; both together are below 1
  /// @throws DataException if the shares are nonsense
  public static Split byQuantile(double[] values, double validation, double test, Rng rng) {
    return stratified(bins(values), validation, test, rng);
  }

  /// Splits this many rows without regard to what they hold.
  ///
  /// @param rows how many rows there are
  /// @param validation the share of rows for validation, at least 0
  /// @param test the share of rows for the test, at least 0; both together are below 1
  /// @throws DataException if the shares are nonsense
  public static Split shuffled(int rows, double validation, double test, Rng rng) {
    return stratified(new int[rows], validation, test, rng);
  }

  private static Split split(
      Collection<int[]> strata, int rows, double validation, double test, Rng rng) {
    refuseNonsense(rows, validation, test);
    int wantedValidation = wanted(rows, validation);
    int wantedTest = Math.min(wanted(rows, test), Math.max(0, rows - 1 - wantedValidation));
    Part part = new Part(rows, wantedValidation, wantedTest);
    strata.forEach(stratum -> part.share(shuffled(stratum, rng)));
    return part.split();
  }

  private static void refuseNonsense(int rows, double validation, double test) {
    refuseShare("validation", validation);
    refuseShare("test", test);
    if (validation + test >= 1) {
      throw new DataException(
          ("the shares for validation, %s, and for the test, %s, leave nothing to train on;"
                  + " together they must be below 1")
              .formatted(Numbers.text(validation), Numbers.text(test)));
    }
    if (rows == 0) {
      throw new DataException("there are no rows to split");
    }
  }

  private static void refuseShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "the share for %s must be at least 0 and below 1, such as 0.15; it was %s"
              .formatted(name, Double.isNaN(share) ? "NaN" : Numbers.text(share)));
    }
  }

  // A share that is not 0 is worth one row, as long as one is left to train on.
  private static int wanted(int rows, double share) {
    int rounded = (int) Math.round(rows * share);
    return share > 0 && rows > 1 ? Math.clamp(rounded, 1, rows - 1) : 0;
  }

  /// The rows of each class, classes in rising order.
  static Collection<int[]> strata(int[] classes) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int each : classes) {
      counts.merge(each, 1, Integer::sum);
    }
    Map<Integer, int[]> strata = new TreeMap<>();
    counts.forEach((each, count) -> strata.put(each, new int[count]));
    Map<Integer, Integer> filled = new TreeMap<>();
    for (int row = 0; row < classes.length; row++) {
      int at = filled.merge(classes[row], 1, Integer::sum) - 1;
      strata.getOrDefault(classes[row], new int[0])[at] = row;
    }
    return strata.values();
  }

  /// For every value the tenth of the rows, from low to high, in which it lies.
  static int[] bins(double[] values) {
    int bins = Math.clamp(values.length / ROWS_A_BIN, 1, BINS);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] bin = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      // Equal values share a bin: the place of the first of them counts.
      bin[row] = (int) ((long) firstPlace(sorted, values[row]) * bins / values.length);
    }
    return bin;
  }

  private static int firstPlace(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static int[] shuffled(int[] rows, Rng rng) {
    int[] order = rng.permutation(rows.length);
    int[] shuffled = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      shuffled[i] = rows[order[i]];
    }
    return shuffled;
  }

  /// A split in the making: each stratum gives what keeps the running totals nearest to the shares.
  private static final class Part {
    private final int rows;
    private final int wantedValidation;
    private final int wantedTest;
    private final List<int[]> train = new ArrayList<>();
    private final List<int[]> validation = new ArrayList<>();
    private final List<int[]> test = new ArrayList<>();
    private int seen;
    private int validated;
    private int tested;

    Part(int rows, int wantedValidation, int wantedTest) {
      this.rows = rows;
      this.wantedValidation = wantedValidation;
      this.wantedTest = wantedTest;
    }

    void share(int[] stratum) {
      seen += stratum.length;
      int most = stratum.length - 1;
      int forValidation = Math.clamp(due(wantedValidation) - validated, 0, most);
      int forTest = Math.clamp(due(wantedTest) - tested, 0, most - forValidation);
      validated += forValidation;
      tested += forTest;
      int end = forValidation + forTest;
      validation.add(Arrays.copyOfRange(stratum, 0, forValidation));
      test.add(Arrays.copyOfRange(stratum, forValidation, end));
      train.add(Arrays.copyOfRange(stratum, end, stratum.length));
    }

    private int due(int wanted) {
      return (int) Math.round((double) wanted * seen / rows);
    }

    Split split() {
      return new Split(joined(train), joined(validation), joined(test));
    }

    private static int[] joined(List<int[]> parts) {
      return parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }
  }
}
