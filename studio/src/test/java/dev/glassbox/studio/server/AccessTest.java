package dev.glassbox.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask the server, and what there is to be had.
@Timeout(60)
class AccessTest extends RunningServer {
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
}
