package dev.glassbox.labs.course;

import dev.glassbox.data.Encoded;
import dev.glassbox.data.Feature;
import dev.glassbox.data.Preprocessing;
import dev.glassbox.data.Schema;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Split;
import dev.glassbox.data.Table;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;

/// Tables of many kinds of columns, from the file to a score.
final class TablesLab implements Lab {
  private static final int[] EXPONENTS = {-7, -6, -5, -4, -3, -2, -1, 0};

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public Chapter chapter() {
    return Chapter.REAL_SHAPES;
  }

  @Override
  public String title() {
    return "From a file to a score";
  }

  @Override
  public void run(LabContext lab) {
    Table penguins = CourseTables.read(this, "penguins.csv");
    lab.say(
        """
        A table has columns of every kind: millimetres and grams, names of islands, empty cells. A network takes numbers, best of a size of about one. Between them stands
        preprocessing. Here are the first and the fourth penguin of `data/penguins.csv`, the fourth without measurements; the column to predict is `species`.
        """);
    Schema schema = Schema.infer(penguins, SchemaOptions.target("species"));
    Split split =
        Split.stratified(
            Preprocessing.fit(penguins, all(penguins), schema).classes(penguins),
            0,
            0.2,
            lab.rng());
    Preprocessing preprocessing = Preprocessing.fit(penguins, split.train(), schema);
    Encoded encoded = preprocessing.encode(penguins);
    TableRows plan = lab.table("column", "first", "fourth", "what is done with it");
    for (Feature feature : schema.features()) {
      plan.row(
          feature.column(),
          penguins.text(0, feature.column()),
          penguins.text(3, feature.column()),
          feature.plan());
    }
    lab.say(
        """
        A number x becomes (x − m)/s with the mean m and the standard deviation s of the **training rows alone**: whoever takes them from all rows has looked at the test. A missing number
        becomes the median, and a column of its own says that it was missing. A text becomes a column of zeros and ones for each word.
        """);
    lab.formula("z = (x − m) / s");
    TableRows numbers = lab.table("number of the network", "first", "fourth");
    for (int i = 0; i < encoded.columns(); i++) {
      numbers.row(preprocessing.names().get(i), encoded.value(0, i), encoded.value(3, i));
    }
  }

  private static int[] all(Table table) {
    return java.util.stream.IntStream.range(0, table.rows()).toArray();
  }
}
