package dev.glassbox.cli;

import dev.glassbox.labs.Element;
import dev.glassbox.labs.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A lab's report as lines on a terminal, an empty one between its parts.
final class LabLines {
  private static final String INDENT = "    ";

  private final Console console;
  private boolean afterCheck;

  LabLines(Console console) {
    this.console = console;
  }

  /// Prints a part.
  void add(Element element) {
    boolean isCheck = element instanceof Element.Check;
    if (!isCheck || !afterCheck) {
      console.say("");
    }
    afterCheck = isCheck;
    console.give(of(element, console.width()));
  }

  private static List<String> of(Element element, int width) {
    return switch (element) {
      case Element.Heading(String text) -> List.of(text, "─".repeat(Grid.width(text)));
      case Element.Prose(String text) -> prose(text, width);
      case Element.Measured(String text) -> prose(text, width);
      case Element.Formula(String text) -> indented(text);
      case Element.Listing(String text) -> indented(text);
      case Element.Table table -> table(table);
      case Element.Shown(var picture) -> picture(picture.title(), width);
      case Element.Drawn(_, String title, _) -> picture(title, width);
      case Element.Check(String claim) -> Paragraph.hanging("  ✓ ", Inline.plain(claim), width);
    };
  }

  private static List<String> prose(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (dev.glassbox.labs.Paragraph paragraph : dev.glassbox.labs.Paragraph.of(text)) {
      String head = paragraph.isItem() ? "  - " : "";
      if (!lines.isEmpty() && !paragraph.isItem()) {
        lines.add("");
      }
      lines.addAll(Paragraph.hanging(head, Inline.plain(paragraph.text()), width));
    }
    return lines;
  }

  private static List<String> indented(String text) {
    return text.lines().map(line -> INDENT + line).toList();
  }

  private static List<String> table(Element.Table table) {
    int columns = table.head().size();
    List<List<String>> cells = new ArrayList<>();
    cells.add(table.head());
    cells.addAll(table.rows());
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> cells.stream().mapToInt(row -> width(row.get(c))).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder("  ");
      for (int c = 0; c < columns; c++) {
        String cell = Inline.plain(row.get(c));
        line.append(table.isNumeric(c) ? Grid.padLeft(cell, widths[c]) : Grid.pad(cell, widths[c]));
        line.append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(String cell) {
    return Grid.width(Inline.plain(cell));
  }

  private static List<String> picture(String title, int width) {
    return Paragraph.labelled("Picture", title, width);
  }
}
