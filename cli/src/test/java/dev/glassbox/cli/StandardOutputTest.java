package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
  private static StandardOutput refusing(String reason) {
    return new StandardOutput(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        });
  }

  private static int codeAfterWriting(StandardOutput output, int code) {
    PrintStream errors = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      new PrintStream(output, true, StandardCharsets.UTF_8).println("text");
      return output.check(code);
    } finally {
      System.setErr(errors);
    }
  }

  @Test
  void whatIsWrittenArrives() {
    var arrived = new ByteArrayOutputStream();
    assertThat(codeAfterWriting(new StandardOutput(arrived), 0)).isZero();
    assertThat(arrived.toString(StandardCharsets.UTF_8)).isEqualTo("text" + System.lineSeparator());
  }

  @Test
  void aFullDiskTurnsSuccessIntoAMistake() {
    assertThat(codeAfterWriting(refusing("No space left on device"), 0)).isEqualTo(2);
  }

  @Test
  void aReaderThatWentAwayIsNoFailure() {
    assertThat(codeAfterWriting(refusing("Broken pipe"), 0)).isZero();
    assertThat(codeAfterWriting(refusing("The pipe is being closed"), 0)).isZero();
  }
}
