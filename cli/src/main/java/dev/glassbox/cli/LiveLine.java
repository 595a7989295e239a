package dev.glassbox.cli;

import java.io.PrintStream;

/// One line at the bottom of a terminal that is drawn again in its place.
final class LiveLine {
  private final PrintStream out;
  private final int columns;
  private int drawn;

  LiveLine(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /// How long a line may be: the last column stays free, lest the terminal begins a new line.
  int columns() {
    return columns - 1;
  }

  /// Draws the line in the place of the one before.
  void draw(String line) {
    String shown = Grid.shorten(line, columns());
    out.print("\r" + Grid.pad(shown, drawn));
    out.flush();
    drawn = Grid.width(shown);
  }

  /// Takes the line away, and the `^C` behind it that the terminal shows when that is typed.
  void clear() {
    if (drawn > 0) {
      out.print("\r" + " ".repeat(Math.min(drawn + 2, columns())) + "\r");
      out.flush();
      drawn = 0;
    }
  }

  /// A bar of this width: heavy as far as the share goes, and light behind.
  static String bar(double share, int width) {
    int halves = (int) Math.round(Math.clamp(share, 0, 1) * width * 2);
    String heavy = "━".repeat(halves / 2) + "╸".repeat(halves % 2);
    return heavy + "─".repeat(width - Grid.width(heavy));
  }
}
