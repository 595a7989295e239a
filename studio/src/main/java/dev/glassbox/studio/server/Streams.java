package dev.glassbox.studio.server;

import com.sun.net.httpserver.HttpExchange;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The streams to all tabs.
final class Streams implements AutoCloseable {
  private static final int MOST_TABS = 24;

  private static final byte[] SIGN_OF_LIFE = new Frame(Json.object(), Map.of()).bytes("alive");

  private final List<Tab> tabs = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> latest = new ConcurrentHashMap<>();
  private final long began = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean seen;
  private volatile long lastSeen;

  Channel channel(String name) {
    return new Channel() {
      @Override
      public boolean isListenedTo() {
        return !tabs.isEmpty();
      }

      @Override
      public void send(Frame frame) {
        byte[] bytes = frame.bytes(name);
        latest.put(name, bytes);
        tabs.forEach(tab -> tab.offer(name, bytes));
      }
    };
  }

  /// How many tabs are open.
  int size() {
    return tabs.size();
  }

  /// Writes to a tab until it goes.
  void serve(HttpExchange exchange) throws IOException {
    Tab tab = new Tab();
    synchronized (tabs) {
      if (closed || tabs.size() >= MOST_TABS) {
        throw new RefusedException(
            503, "%d tabs are open already; close one and reload".formatted(MOST_TABS));
      }
      tabs.add(tab);
      seen = true;
    }
    try {
      Answers.head(exchange, "application/octet-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(SIGN_OF_LIFE);
      out.flush();
      latest.forEach(tab::offer);
      while (!closed) {
        List<byte[]> frames = tab.take();
        for (byte[] frame : frames) {
          out.write(frame);
        }
        if (frames.isEmpty()) {
          // Only writing shows that a tab has gone.
          out.write(SIGN_OF_LIFE);
        }
        out.flush();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lastSeen = System.nanoTime();
      tabs.remove(tab);
    }
  }

  /// Whether a tab was open at any time.
  boolean wasSeen() {
    return seen;
  }

  /// How long no tab has been open, since the beginning if there was none.
  Duration unseen() {
    if (!tabs.isEmpty()) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(System.nanoTime() - (seen ? lastSeen : began));
  }

  @Override
  public void close() {
    closed = true;
    tabs.forEach(Tab::wake);
  }
}
