package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.io.FileException;
import dev.glassbox.train.DivergedException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one line and an exit code.
final class Failures {
  static final int OURS = 1;
  static final int MISTAKE = 2;

  private Failures() {}

  static int report(Exception failure, CommandLine command, ParseResult parsed) {
    boolean debug = parsed.expandedArgs().contains("--debug");
    return report(failure, debug);
  }

  private static int report(Throwable failure, boolean debug) {
    boolean mistake =
        failure instanceof DataException
            || failure instanceof FileException
            || failure instanceof DivergedException
            || failure instanceof StoppedShort;
    String message =
        mistake
            ? String.valueOf(failure.getMessage())
            : "unexpected failure: %s; run again with --debug and report what it prints"
                .formatted(failure);
    print(message);
    if (debug) {
      failure.printStackTrace(System.err);
    }
    return mistake ? MISTAKE : OURS;
  }

  /// A command line that makes no sense: what is wrong with it, and where to read on.
  static int reportUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String message = String.valueOf(failure.getMessage());
    String text = message.isEmpty() ? "unclear" : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    if (failure instanceof UnmatchedArgumentException unmatched) {
      var suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        text += "; did you mean " + suggestions.getFirst() + "?";
      }
    }
    print("%s (see %s --help)".formatted(text, command.getCommandSpec().qualifiedName()));
    if (Arrays.asList(arguments).contains("--debug")) {
      failure.printStackTrace(System.err);
    }
    return MISTAKE;
  }

  private static void print(String message) {
    var errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    errors.println("glassbox: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
