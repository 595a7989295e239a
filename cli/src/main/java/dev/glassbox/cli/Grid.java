package dev.glassbox.cli;

import java.util.ArrayList;
import java.util.List;

/// Cells in aligned columns, two spaces apart; every row has as many.
final class Grid {
  private static final String GAP = "  ";

  private final int leftAligned;
  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();

  /// A grid of which the first so many columns are aligned to the left, the others to the right.
  Grid(int leftAligned) {
    this(leftAligned, 0);
  }

  /// A grid of which all rows but the first are indented by so many spaces.
  Grid(int leftAligned, int indent) {
    this.leftAligned = leftAligned;
    this.indent = " ".repeat(indent);
  }

  /// Adds a row at the bottom.
  void row(List<String> cells) {
    List<String> row = new ArrayList<>(cells);
    if (!rows.isEmpty()) {
      row.set(0, indent + row.getFirst());
    }
    rows.add(row);
  }

  /// Adds a row at the bottom.
  void row(String... cells) {
    row(List.of(cells));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        line.append(c == 0 ? "" : GAP);
        line.append(c < leftAligned ? pad(row.get(c), widest(c)) : padLeft(row.get(c), widest(c)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
  }

  /// How many columns of a terminal a text takes, if its letters are of the usual width.
  static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /// The text with spaces behind it up to the width.
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /// The text with spaces before it up to the width.
  static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /// The text, cut to the width with an ellipsis if it is longer.
  static String shorten(String text, int most) {
    return width(text) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
