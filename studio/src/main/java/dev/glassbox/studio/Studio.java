package dev.glassbox.studio;

import dev.glassbox.studio.descent.DescentScreen;
import dev.glassbox.studio.layers.LayersScreen;
import dev.glassbox.studio.microscope.MicroscopeScreen;
import dev.glassbox.studio.monitor.MonitorScreen;
import dev.glassbox.studio.monitor.Watches;
import dev.glassbox.studio.perceptron.PerceptronScreen;
import dev.glassbox.studio.playground.PlaygroundScreen;
import dev.glassbox.studio.run.Runs;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.studio.server.Server;
import dev.glassbox.studio.surface.SurfaceScreen;
import dev.glassbox.train.Trainer;
import dev.glassbox.train.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// The studio: a page in the browser in which networks learn before one's eyes.
///
/// The page is served on the loopback address of this machine, from this process. To look into any
/// training of one's own takes one line:
///
/// {@snippet :
/// Outcome outcome = Studio.watch(Trainer.of(new MeanSquaredError(), Adam.of(1e-2))).fit(model, rows);
/// }
///
/// Watching changes no bit of what comes out; what one does on the page, such as to change the
/// learning rate or to stop, does.
///
/// A studio alone keeps no process alive: its threads are daemons.
public final class Studio implements AutoCloseable {
  /// The screens in the order of the page's list. Each has a file `web/screens/NAME.js`.
  private static final List<String> SCREENS =
      List.of("playground", "monitor", "layers", "surface", "perceptron", "microscope", "descent");

  private static final String TRAINING = "training";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MILLIS_BETWEEN_ASKING = 200;

  private final Server server;
  private final PlaygroundScreen playground;
  private final MonitorScreen monitor;
  private final Watches watches;
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
    watches = new Watches(this::begun);
    monitor = new MonitorScreen(server.channel("monitor"), runs, watches);
    // All screens of the page, and the only place where they are named.
    server.start(
        List.<Screen>of(
            playground,
            monitor,
            layers,
            surface,
            new PerceptronScreen(),
            new MicroscopeScreen(),
            new DescentScreen()));
  }

  private void begun() {
    runs.put(TRAINING, watches.training());
  }

  /// Starts a studio, which answers until it is closed or the process ends.
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

  /// The same trainer, watched: the first time starts a studio for this process and says its
  /// address in one line on standard error.
  ///
  /// Whatever is listening already goes on to hear. After the end of a training the page stays: the
  /// process does not end as long as a tab of it is open, and for a minute after. If nobody opened
  /// one, it ends as it would have.
  ///
  /// {@snippet :
  /// Outcome outcome =
  ///     Studio.watch(Trainer.of(new MeanSquaredError(), Adam.of(1e-2)).withEpochs(500))
  ///         .fit(model, training, validation);
  /// }
  ///
  /// @throws UncheckedIOException if no port can be had
  public static Trainer watch(Trainer trainer) {
    Trainer watched = Shared.STUDIO.attach(trainer);
    return watched.withListener(
        watched
            .listener()
            .and(
                event -> {
                  if (event instanceof TrainingEvent.Finished
                      || event instanceof TrainingEvent.Failed) {
                    Shared.stay();
                  }
                }));
  }

  /// The same trainer, watched in this studio until it is closed; a training that goes on then goes
  /// on unwatched.
  ///
  /// {@snippet :
  /// try (Studio studio = Studio.start(0)) {
  ///   IO.println(studio.address());
  ///   Outcome outcome = studio.attach(trainer).fit(model, training, validation);
  ///   studio.awaitLeave();
  /// }
  /// }
  public Trainer attach(Trainer trainer) {
    return watches.attach(trainer, started -> started.model().getClass().getSimpleName());
  }

  /// The same with a title for each training, asked for when it begins.
  public Trainer attach(Trainer trainer, Supplier<String> title) {
    return watches.attach(trainer, _ -> title.get());
  }

  /// Whether someone asked on the page to stop the training that was watched last: for programs
  /// that train several times.
  public boolean stopRequested() {
    return watches.stopRequested();
  }

  /// Waits until no tab has been open for a minute; a hidden one counts as closed.
  ///
  /// @throws InterruptedException if the thread is interrupted
  public void awaitLeave() throws InterruptedException {
    while (server.unseen().compareTo(PATIENCE) < 0) {
      Thread.sleep(MILLIS_BETWEEN_ASKING);
    }
  }

  /// What to open in a browser. Only who has it can give commands.
  public URI address() {
    return server.address();
  }

  /// Stops answering, and the playground's training. A training that was paused from the page goes
  /// on.
  @Override
  public void close() {
    surface.close();
    layers.close();
    monitor.close();
    playground.close();
    server.close();
  }

  /// The studio of [#watch], made when it is first needed.
  private static final class Shared {
    static final Studio STUDIO = open();
    static final AtomicBoolean STAYS = new AtomicBoolean();

    private static Studio open() {
      Studio studio = start(0);
      System.err.println("Glassbox studio: " + studio.address());
      return studio;
    }

    /// A training is over: if somebody looks, so does a thread that is no daemon.
    static void stay() {
      if (STUDIO.server.wasSeen() && STAYS.compareAndSet(false, true)) {
        System.err.println(
            "Glassbox studio: stays until a minute after its last tab is closed; Ctrl-C ends it");
        Thread.ofPlatform().daemon(false).name("studio").start(Shared::stayOpen);
      }
    }

    private static void stayOpen() {
      try {
        STUDIO.awaitLeave();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        STAYS.set(false);
      }
    }
  }
}
