package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Table;
import dev.glassbox.studio.Studio;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox studio`: the page in which one watches networks learn.
@Command(
    name = "studio",
    description = {
      "Open a page in the browser in which one watches a network learn, goes back in time, and"
          + " changes what one likes. Only this machine can reach it. Ctrl-C ends it.",
      "With FILE the playground learns from a table: a target, and one or two columns of numbers"
          + " that are chosen on the page."
    },
    customSynopsis = "glassbox studio [FILE --target COLUMN] [OPTION…]",
    sortOptions = false)
final class StudioCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 20;

  @Parameters(
      paramLabel = "FILE|QUERY",
      arity = "0..1",
      description =
          "A table: CSV, TSV, Parquet or JSON, - for standard input, or a query such as"
              + " \"from 'a.csv' where …\".")
  private @Nullable String source;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column to predict: a number, or at most eight classes.")
  private @Nullable String target;

  @Mixin private StudioPage page = new StudioPage();

  private final Console console = Console.of(false, false);

  @Override
  public Integer call() throws InterruptedException {
    // Ends with the process, by Ctrl-C.
    try (Studio studio = start()) {
      page.show(studio.address(), console);
      console.say("Stop", "with Ctrl-C");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Studio start() {
    String table = source;
    String column = target;
    if (table == null && column != null) {
      throw new DataException(
          "--target %s: of which table? Name its file, too: glassbox studio FILE --target %s"
              .formatted(column, column));
    }
    if (table != null && column == null) {
      throw new DataException(
          "name the column to predict by --target; %s has %s"
              .formatted(table, names(Table.read(table))));
    }
    return page.start(
        port ->
            table == null || column == null
                ? Studio.start(port)
                : Studio.start(port, table, column));
  }

  private static String names(Table table) {
    List<String> names = table.names();
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + ", …";
  }
}
