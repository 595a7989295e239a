package dev.glassbox.cli;

import dev.glassbox.data.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `glassbox data`: what there is to learn from without a table of one's own.
@Command(
    name = "data",
    description = "List the tables that come with Glassbox and those it can make.",
    customSynopsis = "glassbox data",
    sortOptions = false)
final class DataCommand implements Callable<Integer> {
  /// A table, the column to predict in it, and what it holds.
  private record Entry(String name, String target, String about) {}

  private static final List<Entry> SHIPPED =
      List.of(
          new Entry("penguins.csv", "species", "344 penguins of three species, with gaps"),
          new Entry("cars.csv", "miles_per_gallon", "406 cars of 1970 to 1982"),
          new Entry("breast-cancer.csv", "diagnosis", "569 tumours, benign or malignant"),
          new Entry("iris.csv", "species", "150 irises of three species"),
          new Entry("wine.csv", "class", "178 wines of three kinds of grape"),
          new Entry("digits.csv", "digit", "1,797 handwritten digits of 8 × 8 pixels"));

  @Override
  public Integer call() {
    Console console = Console.of(false, false);
    console.say("In the folder data (data/README.md tells where they come from):");
    console.say("");
    show(SHIPPED, console);
    console.say("");
    console.say("  glassbox train data/penguins.csv --target species");
    console.say("");
    console.say("Made by glassbox generate:");
    console.say("");
    show(
        Arrays.stream(Generator.values())
            .map(one -> new Entry(one.title(), one.target(), one.description()))
            .toList(),
        console);
    console.say("");
    console.say("  glassbox generate spirals --out spirals.csv");
    console.say("  glassbox train spirals.csv --target class");
    return 0;
  }

  private static void show(List<Entry> entries, Console console) {
    Grid names = new Grid(2);
    names.row("  TABLE", "TARGET");
    entries.forEach(entry -> names.row("  " + entry.name(), entry.target()));
    List<String> heads = names.lines();
    int widest = heads.stream().mapToInt(Grid::width).max().orElse(0);
    for (int i = 0; i < heads.size(); i++) {
      String about = i == 0 ? "WHAT IT HOLDS" : entries.get(i - 1).about();
      console.say(Paragraph.hanging(Grid.pad(heads.get(i), widest) + "  ", about, console.width()));
    }
  }
}
