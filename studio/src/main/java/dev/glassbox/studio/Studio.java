package dev.glassbox.studio;

import dev.glassbox.studio.descent.DescentScreen;
import dev.glassbox.studio.digits.DigitsScreen;
import dev.glassbox.studio.fork.ForkScreen;
import dev.glassbox.studio.microscope.MicroscopeScreen;
import dev.glassbox.studio.perceptron.PerceptronScreen;
import dev.glassbox.studio.playground.OwnTable;
import dev.glassbox.studio.playground.PlaygroundScreen;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.studio.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The studio: a page in the browser in which networks learn before one's eyes.
///
/// The page is served on the loopback address of this machine, from this process.
public final class Studio implements AutoCloseable {
  /// The screens in the order of the page's list. Each has a file `web/screens/NAME.js`.
  private static final List<String> SCREENS =
      List.of("playground", "digits", "fork", "perceptron", "microscope", "descent");

  private final Server server;
  private final PlaygroundScreen playground;
  private final DigitsScreen digits;
  private final ForkScreen fork;

  /// The trainings that screens may look into.
  private final Runs runs;

  private Studio(Server server, @Nullable OwnTable own) {
    this.server = server;
    playground = new PlaygroundScreen(server.channel("playground"), own);
    digits = new DigitsScreen(server.channel("digits"));
    fork = new ForkScreen(server.channel("fork"), own);
    runs = new Runs(server.channel("runs"));
    runs.put("digits", digits.observed());
    runs.put("playground", playground.observed());
    // All screens of the page, and the only place where they are named.
    server.start(
        List.<Screen>of(
            playground,
            digits,
            fork,
            new PerceptronScreen(),
            new MicroscopeScreen(),
            new DescentScreen()));
  }

  /// Starts a studio, which answers until it is closed.
  ///
  /// @param port on which to listen, or 0 for any that is free
  /// @throws UncheckedIOException if the port cannot be had
  public static Studio start(int port) {
    return start(port, null);
  }

  /// Starts a studio whose playground learns from a table: one or two of its columns of numbers,
  /// and the target. The page can choose among the columns and name no other file.
  ///
  /// @param port on which to listen, or 0 for any that is free
  /// @param source a file or query, as [dev.glassbox.data.Table#read(String)] takes it
  /// @param target the column to predict: a number, or at most eight classes
  /// @throws dev.glassbox.data.DataException if there is no such table or column, or it does not
  ///   suit
  /// @throws UncheckedIOException if the port cannot be had
  public static Studio start(int port, String source, String target) {
    return start(port, OwnTable.read(source, target));
  }

  private static Studio start(int port, @Nullable OwnTable own) {
    try {
      return new Studio(new Server(port, SCREENS), own);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// What to open in a browser. Only who has it can give commands.
  public URI address() {
    return server.address();
  }

  /// Stops training and answering.
  @Override
  public void close() {
    playground.close();
    digits.close();
    fork.close();
    server.close();
  }
}
