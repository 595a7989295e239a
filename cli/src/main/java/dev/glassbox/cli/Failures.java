package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.io.FileException;
import dev.glassbox.labs.FailedCheckException;
import dev.glassbox.train.DivergedException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.ParameterException;

/// Turns what went wrong into one line and an exit code.
final class Failures {
  static final int OURS = 1;
  static final int MISTAKE = 2;

  private Failures() {}

  /// Says what went wrong, with the stack trace if `--debug` is among the arguments.
  ///
  /// @return the exit code: 2 for a mistake of the user's, 1 for a failure of ours
  static int report(Throwable failure, String... arguments) {
    boolean mistake = isMistake(failure);
    boolean explained = mistake || failure instanceof FailedCheckException;
    say(explained ? message(failure) : unexpected(failure));
    if (Arrays.asList(arguments).contains("--debug")) {
      failure.printStackTrace(System.err);
    }
    return mistake ? MISTAKE : OURS;
  }

  private static boolean isMistake(Throwable failure) {
    return failure instanceof ParameterException
        || failure instanceof DataException
        || failure instanceof FileException
        || failure instanceof DivergedException
        || failure instanceof StoppedShort;
  }

  private static String message(Throwable mistake) {
    return mistake instanceof ParameterException wrong
        ? Usage.explain(wrong)
        : String.valueOf(mistake.getMessage());
  }

  private static String unexpected(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? ("out of memory: Java may use %d MB; allow more, such as GLASSBOX_JAVA_OPTS=-Xmx8g, or"
                + " take fewer rows or columns")
            .formatted(Runtime.getRuntime().maxMemory() >> 20)
        : "unexpected failure: %s; run it again with --debug and report what it prints"
            .formatted(failure);
  }

  /// Prints one line on standard error.
  static void say(String message) {
    var errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    errors.println("glassbox: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
