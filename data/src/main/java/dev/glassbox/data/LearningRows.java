package dev.glassbox.data;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a table whose target is known, and that target.
///
/// @param table the rows
/// @param schema what each column is good for; before [#understoodBy] it knows the target alone
/// @param classes the class of every row, null if the target is a number
/// @param quantities the target of every row, null if it is a class
record LearningRows(
    Table table, Schema schema, int @Nullable [] classes, double @Nullable [] quantities) {

  static LearningRows of(Table table, Schema schema) {
    Table usable = table.select(schema.usableRows(table));
    Column column = usable.column(schema.target().column());
    return switch (schema.target()) {
      case Target.Classes _ -> new LearningRows(usable, schema, schema.classes(usable), null);
      case Target.Quantity _ ->
          new LearningRows(usable, schema, null, ((NumericColumn) column).values());
    };
  }

  /// These rows with the columns understood by some of them: the others, which are held out to
  /// judge by, have no say in what a column is good for.
  LearningRows understoodBy(int[] some, SchemaOptions options) {
    return new LearningRows(table, schema.withFeatures(table, some, options), classes, quantities);
  }

  int rows() {
    return table.rows();
  }

  Split split(double validation, double test, Rng rng) {
    if (classes != null) {
      return Split.stratified(classes, validation, test, rng);
    }
    return Split.byQuantile(requireQuantities(), validation, test, rng);
  }

  List<KFold.Fold> folds(int k, Rng rng) {
    if (classes != null) {
      return KFold.stratified(k, classes, rng);
    }
    return KFold.byQuantile(k, requireQuantities(), rng);
  }

  /// These rows alone, counted anew from 0.
  LearningRows only(int[] rows) {
    Table chosen = table.select(rows);
    if (classes != null) {
      int[] some = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        some[i] = classes[rows[i]];
      }
      return new LearningRows(chosen, schema, some, null);
    }
    double[] some = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = requireQuantities()[rows[i]];
    }
    return new LearningRows(chosen, schema, null, some);
  }

  private double[] requireQuantities() {
    if (quantities == null) {
      throw new IllegalStateException("the target is a class, not a number");
    }
    return quantities;
  }

  /// The rows as a network wants them, in the way that was fitted.
  Examples examples(Preprocessing preprocessing) {
    return new Examples(inputs(preprocessing.encode(table)), targets(preprocessing));
  }

  private Tensor targets(Preprocessing preprocessing) {
    if (classes != null) {
      return Tensor.indices(classes);
    }
    TargetScale scale = preprocessing.targetScale().orElseThrow();
    float[] scaled = new float[rows()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) scale.scale(requireQuantities()[i]);
    }
    return Tensor.of(Shape.of(scaled.length, 1), scaled);
  }

  /// One matrix with the numbers of each row and behind them its codes.
  static Tensor inputs(Encoded encoded) {
    Tensor numbers = encoded.toTensor();
    if (encoded.embedded() == 0) {
      return numbers;
    }
    Tensor[] parts = new Tensor[encoded.embedded() + 1];
    parts[0] = numbers;
    for (int i = 0; i < encoded.embedded(); i++) {
      int[] codes = encoded.codes(i);
      float[] column = new float[codes.length];
      for (int row = 0; row < codes.length; row++) {
        column[row] = codes[row];
      }
      parts[i + 1] = Tensor.of(Shape.of(codes.length, 1), column);
    }
    return Tensor.concat(1, parts);
  }

  /// The row numbers of both, in rising order.
  static int[] union(int[] some, int[] others) {
    return IntStream.concat(IntStream.of(some), IntStream.of(others)).sorted().toArray();
  }

  /// The numbers of all rows.
  int[] range() {
    return IntStream.range(0, rows()).toArray();
  }
}
