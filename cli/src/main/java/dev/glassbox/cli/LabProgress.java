package dev.glassbox.cli;

import org.jspecify.annotations.Nullable;

/// A live line that shows how far a lab is; nothing where there is no terminal.
final class LabProgress {
  private static final int BAR = 24;
  private static final long NANOS_BETWEEN = 100_000_000;

  private final @Nullable LiveLine line;
  private long drawn;

  LabProgress(Console console) {
    line =
        console.columns().isPresent()
            ? new LiveLine(console.errors(), console.columns().getAsInt())
            : null;
  }

  /// Draws the line, unless it was drawn a moment ago.
  void at(String what, double share) {
    long now = System.nanoTime();
    if (line != null && now - drawn > NANOS_BETWEEN) {
      drawn = now;
      line.draw("%s %3.0f %%  %s".formatted(LiveLine.bar(share, BAR), 100 * share, what));
    }
  }

  /// Takes it away.
  void clear() {
    if (line != null) {
      line.clear();
    }
    drawn = 0;
  }
}
