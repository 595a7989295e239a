package dev.glassbox.labs.course;

import dev.glassbox.data.Preprocessing;
import dev.glassbox.data.Schema;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Split;
import dev.glassbox.data.Table;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;

/// A table of classes step by step: divided, and made into numbers as its training rows say.
///
/// @param classes the class of every row
/// @param split three quarters of the rows to learn from, the rest held out
/// @param preprocessing fitted on the rows to learn from
record PreparedTable(Table table, int[] classes, Split split, Preprocessing preprocessing) {
  static PreparedTable of(Table table, String target, Rng rng) {
    Schema schema = Schema.infer(table, SchemaOptions.target(target));
    int[] classes = schema.classes(table);
    Split split = Split.stratified(classes, 0, 0.25, rng);
    return new PreparedTable(
        table, classes, split, Preprocessing.fit(table, split.train(), schema));
  }

  /// The numbers of all rows as preprocessing makes them.
  Tensor scaled() {
    return preprocessing.encode(table).toTensor();
  }

  /// Rows of numbers with their classes.
  Examples examples(Tensor numbers, int[] rows) {
    return Examples.of(numbers, classes).rows(rows);
  }
}
