package dev.glassbox.studio.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who may ask the server, and what it does with requests that mean no good. Requests are written
/// byte by byte, since no decent client would send them.
@Timeout(60)
class ServerTest {
  private Server server;
  private Channel channel;
  private int port;
  private String token;

  /// A screen that counts, repeats what it is told, and fails on demand.
  private static final class Echo implements Screen {
    private int commands;

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

  private final Echo echo = new Echo();

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

  private Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// Sends these bytes on a connection of their own, and reads until it is closed.
  private String ask(String request) throws IOException {
    try (Socket socket = socket()) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    }
  }

  /// What comes until the end; a server that is not interested may reset the connection.
  private static String read(InputStream in) throws IOException {
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

  private String get(String path, String... headers) throws IOException {
    return ask(
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n"
            .formatted(path, port, lines(headers)));
  }

  private String post(String path, String body, String... headers) throws IOException {
    return ask(
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(path, port, body.getBytes(UTF_8).length, lines(headers), body));
  }

  private String command(String command, String body) throws IOException {
    return post("/api/playground/" + command, body, "X-Glassbox-Token: " + token);
  }

  private static String lines(String... headers) {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    return lines.toString();
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Test
  void thePageAndItsFilesAreServedWithAPolicy() throws IOException {
    String page = get("/?token=" + token);
    assertThat(page)
        .startsWith("HTTP/1.1 200")
        .contains("data-screens=\"playground\"")
        .containsIgnoringCase("Content-Security-Policy: default-src 'self'")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Referrer-Policy: no-referrer");
    assertThat(get("/lib/d3.js")).startsWith("HTTP/1.1 200").contains("text/javascript");
    assertThat(get("/lib/preact.js")).startsWith("HTTP/1.1 200");
    assertThat(get("/lib/katex.css")).startsWith("HTTP/1.1 200").contains("fonts/KaTeX_Main");
  }

  @Test
  void aCommandIsAnswered() throws IOException {
    assertThat(command("echo", "{\"a\": [1, 2]}"))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"a\":[1,2]}");
  }

  @Test
  void notANumberReachesThePageAsNull() throws IOException {
    assertThat(command("nan", "{}")).endsWith("{\"a\":null,\"b\":[1.0,null]}");
  }

  @Test
  void itListensOnTheLoopbackAddressAlone() throws IOException {
    var others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : others) {
      boolean reached;
      try (Socket socket = new Socket()) {
        socket.connect(new java.net.InetSocketAddress(address, port), 1000);
        reached = true;
      } catch (IOException refused) {
        reached = false;
      }
      assertThat(reached).as("reached by %s", address).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:%d", "127.0.0.1:1", "127.0.0.1.evil.example:%d", ""})
  void aForeignHostGetsNothing(String host) throws IOException {
    String answer =
        ask(
            "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(host.formatted(port)));
    assertThat(status(answer)).isEqualTo(403);
    assertThat(answer).doesNotContain("<html");
  }

  @Test
  void aRequestWithoutAHostGetsNothing() throws IOException {
    assertThat(status(ask("GET / HTTP/1.0\r\n\r\n"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "https://127.0.0.1:%d", "http://127.0.0.1:1"})
  void aForeignOriginGetsNothingThoughItKnewTheToken(String origin) throws IOException {
    String from = "Origin: " + origin.formatted(port);
    assertThat(status(post("/api/playground/echo", "{}", from, "X-Glassbox-Token: " + token)))
        .isEqualTo(403);
    assertThat(status(get("/stream?token=" + token, from))).isEqualTo(403);
    assertThat(echo.commands).isZero();
  }

  @Test
  void thePageItselfIsNoForeignOrigin() throws IOException {
    String from = "Origin: http://127.0.0.1:" + port;
    assertThat(status(post("/api/playground/echo", "{}", from, "X-Glassbox-Token: " + token)))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Other: 1",
        "X-Glassbox-Token:",
        "X-Glassbox-Token: 0123456789abcdef0123456789abcdef"
      })
  void withoutTheTokenNoCommandIsCarriedOut(String header) throws IOException {
    assertThat(status(post("/api/playground/echo?token=" + token, "{}", header))).isEqualTo(403);
    assertThat(echo.commands).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/stream?token=", "/stream?token=00", "/stream?xtoken=%s"})
  void withoutTheTokenThereIsNoStream(String path) throws IOException {
    assertThat(status(get(path.formatted(token)))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/style.css/../../../module-info.class",
        "/screens/..%5c..%5cmodule-info.class",
        "/lib/../style.css",
        "/style.css%00.html",
        "/file:///etc/passwd",
        "/dev/glassbox/studio/Studio.class",
        "/screens/"
      })
  void noPathLeadsOutOfTheMap(String path) throws IOException {
    String answer = get(path);
    assertThat(status(answer)).isIn(400, 404);
    assertThat(answer).doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,2",
        "{\"a\":1} x",
        "{\"a\":NaN}",
        "{\"a\":1,\"a\":2}",
        "\u0000",
        "{'a':1}"
      })
  void aBodyThatIsNoJsonIsAMistakeInOneLine(String body) throws IOException {
    String answer = command("echo", body);
    assertThat(status(answer)).isEqualTo(400);
    String json = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(Json.read(json.getBytes(UTF_8)).get("error").stringValue())
        .startsWith("the body is")
        .doesNotContain("\n");
    assertThat(echo.commands).isZero();
  }

  @Test
  void aDeepBodyIsRefused() throws IOException {
    assertThat(status(command("echo", "[".repeat(100_000)))).isEqualTo(400);
  }

  @Test
  void anOversizedBodyIsRefusedBeforeItIsRead() throws IOException {
    try (Socket socket = socket()) {
      socket
          .getOutputStream()
          .write(
              "POST /api/playground/echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n{}"
                  .formatted(
                      port, lines("X-Glassbox-Token: " + token, "Content-Length: 99999999999"))
                  .getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
      assertThat(status(answer)).isEqualTo(413);
    }
  }

  @Test
  void anOversizedBodyInChunksIsRefused() throws IOException {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    String head =
        "POST /api/playground/echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n"
            .formatted(port, lines("X-Glassbox-Token: " + token, "Transfer-Encoding: chunked"));
    String answer = ask(head + chunk.repeat(17) + "0\r\n\r\n");
    assertThat(status(answer)).isEqualTo(413);
    assertThat(echo.commands).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nosuch/echo", "/api/playground", "/api/", "/api//echo"})
  void commandsToNobodyAreNotFound(String path) throws IOException {
    assertThat(status(post(path, "{}", "X-Glassbox-Token: " + token))).isEqualTo(404);
  }

  @Test
  void anUnknownCommandSaysWhatThereIs() throws IOException {
    assertThat(command("dance", "{}"))
        .startsWith("HTTP/1.1 400")
        .contains("playground has no command 'dance'; it has echo, nan, fail");
  }

  @Test
  void aFailureOfAScreenEndsNothing() throws IOException {
    assertThat(command("fail", "{}")).startsWith("HTTP/1.1 500").contains("out of luck");
    assertThat(status(command("echo", "{}"))).isEqualTo(200);
  }

  @Test
  void commandsArePostedAndNothingElseIs() throws IOException {
    assertThat(status(get("/api/playground/echo", "X-Glassbox-Token: " + token))).isEqualTo(405);
    assertThat(status(post("/", "{}", "X-Glassbox-Token: " + token))).isEqualTo(405);
    assertThat(echo.commands).isZero();
  }

  @Test
  void twoHundredConnectionsThatSayNothingDoNotSilenceIt() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = socket();
        idle.add(socket);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHos".getBytes(UTF_8));
      }
      // The server closes what is too much; when the first goes there is room again. The last is
      // waited for, or else one that was not accepted yet would take the room.
      assertThat(isClosedByServer(idle.getLast())).isTrue();
      idle.removeFirst().close();
      assertThat(eventually(() -> status(command("echo", "{}")))).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    assertThat(eventually(() -> status(command("echo", "{}")))).isEqualTo(200);
  }

  private static boolean isClosedByServer(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  private interface Attempt {
    int status() throws IOException;
  }

  private static int eventually(Attempt attempt) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return attempt.status();
      } catch (IOException | StringIndexOutOfBoundsException refused) {
        if (System.nanoTime() > end) {
          return -1;
        }
      }
    }
  }

  private Socket stream() throws IOException {
    Socket socket = socket();
    socket
        .getOutputStream()
        .write(
            "GET /stream?token=%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                .formatted(token, port)
                .getBytes(UTF_8));
    return socket;
  }

  @Test
  void moreStreamsThanThereIsRoomForAreRefused() throws IOException {
    List<Socket> tabs = new ArrayList<>();
    int refused = 0;
    try {
      for (int i = 0; i < 40; i++) {
        Socket tab = stream();
        tabs.add(tab);
        String head = new String(tab.getInputStream().readNBytes(12), UTF_8);
        refused += head.endsWith("503") ? 1 : 0;
      }
      assertThat(refused).isEqualTo(16);
      assertThat(status(command("echo", "{}"))).isEqualTo(200);
    } finally {
      for (Socket tab : tabs) {
        tab.close();
      }
    }
  }

  private static Frame frame(int number, int floats) {
    return new Frame(
        Json.object().put("number", number),
        Map.of("a", new Frame.Values(new float[floats], floats)));
  }

  @Test
  void aTabThatStopsReadingHoldsNobodyUp() throws IOException {
    try (Socket stuck = stream();
        Socket reading = stream()) {
      stuck.getInputStream().readNBytes(20);
      InputStream in = reading.getInputStream();
      in.readNBytes(20);
      long start = System.nanoTime();
      // 400 MB in all, of which a socket's buffers hold a few.
      for (int number = 0; number < 1000; number++) {
        channel.send(frame(number, 100_000));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(status(command("echo", "{}"))).isEqualTo(200);
      // The tab that does read sees the last frame, though not all before it.
      byte[] wanted = "\"number\":999,".getBytes(UTF_8);
      int matched = 0;
      while (matched < wanted.length) {
        int next = in.read();
        assertThat(next).as("the stream goes on").isNotNegative();
        matched = next == wanted[matched] ? matched + 1 : next == wanted[0] ? 1 : 0;
      }
    }
  }

  @Test
  void aTabThatOpensLaterBeginsWithTheLastFrame() throws IOException {
    channel.send(frame(1, 0));
    channel.send(frame(2, 3));
    try (Socket tab = stream()) {
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("\"number\":") < 0 || seen.charAt(seen.length() - 1) != ',') {
        seen.append((char) tab.getInputStream().read());
      }
      assertThat(seen.toString()).contains("\"number\":2").doesNotContain("\"number\":1");
    }
  }

  @Test
  void aFrameHasItsFloatsWhereItSays() {
    byte[] bytes =
        new Frame(
                Json.object().put("x", Double.NaN),
                Map.of("a", new Frame.Values(new float[] {1, Float.NaN, 3, 4, 5, 6}, 2, 3)))
            .bytes("numbers");
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(buffer.getInt()).isEqualTo(bytes.length - 4);
    byte[] header = new byte[buffer.getInt()];
    buffer.get(header);
    JsonNode json = Json.read(header);
    assertThat(json.get("channel").stringValue()).isEqualTo("numbers");
    assertThat(json.get("x").isNull()).isTrue();
    assertThat(json.get("arrays").get("a").toString()).isEqualTo("{\"offset\":0,\"shape\":[2,3]}");
    int start = 8 + (header.length + 3) / 4 * 4;
    assertThat(bytes.length).isEqualTo(start + 24);
    assertThat(buffer.getFloat(start)).isEqualTo(1);
    assertThat(buffer.getFloat(start + 4)).isNaN();
    assertThat(buffer.getFloat(start + 20)).isEqualTo(6);
  }
}
