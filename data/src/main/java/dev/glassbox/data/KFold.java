package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cross-validation: the rows in k parts, each held out once while the others train.
///
/// {@snippet :
/// for (KFold.Fold fold : KFold.stratified(5, classes, Rng.seed(7))) {
///   train(fold.train());
///   check(fold.held());
/// }
/// }
public final class KFold {
  private KFold() {}

  /// One round of cross-validation; row numbers rise.
  public static final class Fold {
    private final int[] train;
    private final int[] held;

    private Fold(int[] train, int[] held) {
      this.train = train;
      this.held = held;
    }

    /// The rows to train on.
    public int[] train() {
      return train.clone();
    }

    /// The rows held out, in no other fold.
    public int[] held() {
      return held.clone();
    }
  }

  /// k folds, each with about the same share of each class; sizes differ by at most one. A class
  /// with one row is never held out, so that every fold trains on it.
  ///
  /// @throws DataException if k is below 2, or above the number of rows
  public static List<Fold> stratified(int k, int[] classes, Rng rng) {
    refuseNonsense(k, classes.length);
    int[] part = new int[classes.length];
    int dealt = 0;
    for (int[] stratum : Split.strata(classes)) {
      if (stratum.length == 1) {
        part[stratum[0]] = -1;
        continue;
      }
      for (int row : Split.shuffled(stratum, rng)) {
        part[row] = dealt++ % k;
      }
    }
    return folds(k, part);
  }

  /// k folds, each with about the same share of low and high values; sizes differ by at most one.
  ///
  /// @throws DataException if k is below 2, or above the number of rows
  public static List<Fold> byQuantile(int k, double[] values, Rng rng) {
    refuseNonsense(k, values.length);
    Integer[] rising = new Integer[values.length];
    int[] shuffled = rng.permutation(values.length);
    Arrays.setAll(rising, i -> shuffled[i]);
    Arrays.sort(rising, (a, b) -> Double.compare(values[a], values[b]));
    int[] part = new int[values.length];
    for (int start = 0; start < values.length; start += k) {
      int[] deal = rng.permutation(k);
      for (int i = start; i < Math.min(start + k, values.length); i++) {
        part[rising[i]] = deal[i - start];
      }
    }
    return folds(k, part);
  }

  private static void refuseNonsense(int k, int rows) {
    if (k < 2 || k > rows) {
      throw new DataException(
          "cross-validation needs from 2 to %d folds, as there are %d rows; %d were asked for"
              .formatted(rows, rows, k));
    }
  }

  private static List<Fold> folds(int k, int[] part) {
    List<Fold> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      folds.add(new Fold(rows(part, fold, false), rows(part, fold, true)));
    }
    return List.copyOf(folds);
  }

  private static int[] rows(int[] part, int fold, boolean held) {
    int[] rows = new int[part.length];
    int count = 0;
    for (int row = 0; row < part.length; row++) {
      if (part[row] == fold == held) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
