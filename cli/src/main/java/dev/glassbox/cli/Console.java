package dev.glassbox.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// Where the command writes: results to standard output, everything about the work to messages.
///
/// @param results standard output
/// @param messages where progress and remarks go; standard output too, unless that must hold only JSON
/// @param columns the width of the terminal that messages go to, empty if it is none
/// @param quiet whether to leave out all that is not a result or an error
record Console(PrintStream results, PrintStream messages, OptionalInt columns, boolean quiet) {

  /// The console of this process.
  ///
  /// @param json whether standard output is for JSON alone
  static Console of(boolean json, boolean quiet) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    return new Console(out, json ? errors : out, terminalColumns(), quiet);
  }

  /// A remark about the work; nothing when quiet.
  void say(String line) {
    if (!quiet) {
      messages.println(line);
    }
  }

  /// The launcher passes the width on if standard error is a terminal.
  private static OptionalInt terminalColumns() {
    String columns = System.getProperty("glassbox.columns", "");
    return columns.matches("[1-9][0-9]{0,3}")
        ? OptionalInt.of(Integer.parseInt(columns))
        : OptionalInt.empty();
  }
}
