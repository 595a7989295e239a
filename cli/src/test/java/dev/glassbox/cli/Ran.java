package dev.glassbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What came of running the command in this process.
///
/// @param code the exit code
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
record Ran(int code, String out, String err) {

  /// Runs the command; an argument is anything that its text stands for, such as a path.
  static Ran glassbox(Object... arguments) {
    return glassboxReading("", arguments);
  }

  /// Runs the command with this text as standard input.
  static Ran glassboxReading(String input, Object... arguments) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return glassboxReading(new ByteArrayInputStream(bytes), arguments);
  }

  /// Runs the command with this standard input.
  static synchronized Ran glassboxReading(InputStream input, Object... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    var written = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    try {
      System.setIn(input);
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      int code = Main.run(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
      return new Ran(
          code, written.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  /// A table that comes with Glassbox.
  static Path shipped(String name) {
    Path here = Path.of("..", "data", name);
    return Files.exists(here) ? here : Path.of("data", name);
  }

  /// Checks that all went well.
  Ran succeeded() {
    assertThat(code).as("exit code; standard error: %s", err).isZero();
    return this;
  }

  /// Checks that the user was told of a mistake in exactly this one line, and nothing else.
  void refused(String message) {
    assertThat(err).isEqualTo("glassbox: " + message + System.lineSeparator());
    assertThat(out).isEmpty();
    assertThat(code).as("exit code").isEqualTo(Failures.MISTAKE);
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /// The line of standard output that begins with this text.
  String line(String beginning) {
    return lines().stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line begins with '" + beginning + "':\n" + out));
  }
}
