package dev.glassbox.studio.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server answers, and what it does with bodies that mean no good.
@Timeout(60)
class ServerTest extends RunningServer {
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
}
