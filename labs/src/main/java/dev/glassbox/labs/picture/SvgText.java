package dev.glassbox.labs.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An SVG document as it is written: small, and to the letter the same for the same picture.
///
/// Coordinates have one decimal, and paths go by differences, which are shorter. Neighbours in one
/// style share a group.
final class SvgText {
  private static final String FONTS = "Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif";
  private static final int DECIMALS = 10;
  private static final double SLACK = 0.2;
  private static final double STEPS_A_SECOND = 8;
  private static final int REST = 16;

  private final String name;
  private final int width;
  private final int height;
  private final StringBuilder body = new StringBuilder();
  private final Map<String, String> clips = new LinkedHashMap<>();
  private String group = "";

  /// @param name begins the ids within, so that several pictures may stand in one page
  SvgText(String name, int width, int height) {
    this.name = name;
    this.width = width;
    this.height = height;
  }

  static String filling(Color color) {
    return "fill=\"" + hex(color) + '"' + alpha("fill-opacity", color);
  }

  static String outline(Color color, BasicStroke stroke) {
    var style = new StringBuilder("fill=\"none\" stroke=\"").append(hex(color)).append('"');
    style.append(alpha("stroke-opacity", color));
    style.append(" stroke-width=\"").append(number(stroke.getLineWidth())).append('"');
    if (stroke.getEndCap() == BasicStroke.CAP_ROUND) {
      style.append(" stroke-linecap=\"round\"");
    }
    if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
      style.append(" stroke-linejoin=\"round\"");
    }
    float[] dashes = stroke.getDashArray();
    if (dashes != null) {
      style.append(" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        style.append(i == 0 ? "" : " ").append(number(dashes[i]));
      }
      style.append('"');
    }
    return style.toString();
  }

  private static String hex(Color color) {
    return "#%06x".formatted(color.getRGB() & 0xFFFFFF);
  }

  private static String alpha(String name, Color color) {
    return color.getAlpha() == 255
        ? ""
        : " %s=\"%s\"".formatted(name, Math.round(color.getAlpha() / 2.55) / 100.0);
  }

  /// Writes a shape, cut off at the bounds if it reaches beyond them.
  void shape(Shape shape, String style, @Nullable Rectangle2D bounds) {
    String path = path(shape);
    if (path.isEmpty()) {
      return;
    }
    enter(
        bounds == null || isWithin(bounds, shape.getBounds2D())
            ? style
            : style + " clip-path=\"url(#" + clip(bounds) + ")\"");
    String rule =
        shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD
                && style.startsWith("fill=\"#")
            ? " fill-rule=\"evenodd\""
            : "";
    body.append("<path").append(rule).append(" d=\"").append(path).append("\"/>\n");
  }

  /// Whether a shape lies within the bounds, or so little beyond that nobody sees it.
  private static boolean isWithin(Rectangle2D bounds, Rectangle2D box) {
    return box.getMinX() > bounds.getMinX() - SLACK
        && box.getMinY() > bounds.getMinY() - SLACK
        && box.getMaxX() < bounds.getMaxX() + SLACK
        && box.getMaxY() < bounds.getMaxY() + SLACK;
  }

  private String clip(Rectangle2D box) {
    String rectangle =
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                number(box.getX()),
                number(box.getY()),
                number(box.getWidth()),
                number(box.getHeight()));
    return clips.computeIfAbsent(rectangle, _ -> name + "-clip" + (clips.size() + 1));
  }

  void text(
      String text, Point2D at, Canvas.Anchor anchor, Canvas.Lettering lettering, boolean upwards) {
    String held =
        switch (anchor) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    enter(
        "fill=\"%s\" font-size=\"%s\"%s%s"
            .formatted(
                hex(lettering.color()),
                number(lettering.size()),
                lettering.bold() ? " font-weight=\"bold\"" : "",
                held));
    String x = number(at.getX());
    String y = number(at.getY());
    String turned = upwards ? " transform=\"rotate(-90 %s %s)\"".formatted(x, y) : "";
    body.append("<text x=\"%s\" y=\"%s\"%s>%s</text>\n".formatted(x, y, turned, escaped(text)));
  }

  /// Writes a path that grows while a point walks along it: a place for each step, all steps
  /// equally long in time, then a rest at the end, and again. Where nothing moves, the whole path
  /// is seen.
  void walk(List<Point2D> places, Color color, @Nullable Rectangle2D bounds) {
    Path2D path = new Path2D.Double();
    path.moveTo(places.getFirst().getX(), places.getFirst().getY());
    double[] walked = new double[places.size()];
    for (int i = 1; i < walked.length; i++) {
      path.lineTo(places.get(i).getX(), places.get(i).getY());
      walked[i] = walked[i - 1] + places.get(i).distance(places.get(i - 1));
    }
    double all = walked[walked.length - 1];
    int ticks = walked.length + REST;
    String time =
        "dur=\"%ss\" repeatCount=\"indefinite\"".formatted(number(ticks / STEPS_A_SECOND));
    enter(bounds == null ? "" : "clip-path=\"url(#%s)\"".formatted(clip(bounds)));
    // The path counts as 1 long; a dash of that length is drawn in from its end.
    body.append(
        """
        <path d="%s" fill="none" stroke="%s" stroke-width="1.8" pathLength="1" stroke-dasharray="1 2"><animate \
        attributeName="stroke-dashoffset" values="%s" %s/></path>
        <circle r="5" cx="%s" cy="%s" fill="%s" stroke="#ffffff"><animate attributeName="cx" values="%s" %s/>\
        <animate attributeName="cy" values="%s" %s/></circle>
        """
            .formatted(
                path(path),
                hex(color),
                values(ticks, i -> thousandths(all == 0 ? 0 : 1 - walked[i] / all), walked.length),
                time,
                number(places.getLast().getX()),
                number(places.getLast().getY()),
                hex(color),
                values(ticks, i -> number(places.get(i).getX()), walked.length),
                time,
                values(ticks, i -> number(places.get(i).getY()), walked.length),
                time));
  }

  /// What a number is at each tick; after the last step it stays.
  private static String values(int ticks, IntFunction<String> at, int steps) {
    return IntStream.range(0, ticks)
        .mapToObj(tick -> at.apply(Math.min(tick, steps - 1)))
        .collect(Collectors.joining(";"));
  }

  private static String thousandths(double share) {
    return Double.toString(Math.round(1000 * share) / 1000.0);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void enter(String style) {
    if (!style.equals(group)) {
      leave();
      body.append("<g ").append(style).append(">\n");
      group = style;
    }
  }

  private void leave() {
    if (!group.isEmpty()) {
      body.append("</g>\n");
      group = "";
    }
  }

  /// The whole document.
  ///
  /// @param title for those who cannot see it
  String document(String title) {
    leave();
    var all = new StringBuilder();
    all.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="%s" role="img">
        <title>%s</title>
        """
            .formatted(width, height, width, height, FONTS, escaped(title)));
    if (!clips.isEmpty()) {
      all.append("<defs>");
      clips.forEach(
          (box, id) ->
              all.append("<clipPath id=\"")
                  .append(id)
                  .append("\">")
                  .append(box)
                  .append("</clipPath>"));
      all.append("</defs>\n");
    }
    return all.append(body).append("</svg>\n").toString();
  }

  /// The shape's outline, by differences of rounded numbers, so that rounding does not add up.
  private static String path(Shape shape) {
    var text = new StringBuilder();
    double[] c = new double[6];
    long[] here = new long[2];
    long[] start = new long[2];
    char last = 'z';
    for (var i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(c);
      switch (kind) {
        case PathIterator.SEG_MOVETO -> {
          start[0] = tenths(c[0]);
          start[1] = tenths(c[1]);
          text.append('M').append(decimal(start[0])).append(' ').append(decimal(start[1]));
          here = start.clone();
          last = 'M';
        }
        case PathIterator.SEG_LINETO -> last = line(text, last, here, c);
        case PathIterator.SEG_QUADTO -> last = curve(text, 'q', here, c, 2);
        case PathIterator.SEG_CUBICTO -> last = curve(text, 'c', here, c, 3);
        default -> {
          text.append('z');
          here = start.clone();
          last = 'z';
        }
      }
    }
    return text.toString();
  }

  private static char line(StringBuilder text, char last, long[] here, double[] c) {
    long x = tenths(c[0]) - here[0];
    long y = tenths(c[1]) - here[1];
    here[0] += x;
    here[1] += y;
    if (y == 0) {
      text.append('h').append(decimal(x));
      return 'h';
    }
    if (x == 0) {
      text.append('v').append(decimal(y));
      return 'v';
    }
    String first = decimal(x);
    text.append(last == 'l' ? first.startsWith("-") ? "" : " " : "l").append(first);
    append(text, y);
    return 'l';
  }

  private static char curve(StringBuilder text, char kind, long[] here, double[] c, int points) {
    text.append(kind);
    long x = 0;
    long y = 0;
    for (int p = 0; p < points; p++) {
      x = tenths(c[2 * p]) - here[0];
      y = tenths(c[2 * p + 1]) - here[1];
      if (p == 0) {
        text.append(decimal(x));
      } else {
        append(text, x);
      }
      append(text, y);
    }
    here[0] += x;
    here[1] += y;
    return kind;
  }

  private static void append(StringBuilder text, long tenths) {
    text.append(tenths < 0 ? "" : " ").append(decimal(tenths));
  }

  private static long tenths(double number) {
    return Math.round(number * DECIMALS);
  }

  static String number(double number) {
    return decimal(tenths(number));
  }

  private static String decimal(long tenths) {
    long whole = Math.abs(tenths) / DECIMALS;
    long rest = Math.abs(tenths) % DECIMALS;
    String digits = rest == 0 ? Long.toString(whole) : (whole == 0 ? "" : whole) + "." + rest;
    return tenths < 0 ? "-" + digits : digits;
  }
}
