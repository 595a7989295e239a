package dev.glassbox.cli;

import dev.glassbox.data.Generator;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `glassbox data`: what there is to learn from without a table of one's own.
@Command(
    name = "data",
    description = "List the tables that come with Glassbox and those it can make.",
    usageHelpAutoWidth = true)
final class DataCommand implements Callable<Integer> {
  /// A table in the folder `data`.
  private record Shipped(String file, String target, String about) {}

  private static final List<Shipped> SHIPPED =
      List.of(
          new Shipped("penguins.csv", "species", "344 penguins of three species; missing values"),
          new Shipped("cars.csv", "miles_per_gallon", "406 cars of 1970–82 and how far they go"),
          new Shipped("breast-cancer.csv", "diagnosis", "569 cell samples, benign or malignant"),
          new Shipped("iris.csv", "species", "150 irises of three species"),
          new Shipped("wine.csv", "class", "178 wines of three cultivars"),
          new Shipped("digits.csv", "digit", "1,797 handwritten digits of 8×8 pixels"));

  @Override
  public Integer call() {
    PrintStream out = Console.of(false, false).results();
    out.println("Tables in the folder data (sources and columns: data/README.md):");
    for (Shipped table : SHIPPED) {
      out.println("  %-18s --target %-18s %s".formatted(table.file(), table.target(), table.about()));
    }
    out.println();
    out.println("Tables to make with glassbox generate NAME --out FILE.csv:");
    for (Generator generator : Generator.values()) {
      out.println("  %-18s --target %-18s %s".formatted(generator.title(), generator.target(), generator.description()));
    }
    return 0;
  }
}
