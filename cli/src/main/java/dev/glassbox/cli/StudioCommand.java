package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `glassbox studio`: the page in which one watches networks learn.
@Command(
    name = "studio",
    description =
        "Open a page in the browser in which one watches a network learn, goes back in time, and"
            + " changes what one likes. Only this machine can reach it. Ctrl-C ends it.",
    customSynopsis = "glassbox studio [OPTION…]",
    sortOptions = false)
final class StudioCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

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
    try {
      return Studio.start(port);
    } catch (UncheckedIOException taken) {
      Throwable why = Objects.requireNonNullElse(taken.getCause(), taken);
      throw new DataException(
          "--port %d: cannot be had (%s); choose another or leave --port out"
              .formatted(port, why.getMessage()),
          taken);
    }
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
