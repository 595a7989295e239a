package dev.glassbox.labs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// A report as one page that holds everything it needs and asks the network for nothing.
public final class HtmlPage {
  static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 17px/1.55 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; color: #1b1b1b; background: #fff;
        max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.2rem 4rem; }
      h1 { font-size: 1.9rem; line-height: 1.2; margin: .2rem 0 1rem; }
      h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem; }
      .where { color: #555; font-size: .92rem; margin: 0; }
      .formula { font: 1.1rem/1.6 'STIX Two Math', 'Cambria Math', 'Times New Roman', 'Liberation Serif', serif;
        white-space: pre-wrap; margin: 1rem 0 1rem 1.6rem; }
      pre { background: #f5f5f2; padding: .8rem 1rem; overflow-x: auto; font-size: .86rem; line-height: 1.4;
        font-family: ui-monospace, 'Liberation Mono', 'DejaVu Sans Mono', monospace; border-radius: 4px; }
      code { font-family: ui-monospace, 'Liberation Mono', 'DejaVu Sans Mono', monospace; font-size: .9em; }
      .table { overflow-x: auto; margin: 1.2rem 0; }
      table { border-collapse: collapse; font-size: .93rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .22rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid #e2e2e2; }
      th { border-bottom: 2px solid #999; }
      .number { text-align: right; }
      figure { margin: 1.6rem 0; }
      figure img { max-width: 100%; height: auto; display: block; }
      .checks { list-style: none; padding: .6rem 1rem; margin: 1.2rem 0; background: #eef7f3; border-left: 4px solid #009e73; }
      .checks li { padding-left: 1.4rem; text-indent: -1.4rem; }
      .checks li::before { content: '✓'; color: #00704f; font-weight: bold; display: inline-block; width: 1.4rem; text-indent: 0; }
      .measured { color: #555; }
      """;

  private HtmlPage() {}

  /// The page of a report.
  public static String of(Report report) {
    Lab lab = report.lab();
    var body = new StringBuilder();
    body.append(
        "<p class=\"where\">Chapter %d, %s · <code>glassbox lab %s</code></p>%n<h1>%s</h1>%n"
            .formatted(
                lab.chapter().number(),
                lab.chapter().title(),
                lab.name(),
                Inline.html(lab.title())));
    boolean inChecks = false;
    for (Element element : report.elements()) {
      boolean isCheck = element instanceof Element.Check;
      if (isCheck != inChecks) {
        body.append(isCheck ? "<ul class=\"checks\">\n" : "</ul>\n");
        inChecks = isCheck;
      }
      body.append(element(element));
    }
    body.append(inChecks ? "</ul>\n" : "");
    return page(Inline.plain(lab.title()), body.toString());
  }

  static String page(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s · Glassbox</title>
    <style>
    %s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(Inline.escaped(title), STYLE, body);
  }

  private static String element(Element element) {
    return switch (element) {
      case Element.Heading(String text) -> "<h2>%s</h2>\n".formatted(Inline.html(text));
      case Element.Prose(String text) -> prose(text, "");
      case Element.Measured(String text) -> prose(text, " class=\"measured\"");
      case Element.Formula(String text) ->
          "<div class=\"formula\">%s</div>\n".formatted(Inline.escaped(text));
      case Element.Listing(String text) -> "<pre>%s</pre>\n".formatted(Inline.escaped(text));
      case Element.Table table -> table(table);
      case Element.Shown(var picture) -> figure(picture.title(), picture.svg());
      case Element.Drawn(_, String title, String svg) -> figure(title, svg);
      case Element.Check(String claim) -> "<li>%s</li>\n".formatted(Inline.html(claim));
    };
  }

  private static String prose(String text, String attributes) {
    var html = new StringBuilder();
    boolean inList = false;
    for (Paragraph paragraph : Paragraph.of(text)) {
      if (paragraph.isItem() != inList) {
        inList = paragraph.isItem();
        html.append(inList ? "<ul>\n" : "</ul>\n");
      }
      String tag = inList ? "li" : "p";
      html.append("<%s%s>%s</%s>\n".formatted(tag, attributes, Inline.html(paragraph.text()), tag));
    }
    return html.append(inList ? "</ul>\n" : "").toString();
  }

  private static String table(Element.Table table) {
    var html = new StringBuilder("<div class=\"table\"><table>\n");
    html.append(row(table, table.head(), "th"));
    table.rows().forEach(cells -> html.append(row(table, cells, "td")));
    return html.append("</table></div>\n").toString();
  }

  private static String row(Element.Table table, List<String> cells, String tag) {
    var html = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String side = table.isNumeric(i) ? " class=\"number\"" : "";
      html.append("<%s%s>%s</%s>".formatted(tag, side, Inline.html(cells.get(i)), tag));
    }
    return html.append("</tr>\n").toString();
  }

  private static String figure(String title, String svg) {
    String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    return "<figure><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"></figure>\n"
        .formatted(Inline.escaped(title), data);
  }
}
