package dev.glassbox.studio.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Connections that are too many, too slow or do not read.
@Timeout(60)
class ManyConnectionsTest extends RunningServer {
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
