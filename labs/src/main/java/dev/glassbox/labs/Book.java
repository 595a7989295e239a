package dev.glassbox.labs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The labs as chapters of a book in Markdown.
///
/// @param labs in the order of the course
public record Book(List<Lab> labs) {
  private static final String SOURCES = "../../labs/src/main/java/";

  /// Keeps a copy.
  public Book {
    labs = List.copyOf(labs);
  }

  /// The files of one chapter, by their paths within the book: the text, and its pictures.
  public Map<String, String> chapter(Report report) {
    Map<String, String> files = new LinkedHashMap<>();
    var text = new StringBuilder(head(report.lab()));
    boolean afterCheck = false;
    for (Element element : report.elements()) {
      boolean isCheck = element instanceof Element.Check;
      text.append(afterCheck && isCheck ? "" : "\n").append(element(report.lab(), element, files));
      afterCheck = isCheck;
    }
    text.append(foot(report.lab()));
    files.put(report.lab().name() + ".md", text.toString().replaceAll("\n{3,}", "\n\n"));
    return files;
  }

  /// The table of contents, `README.md`.
  public String contents() {
    var text = new StringBuilder();
    text.append(
        """
        # Neural networks from the inside

        A book of short programs. Each chapter is the report of a lab: it computes what it says in front of the reader, draws its
        pictures from those numbers, and states its claims as checks that fail if they are not so. Text, numbers and pictures all come
        out of the program when it runs, and a test fails if they differ from what it says now.

        School mathematics and some Java are enough. Run a lab by its name, such as `./glassbox lab perceptron`; with another `--seed`
        chance falls otherwise, and the claims hold all the same.
        """);
    for (Chapter chapter : Chapter.values()) {
      List<Lab> within = labs.stream().filter(lab -> lab.chapter() == chapter).toList();
      if (!within.isEmpty()) {
        text.append("\n## %d %s\n\n".formatted(chapter.number(), chapter.title()));
        within.forEach(
            lab ->
                text.append(
                    "- [%s](%s.md): %s\n".formatted(lab.name(), lab.name(), escaped(lab.title()))));
      }
    }
    text.append("\nThe book is written anew by `./glassbox lab all --book --out docs/book`.\n");
    return text.toString();
  }

  private static String head(Lab lab) {
    String source = SOURCES + lab.getClass().getName().replace('.', '/') + ".java";
    return "# %s\n\nChapter %d, %s · `./glassbox lab %s` · [the program](%s)\n"
        .formatted(
            escaped(lab.title()),
            lab.chapter().number(),
            lab.chapter().title(),
            lab.name(),
            source);
  }

  private String foot(Lab lab) {
    int at = labs.indexOf(lab);
    String before =
        at > 0
            ? "← [%s](%s.md) · ".formatted(labs.get(at - 1).name(), labs.get(at - 1).name())
            : "";
    String after =
        at + 1 < labs.size()
            ? " · [%s](%s.md) →".formatted(labs.get(at + 1).name(), labs.get(at + 1).name())
            : "";
    return "\n---\n\n%s[Contents](README.md)%s\n".formatted(before, after);
  }

  private static String element(Lab lab, Element element, Map<String, String> files) {
    return switch (element) {
      case Element.Heading(String text) -> "## %s\n".formatted(escaped(text));
      case Element.Prose(String text) -> prose(text);
      case Element.Measured _ -> "";
      case Element.Formula(String text) ->
          "```text\n%s\n```\n".formatted(text.indent(2).stripTrailing());
      case Element.Listing(String text) -> "```text\n%s\n```\n".formatted(text);
      case Element.Table table -> table(table);
      case Element.Shown(var picture) ->
          picture(lab, picture.name(), picture.title(), picture.svg(), files);
      case Element.Drawn(String name, String title, String svg) ->
          picture(lab, name, title, svg, files);
      case Element.Check(String claim) -> "- ✓ %s\n".formatted(escaped(claim));
    };
  }

  private static String picture(
      Lab lab, String name, String title, String svg, Map<String, String> files) {
    String path = "pictures/%s-%s.svg".formatted(lab.name(), name);
    files.put(path, svg);
    return "![%s](%s)\n".formatted(escaped(title).replace("]", "\\]"), path);
  }

  private static String prose(String text) {
    var lines = new StringBuilder();
    boolean afterItem = false;
    for (Paragraph paragraph : Paragraph.of(text)) {
      boolean next = paragraph.isItem() && afterItem;
      lines.append(lines.isEmpty() || next ? "" : "\n");
      lines.append(paragraph.isItem() ? "- " : "").append(escaped(paragraph.text())).append('\n');
      afterItem = paragraph.isItem();
    }
    return lines.toString();
  }

  private static String table(Element.Table table) {
    var text = new StringBuilder(row(table.head()));
    text.append('|');
    for (int i = 0; i < table.head().size(); i++) {
      text.append(table.isNumeric(i) ? "---:|" : "---|");
    }
    text.append('\n');
    table.rows().forEach(cells -> text.append(row(cells)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> escaped(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;");
  }
}
