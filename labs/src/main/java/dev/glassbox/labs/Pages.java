package dev.glassbox.labs;

import dev.glassbox.io.AtomicFile;
import dev.glassbox.io.FileException;
import dev.glassbox.labs.picture.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder of pages and pictures.
///
/// @param folder where they go; it is made if need be
public record Pages(Path folder) {
  /// Makes the folder, before there is anything to put in it.
  ///
  /// @throws FileException if it cannot be made
  public void prepare() {
    make(folder);
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new FileException(
          "cannot make the folder %s: something is in its way, or it is not writable; name another"
              .formatted(folder),
          refused);
    }
  }

  /// Writes the page of a lab, and each of its pictures as SVG and, where it was drawn by the kit,
  /// as PNG.
  ///
  /// @return the page's file
  /// @throws FileException if a file cannot be written
  public Path write(Report report) {
    String lab = report.lab().name();
    Path page = folder.resolve(lab + ".html");
    write(page, HtmlPage.of(report));
    for (Element element : report.elements()) {
      if (element instanceof Element.Shown(Picture picture)) {
        write(folder.resolve(file(lab, picture.name()) + ".svg"), picture.svg());
        AtomicFile.write(
            folder.resolve(file(lab, picture.name()) + ".png"), out -> out.write(picture.png()));
      } else if (element instanceof Element.Drawn(String name, _, String svg)) {
        write(folder.resolve(file(lab, name) + ".svg"), svg);
      }
    }
    return page;
  }

  private static String file(String lab, String picture) {
    return lab + "-" + picture;
  }

  /// Writes the page that leads to the pages of these reports.
  ///
  /// @return its file
  /// @throws FileException if it cannot be written
  public Path writeIndex(List<Report> reports) {
    var body = new StringBuilder("<h1>Neural networks from the inside</h1>\n");
    for (Chapter chapter : Chapter.values()) {
      List<Report> within =
          reports.stream().filter(report -> report.lab().chapter() == chapter).toList();
      if (!within.isEmpty()) {
        body.append(
            "<h2>%d %s</h2>\n<div class=\"labs\">\n".formatted(chapter.number(), chapter.title()));
        within.forEach(report -> body.append(card(report)));
        body.append("</div>\n");
      }
    }
    Path index = folder.resolve("index.html");
    write(index, HtmlPage.page("Labs", "<style>%s</style>%n%s".formatted(CARDS, body)));
    return index;
  }

  private static final String CARDS =
      """

      body { max-width: 64rem; }
      .labs { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
      .labs a { display: block; border: 1px solid #ddd; border-radius: 6px; padding: .8rem; color: inherit;
        text-decoration: none; font-size: .95rem; }
      .labs a:hover { border-color: #0072b2; }
      .labs img { width: 100%; height: 9rem; object-fit: contain; object-position: left top; margin-bottom: .5rem; }
      .labs strong { display: block; }
      """;

  private static String card(Report report) {
    Lab lab = report.lab();
    String picture =
        report.elements().stream()
            .flatMap(
                element ->
                    switch (element) {
                      case Element.Shown(Picture shown) -> Stream.of(shown.name());
                      case Element.Drawn(String name, _, _) -> Stream.of(name);
                      default -> Stream.<String>empty();
                    })
            .findFirst()
            .map(name -> "<img alt=\"\" src=\"%s.svg\">".formatted(file(lab.name(), name)))
            .orElse("");
    return "<a href=\"%s.html\">%s<strong>%s</strong>%s</a>\n"
        .formatted(lab.name(), picture, lab.name(), Inline.html(lab.title()));
  }

  /// Writes files of text, by their paths within the folder.
  ///
  /// @throws FileException if a file cannot be written
  public void write(Map<String, String> files) {
    for (Map.Entry<String, String> file : new ArrayList<>(files.entrySet())) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.getParent();
      make(parent == null ? folder : parent);
      write(path, file.getValue());
    }
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
