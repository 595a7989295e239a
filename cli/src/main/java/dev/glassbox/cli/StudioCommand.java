package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Table;
import dev.glassbox.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  private static final int HIGHEST_PORT = 65_535;
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

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "On which port to answer. Default: 0, any that is free.")
  private int port;

  @Option(names = "--no-open", description = "Print the address and open no browser.")
  private boolean closed;

  private final Console console = Console.of(false, false);

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new DataException("--port %d: a port is a number from 0 to 65535".formatted(port));
    }
    // Ends with the process, by Ctrl-C.
    try (Studio studio = start()) {
      console.say("Studio", studio.address().toString());
      if (!closed && !open(studio.address())) {
        console.say("Open", "this address in a browser");
      }
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
    try {
      return table == null || column == null
          ? Studio.start(port)
          : Studio.start(port, table, column);
    } catch (UncheckedIOException taken) {
      Throwable why = Objects.requireNonNullElse(taken.getCause(), taken);
      throw new DataException(
          "--port %d: cannot be had (%s); choose another or leave --port out"
              .formatted(port, why.getMessage()),
          taken);
    }
  }

  private static String names(Table table) {
    List<String> names = table.names();
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + ", …";
  }

  /// Asks the system to open an address in the browser.
  ///
  /// @return whether there is something to ask
  private static boolean open(URI address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> opener =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", address.toString());
    try {
      new ProcessBuilder(opener)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}
