package dev.glassbox.labs.course;

import dev.glassbox.data.Encoded;
import dev.glassbox.data.Preprocessing;
import dev.glassbox.data.Schema;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Split;
import dev.glassbox.data.Table;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A table of classes step by step: divided, and made into numbers as its training rows say.
///
/// @param classes the class of every row
/// @param split three quarters of the rows to learn from, the rest held out
/// @param preprocessing fitted on the rows to learn from
record PreparedTable(Table table, int[] classes, Split split, Preprocessing preprocessing) {
  static PreparedTable of(Table table, String target, Rng rng) {
    Schema schema = Schema.infer(table, SchemaOptions.target(target));
    int[] all = IntStream.range(0, table.rows()).toArray();
    // Classes do not depend on the rows that numbers are fitted on.
    int[] classes = Preprocessing.fit(table, all, schema).classes(table);
    Split split = Split.stratified(classes, 0, 0.25, rng);
    return new PreparedTable(
        table, classes, split, Preprocessing.fit(table, split.train(), schema));
  }

  /// The numbers of all rows as preprocessing makes them.
  Tensor scaled() {
    Encoded encoded = preprocessing.encode(table);
    return Tensor.of(Shape.of(encoded.rows(), encoded.columns()), encoded.values());
  }

  /// Rows of numbers with their classes.
  Examples examples(Tensor numbers, int[] rows) {
    long[] all = Arrays.stream(classes).asLongStream().toArray();
    return new Examples(numbers, Tensor.of(Shape.of(all.length), all)).rows(rows);
  }

  /// The classes of the rows held out.
  int[] truth() {
    return Arrays.stream(split.test()).map(row -> classes[row]).toArray();
  }
}
