package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  @Test
  void aFailureInTheMiddleOfACommandIsReportedToo() {
    Path model = Tables.model(folder);
    InputStream before = System.in;
    PrintStream errors = System.err;
    var said = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setIn(
          new InputStream() {
            @Override
            public int read() {
              throw new IllegalStateException("gears jammed");
            }
          });
      assertThat(Main.run("predict", model.toString(), "-")).isEqualTo(1);
    } finally {
      System.setIn(before);
      System.setErr(errors);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("gears jammed").hasLineCount(1);
  }

  @Test
  void anErrorOfTheMachineIsReportedToo() {
    InputStream before = System.in;
    PrintStream errors = System.err;
    var said = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setIn(
          new InputStream() {
            @Override
            public int read() {
              throw new StackOverflowError();
            }
          });
      assertThat(Main.run("train", "-", "--target", "y")).isEqualTo(1);
    } finally {
      System.setIn(before);
      System.setErr(errors);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("StackOverflowError")
        .hasLineCount(1);
  }
}
