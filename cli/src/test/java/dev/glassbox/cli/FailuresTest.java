package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What went wrong through no fault of the user's ends with exit code 1.
final class FailuresTest {
  @TempDir Path folder;

  private record Said(int code, String text) {}

  private static Said report(Throwable failure, String... arguments) {
    PrintStream before = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = Failures.report(failure, arguments);
      return new Said(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void anUnexpectedFailureIsOursAndAsksForAReport() {
    Said said = report(new IllegalStateException("gears\njammed"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .isEqualTo(
            "glassbox: unexpected failure: java.lang.IllegalStateException: gears jammed;"
                + " run it again with --debug and report what it prints"
                + System.lineSeparator());
  }

  @Test
  void debugShowsWhereAFailureCameFrom() {
    Said said = report(new IllegalStateException("gears jammed"), "train", "--debug");
    assertThat(said.text()).contains("\tat dev.glassbox.cli.FailuresTest");
  }

  @Test
  void tooLittleMemoryIsToldHowToGetMore() {
    Said said = report(new OutOfMemoryError("Java heap space"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .startsWith("glassbox: out of memory: Java may use ")
        .contains("GLASSBOX_JAVA_OPTS=-Xmx8g")
        .hasLineCount(1);
  }

  /// A standard input that brings about this failure.
  private static InputStream failing(Supplier<? extends Throwable> failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        switch (failure.get()) {
          case RuntimeException unchecked -> throw unchecked;
          case Error error -> throw error;
          case Throwable other -> throw new IOException(other);
        }
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        return read();
      }
    };
  }

  @Test
  void aFailureInTheMiddleOfACommandIsReportedToo() {
    Path model = Tables.model(folder);
    InputStream jammed = failing(() -> new IllegalStateException("gears jammed"));
    Ran ran = Ran.glassboxReading(jammed, "predict", model, "-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("gears jammed").hasLineCount(1);
  }

  @Test
  void anErrorOfTheMachineIsReportedToo() {
    Ran ran = Ran.glassboxReading(failing(StackOverflowError::new), "train", "-", "--target", "y");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("StackOverflowError").hasLineCount(1);
  }

  @Test
  void anInputThatBreaksOffIsNoFailureOfOurs() {
    Ran ran =
        Ran.glassboxReading(failing(() -> new EOFException("gone")), "train", "-", "--target", "y");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("glassbox: standard input cannot be read: ").hasLineCount(1);
  }
}
