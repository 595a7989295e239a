package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StudioCommandTest {
  private static final Pattern ADDRESS =
      Pattern.compile("Studio +(http://127\\.0\\.0\\.1:(\\d+)/\\?token=[0-9a-f]{32})");

  @Test
  void thePageIsServedAtThePrintedAddressUntilTheProcessEnds()
      throws IOException, InterruptedException {
    Process process = Child.glassbox(List.of("studio", "--no-open")).start();
    try {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      Matcher address = ADDRESS.matcher(line);
      assertThat(address.matches()).as(line).isTrue();
      int port = Integer.parseInt(address.group(2));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                    .formatted(port)
                    .getBytes(StandardCharsets.UTF_8));
        String page = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(page).startsWith("HTTP/1.1 200").contains("<title>Glassbox studio</title>");
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void aPortThatIsTakenIsAMistakeInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran ran = glassbox("studio", "--no-open", "--port", taken.getLocalPort());
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .startsWith("glassbox: --port %d: cannot be had".formatted(taken.getLocalPort()))
          .contains("choose another or leave --port out")
          .hasLineCount(1);
    }
  }

  @Test
  void aPortThatCannotBeIsAMistakeInOneLine() {
    Ran ran = glassbox("studio", "--no-open", "--port", "70000");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("glassbox: --port 70000: a port is a number from 0 to 65535\n");
  }

  @Test
  void aTableThatDoesNotSuitIsAMistakeInOneLine() {
    requireMistake("did you mean species?", "../data/penguins.csv", "--target", "specis");
    requireMistake(
        "10 classes, and the playground tells 8", "../data/digits.csv", "--target", "digit");
    requireMistake("by --target; ../data/iris.csv has sepal_length_cm,", "../data/iris.csv");
    requireMistake("of which table?", "--target", "species");
    requireMistake("does not exist", "../data/penguin.csv", "--target", "species");
  }

  private static void requireMistake(String said, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("studio", "--no-open"));
    all.addAll(List.of(arguments));
    Ran ran = glassbox(all.toArray());
    assertThat(ran.err()).startsWith("glassbox: ").contains(said).hasLineCount(1);
    assertThat(ran.code()).isEqualTo(2);
  }
}
