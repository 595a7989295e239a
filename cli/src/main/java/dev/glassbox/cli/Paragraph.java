package dev.glassbox.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text in lines that fit a width, with something at the head of the first.
final class Paragraph {
  /// How wide the margin is in which labels stand.
  static final int MARGIN = 10;

  private static final int FEWEST_COLUMNS_OF_TEXT = 24;
  private static final Pattern SPACES = Pattern.compile(" +");

  private Paragraph() {}

  /// Lines with the label in the margin of the first.
  static List<String> labelled(String label, String text, int width) {
    return hanging(Grid.pad(label, MARGIN), text, width);
  }

  /// Lines of which the first begins with the head, and the others are indented as far.
  static List<String> hanging(String head, String text, int width) {
    int indent = Math.min(Grid.width(head), Math.max(MARGIN, width - FEWEST_COLUMNS_OF_TEXT));
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean begun = false;
    for (String word : SPACES.splitAsStream(text.strip()).toList()) {
      int needed = Grid.width(line) + (begun ? 1 : 0) + Grid.width(word);
      if (needed > width && (begun || Grid.width(line) > indent)) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
