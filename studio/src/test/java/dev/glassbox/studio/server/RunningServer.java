package dev.glassbox.studio.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/// A server for each test, and requests that are written byte by byte, since no decent client would
/// send them.
abstract class RunningServer {
  Server server;
  Channel channel;
  int port;
  String token;

  /// A screen that counts, repeats what it is told, and fails on demand.
  static final class Echo implements Screen {
    int commands;

    @Override
    public String name() {
      return "playground";
    }

    @Override
    public JsonNode command(String command, JsonNode arguments) {
      commands++;
      return switch (command) {
        case "echo" -> arguments;
        case "nan" -> Json.object().put("a", Double.NaN).set("b", Json.array(1, 1.0 / 0));
        case "fail" -> throw new IllegalStateException("out of luck");
        default -> throw MistakeException.unknownCommand(this, command, "echo, nan, fail");
      };
    }
  }

  static {
    // As `glassbox studio` sets them; the JDK's server reads them once.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", "128");
  }

  final Echo echo = new Echo();

  @BeforeEach
  void start() throws IOException {
    server = new Server(0, List.of("playground"));
    channel = server.channel("numbers");
    server.start(List.of(echo));
    port = server.address().getPort();
    token = server.address().getQuery().substring("token=".length());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// Sends these bytes on a connection of their own, and reads until it is closed.
  String ask(String request) throws IOException {
    try (Socket socket = socket()) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    }
  }

  /// What comes until the end; a server that is not interested may reset the connection.
  static String read(InputStream in) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] part = new byte[8192];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.append(new String(part, 0, n, UTF_8));
      }
    } catch (SocketException reset) {
      if (all.isEmpty()) {
        throw reset;
      }
    }
    return all.toString();
  }

  String get(String path, String... headers) throws IOException {
    return ask(
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n"
            .formatted(path, port, lines(headers)));
  }

  String post(String path, String body, String... headers) throws IOException {
    return ask(
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(path, port, body.getBytes(UTF_8).length, lines(headers), body));
  }

  String command(String command, String body) throws IOException {
    return post("/api/playground/" + command, body, "X-Glassbox-Token: " + token);
  }

  static String lines(String... headers) {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    return lines.toString();
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  Socket stream() throws IOException {
    Socket socket = socket();
    socket
        .getOutputStream()
        .write(
            "GET /stream?token=%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                .formatted(token, port)
                .getBytes(UTF_8));
    return socket;
  }
}
