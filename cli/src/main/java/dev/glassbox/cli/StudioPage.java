package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/// The studio of a command: on which port, and whether a browser is opened.
final class StudioPage {
  private static final int HIGHEST_PORT = 65_535;

  /// The JDK's server knows its limits as properties of the process only, which is our own here.
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "30", // seconds
          "jdk.httpserver.maxConnections", "128");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "On which port the page answers. Default: 0, any that is free.")
  private int port;

  @Option(names = "--no-open", description = "Print the page's address and open no browser.")
  private boolean closed;

  /// Whether anything was said about the page.
  boolean isGiven() {
    return port != 0 || closed;
  }

  /// Starts it.
  Studio start() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new DataException("--port %d: a port is a number from 0 to 65535".formatted(port));
    }
    LIMITS.forEach(
        (property, value) -> {
          if (System.getProperty(property) == null) {
            System.setProperty(property, value);
          }
        });
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

  /// Says the address, also where little is said, and opens it in a browser if that is wanted.
  ///
  /// @param address with what comes after it, such as the name of a screen
  void show(URI address, Console console) {
    if (console.quiet()) {
      console.errors().println("glassbox: the studio is at " + address);
    } else {
      console.say("Studio", address.toString());
    }
    if (!closed && !open(address)) {
      console.say("Open", "this address in a browser");
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
