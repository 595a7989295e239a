package dev.glassbox.data;

import static java.util.Objects.requireNonNull;

import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Small tables to learn from in a moment, and options that make it a moment.
final class SmallTables {
  /// The columns of [#mixed] that a model may learn from.
  static final List<String> FEATURES =
      List.of("size", "weight", "colour", "city", "born", "seen", "sound");

  private SmallTables() {}

  /// A small network and few passes over the rows.
  static LearnerOptions quick() {
    return LearnerOptions.defaults().withHidden(8).withEpochs(3).withLearningRate(0.01);
  }

  /// A table with a column of every kind and gaps in most, and the targets `kind` (three classes),
  /// `good` (true or false) and `price` (a number), which follow from `size` and `colour`.
  static Table mixed(int rows, long seed) {
    Rng rng = Rng.seed(seed);
    double[] size = new double[rows];
    double[] weight = new double[rows];
    double[] price = new double[rows];
    long[] born = new long[rows];
    long[] seen = new long[rows];
    @Nullable Boolean[] sound = new Boolean[rows];
    @Nullable Boolean[] good = new Boolean[rows];
    @Nullable String[] colour = new String[rows];
    @Nullable String[] city = new String[rows];
    @Nullable String[] kind = new String[rows];
    for (int row = 0; row < rows; row++) {
      size[row] = rng.nextGaussian();
      weight[row] = rng.nextDouble() < 0.1 ? Double.NaN : Math.exp(rng.nextGaussian());
      int tint = rng.nextInt(3);
      colour[row] = rng.nextDouble() < 0.1 ? null : List.of("red", "green", "blue").get(tint);
      city[row] = rng.nextDouble() < 0.05 ? null : "city " + rng.nextInt(34);
      born[row] = rng.nextDouble() < 0.1 ? TemporalColumn.MISSING : rng.nextInt(20_000);
      seen[row] = 1_000_000L * rng.nextInt(1_700_000_000);
      sound[row] = rng.nextDouble() < 0.1 ? null : rng.nextDouble() < 0.5;
      double value = size[row] + tint - 1;
      price[row] = 1000 + 100 * value;
      good[row] = value > 0;
      kind[row] = value < -0.5 ? "low" : value < 0.5 ? "middle" : "high";
    }
    return Table.of(
        Column.numeric("size", size),
        Column.numeric("weight", weight),
        Column.text("colour", colour),
        Column.text("city", city),
        new TemporalColumn("born", TemporalColumn.Kind.DATE, born),
        new TemporalColumn("seen", TemporalColumn.Kind.MOMENT, seen),
        Column.truth("sound", sound),
        Column.text("kind", kind),
        Column.truth("good", good),
        Column.numeric("price", price));
  }

  /// Learns a target of [#mixed] from its features.
  static TableLearner learner(String target) {
    List<String> others =
        List.of("kind", "good", "price").stream().filter(name -> !name.equals(target)).toList();
    return new TableLearner(
        SchemaOptions.target(target).ignoring(others),
        quick(),
        LearningListener.NONE,
        () -> false,
        UnaryOperator.identity());
  }

  /// Three clouds of points that a line divides, `class` by `x` and `y`.
  static Table blobs(int rows) {
    return Generator.BLOBS.generate(rows, 0.2, Rng.seed(3));
  }

  /// The straight line y = 3x − 2 with a column that has nothing to do with it.
  static Table line(int rows) {
    Rng rng = Rng.seed(5);
    double[] x = new double[rows];
    double[] noise = new double[rows];
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = rng.nextDouble();
      noise[row] = rng.nextGaussian();
      y[row] = 3 * x[row] - 2;
    }
    return Table.of(Column.numeric("x", x), Column.numeric("noise", noise), Column.numeric("y", y));
  }

  /// The scores of a part of the rows, which must be there.
  static Scores scores(Learnt learnt, String part) {
    return requireNonNull(learnt.scores().get(part), part);
  }

  /// A column of text with a cell for every row.
  static TextColumn text(String name, int rows, IntFunction<@Nullable String> cell) {
    @Nullable String[] cells = new String[rows];
    Arrays.setAll(cells, cell);
    return Column.text(name, cells);
  }
}
