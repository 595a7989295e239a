package dev.glassbox.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/// Where the command writes.
///
/// @param results standard output
/// @param messages what is said about the work; standard output too, unless that is for JSON alone
/// @param errors standard error, where also the live line is drawn
/// @param columns the width of the terminal behind standard error, empty if it is none
/// @param quiet whether to leave out all that is not a result or an error
record Console(
    PrintStream results,
    PrintStream messages,
    PrintStream errors,
    OptionalInt columns,
    boolean quiet) {
  private static final int USUAL = 80;
  private static final int NARROWEST = 60;
  private static final int WIDEST = 100;

  /// The console of this process.
  ///
  /// @param json whether standard output is for JSON alone
  static Console of(boolean json, boolean quiet) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    return new Console(out, json ? errors : out, errors, terminalColumns(), quiet || json);
  }

  /// The launcher passes the width on if standard error is a terminal.
  private static OptionalInt terminalColumns() {
    String columns = System.getProperty("glassbox.columns", "");
    return columns.matches("[1-9][0-9]{0,3}")
        ? OptionalInt.of(Integer.parseInt(columns))
        : OptionalInt.empty();
  }

  /// The width for text: that of the terminal, within what is good to read.
  int width() {
    return Math.clamp(columns.orElse(USUAL), NARROWEST, WIDEST);
  }

  /// A remark about the work; nothing when quiet.
  void say(String line) {
    if (!quiet) {
      messages.println(line);
    }
  }

  /// Lines about the work; nothing when quiet.
  void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /// A remark about the work with a label in the margin; nothing when quiet.
  void say(String label, String text) {
    say(Paragraph.labelled(label, text, width()));
  }

  /// Lines of a result.
  void give(List<String> lines) {
    lines.forEach(results::println);
  }

  /// A line of a result with a label in the margin.
  void give(String label, String text) {
    give(Paragraph.labelled(label, text, width()));
  }
}
