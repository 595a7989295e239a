package dev.glassbox.studio.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Screen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The studio's server: the page, commands to its screens, and a stream to every tab.
///
/// It listens on the loopback address alone. Every request must name that address as its host, so
/// that no foreign name can be made to lead here, and if a page sent it, that page must be ours.
/// Commands and streams need the token of the address that was opened.
public final class Server implements AutoCloseable {
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // The JDK's server knows this only as a property of the whole process. Without it each answer
    // waits for an acknowledgement, some 40 ms. Other servers of a program that this runs in lose
    // nothing by it; what limits connections would be theirs to choose, so that stands with the
    // command, which has a process of its own.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Streams streams = new Streams();
  private final Token token = Token.random();
  private final Api api = new Api();
  private final Assets assets;
  private final Gate gate;

  /// A server on this port, or on a free one if it is 0, that does not answer yet.
  ///
  /// @param screens the names of the page's screens, in order
  /// @throws IOException if the port cannot be had
  public Server(int port, List<String> screens) throws IOException {
    assets = new Assets(screens);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    gate = new Gate(http.getAddress().getPort(), token);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
  }

  /// The way to the tabs that frames of this name take.
  public Channel channel(String name) {
    return streams.channel(name);
  }

  /// Begins to answer, with these screens.
  public void start(List<Screen> screens) {
    api.serve(screens);
    // The server's own thread is a daemon if the one that starts it is.
    Thread starter = Thread.ofPlatform().daemon().name("studio-start").start(http::start);
    try {
      starter.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a tab was open at any time.
  public boolean wasSeen() {
    return streams.wasSeen();
  }

  /// How long no tab has been open, since the beginning if there was none.
  public Duration unseen() {
    return streams.unseen();
  }

  /// What to open in a browser, token included.
  public URI address() {
    return URI.create(
        "http://127.0.0.1:%d/?token=%s".formatted(http.getAddress().getPort(), token.text()));
  }

  /// Ends all streams and stops answering.
  @Override
  public void close() {
    streams.close();
    http.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      try {
        route(exchange);
      } catch (RefusedException refused) {
        Answers.error(exchange, refused.status(), String.valueOf(refused.getMessage()));
      }
    } catch (IOException gone) {
      // The tab was closed or does not read; there is nobody to tell.
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    gate.checkSource(exchange);
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/")) {
      gate.checkMethod(exchange, "POST");
      gate.checkTokenOfHeader(exchange);
      api.answer(exchange, path.substring("/api/".length()));
    } else if (path.equals("/stream")) {
      gate.checkMethod(exchange, "GET");
      gate.checkTokenOfAddress(exchange);
      streams.serve(exchange);
    } else {
      gate.checkMethod(exchange, "GET");
      assets.answer(exchange, path);
    }
  }
}
