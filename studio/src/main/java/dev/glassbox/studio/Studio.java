package dev.glassbox.studio;

import dev.glassbox.studio.descent.DescentScreen;
import dev.glassbox.studio.layers.LayersScreen;
import dev.glassbox.studio.microscope.MicroscopeScreen;
import dev.glassbox.studio.perceptron.PerceptronScreen;
import dev.glassbox.studio.playground.PlaygroundScreen;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.studio.server.Server;
import dev.glassbox.studio.surface.SurfaceScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/// The studio: a page in the browser in which networks learn before one's eyes.
///
/// The page is served on the loopback address of this machine, from this process.
public final class Studio implements AutoCloseable {
  /// The screens in the order of the page's list. Each has a file `web/screens/NAME.js`.
  private static final List<String> SCREENS =
      List.of("playground", "layers", "surface", "perceptron", "microscope", "descent");

  private final Server server;
  private final PlaygroundScreen playground;
  private final LayersScreen layers;
  private final SurfaceScreen surface;

  /// The trainings that screens may look into.
  private final Runs runs;

  private Studio(Server server) {
    this.server = server;
    playground = new PlaygroundScreen(server.channel("playground"));
    runs = new Runs(server.channel("runs"));
    runs.put("playground", playground.observed());
    layers = new LayersScreen(runs);
    surface = new SurfaceScreen(runs);
    // All screens of the page, and the only place where they are named.
    server.start(
        List.<Screen>of(
            playground,
            layers,
            surface,
            new PerceptronScreen(),
            new MicroscopeScreen(),
            new DescentScreen()));
  }

  /// Starts a studio, which answers until it is closed.
  ///
  /// @param port on which to listen, or 0 for any that is free
  /// @throws UncheckedIOException if the port cannot be had
  public static Studio start(int port) {
    try {
      return new Studio(new Server(port, SCREENS));
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
    surface.close();
    layers.close();
    playground.close();
    server.close();
  }
}
