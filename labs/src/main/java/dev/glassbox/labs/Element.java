package dev.glassbox.labs;

import dev.glassbox.labs.picture.Picture;
import java.util.List;

/// A part of a lab's report.
public sealed interface Element {
  /// A heading within the lab.
  record Heading(String text) implements Element {}

  /// Paragraphs in Markdown: blank lines between them, `**strong**`, `*stressed*`, `` `code` ``,
  /// and lines that begin with `- ` as a list.
  record Prose(String text) implements Element {}

  /// What differs from run to run, such as a time. It has no place in the book.
  record Measured(String text) implements Element {}

  /// A formula on lines of its own.
  record Formula(String text) implements Element {}

  /// Lines as a program would print them.
  record Listing(String text) implements Element {}

  /// A table of text; columns of numbers are aligned to the right.
  record Table(List<String> head, List<List<String>> rows) implements Element {
    /// Keeps copies.
    public Table {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /// Whether every cell of a column is a number, or stands for one that is missing.
    public boolean isNumeric(int column) {
      return rows.stream()
          .map(row -> row.get(column))
          .allMatch(cell -> cell.matches("[−+]?[0-9][0-9.,]*([e·×].*)?%?|–|∞|"));
    }
  }

  /// A picture.
  record Shown(Picture picture) implements Element {}

  /// A picture that was drawn elsewhere, as SVG.
  ///
  /// @param name of its file, without an ending
  /// @param title the finding
  record Drawn(String name, String title, String svg) implements Element {}

  /// Something that was found to be so.
  record Check(String claim) implements Element {}
}
