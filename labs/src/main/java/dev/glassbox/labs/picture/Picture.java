package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Panels in a grid under one title, which states what is to be seen; written as SVG or PNG. A
/// value: each method gives another picture.
///
/// {@snippet :
/// Panel panel =
///     Panel.of("x", "y").points("", Ink.BLUE, new double[] {1, 2}, new double[] {3, 5});
/// String svg = Picture.of("rise", "y rises with x").with(panel).svg();
/// }
///
/// The SVG of a picture is the same to the letter wherever it is made: text stays text, and nothing
/// follows from the fonts at hand.
public final class Picture {
  private static final Canvas.Lettering TITLE = new Canvas.Lettering(16, true, Color.BLACK);
  private static final Canvas.Lettering SCALE = new Canvas.Lettering(12, false, Color.BLACK);
  private static final double MARGIN = 14;
  private static final double GAP = 24;
  private static final double LINE = 21;
  private static final double BAR = 14;

  private final String name;
  private final String title;
  private final List<Panel> panels;
  private final int columns;
  private final int panelWidth;
  private final int panelHeight;
  private final boolean shared;

  private Picture(
      String name,
      String title,
      List<Panel> panels,
      int columns,
      int panelWidth,
      int panelHeight,
      boolean shared) {
    this.name = name;
    this.title = title;
    this.panels = List.copyOf(panels);
    this.columns = columns;
    this.panelWidth = panelWidth;
    this.panelHeight = panelHeight;
    this.shared = shared;
  }

  /// A picture without panels yet, of which each will be 560 × 360 pixels.
  ///
  /// @param name of its file, without an ending
  /// @param title the finding
  public static Picture of(String name, String title) {
    return new Picture(name, title, List.of(), 1, 560, 360, false);
  }

  /// The picture with one more panel.
  public Picture with(Panel panel) {
    List<Panel> more = new ArrayList<>(panels);
    more.add(panel);
    return new Picture(name, title, more, columns, panelWidth, panelHeight, shared);
  }

  /// The picture with more panels.
  public Picture with(List<Panel> further) {
    List<Panel> more = new ArrayList<>(panels);
    more.addAll(further);
    return new Picture(name, title, more, columns, panelWidth, panelHeight, shared);
  }

  /// The picture with so many panels side by side, each of this size in pixels.
  public Picture inColumns(int columns, int panelWidth, int panelHeight) {
    return new Picture(name, title, panels, columns, panelWidth, panelHeight, shared);
  }

  /// The picture with numbers and labels of axes only at its left and lower edge, for panels with
  /// the same axes.
  public Picture withSharedAxes() {
    return new Picture(name, title, panels, columns, panelWidth, panelHeight, true);
  }

  /// The name of its file, without an ending.
  public String name() {
    return name;
  }

  /// What is to be seen.
  public String title() {
    return title;
  }

  /// The picture as an SVG document.
  public String svg() {
    Layout layout = new Layout();
    SvgText text = new SvgText(name, layout.width(), layout.height());
    SvgCanvas canvas = new SvgCanvas(text);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, layout.width(), layout.height());
    layout.draw(canvas);
    return text.document(title);
  }

  /// The picture as a PNG, two pixels for one.
  public byte[] png() {
    Layout layout = new Layout();
    RasterCanvas canvas = new RasterCanvas(layout.width(), layout.height());
    layout.draw(canvas);
    return canvas.png();
  }

  /// Where everything stands.
  private final class Layout {
    private final List<PanelPlot> plots =
        panels.stream().map(panel -> new PanelPlot(panel, panelWidth, panelHeight)).toList();
    private final int across = Math.min(columns, Math.max(1, panels.size()));
    private final int down = (panels.size() + across - 1) / across;
    private final double[] left = new double[across];
    private final double[] above = new double[down];
    private final double[] below = new double[down];
    private final Optional<ColorScale> scale =
        panels.stream().flatMap(panel -> panel.scale().stream()).findFirst();
    private final double inner;
    private final List<String> titleLines;
    private final Legend legend;
    private final double top;

    Layout() {
      for (int i = 0; i < plots.size(); i++) {
        int column = i % across;
        int row = i / across;
        PanelPlot plot = plots.get(i);
        left[column] = Math.max(left[column], isAtLeft(i) ? Math.ceil(plot.left(true)) : 0);
        above[row] = Math.max(above[row], plot.above());
        below[row] = Math.max(below[row], isAtFoot(i) ? plot.below(true) : 0);
      }
      inner = Arrays.stream(left).sum() + across * panelWidth + (across - 1) * GAP + scaleWidth();
      titleLines = wrapped(title, inner);
      legend = new Legend(panels, inner);
      // JFreeChart draws at whole pixels.
      top = Math.ceil(MARGIN + titleLines.size() * LINE + 4 + legend.height() + 4);
    }

    private boolean isAtLeft(int i) {
      return !shared || i % across == 0;
    }

    private boolean isAtFoot(int i) {
      return !shared || i + across >= panels.size();
    }

    private double scaleWidth() {
      return scale.map(s -> BAR + 16 + 50.0 + (s.label().isEmpty() ? 0 : 20)).orElse(0.0);
    }

    int width() {
      return (int) Math.ceil(inner + 2 * MARGIN + 8);
    }

    int height() {
      return (int)
          Math.ceil(
              top
                  + Arrays.stream(above).sum()
                  + Arrays.stream(below).sum()
                  + down * panelHeight
                  + (down - 1) * GAP
                  + MARGIN);
    }

    void draw(Canvas canvas) {
      for (int i = 0; i < titleLines.size(); i++) {
        canvas.text(titleLines.get(i), MARGIN, MARGIN + 15 + i * LINE, Canvas.Anchor.START, TITLE);
      }
      legend.draw(canvas, MARGIN, MARGIN + titleLines.size() * LINE + 2);
      double y = top;
      for (int row = 0; row < down; row++) {
        y += above[row];
        double x = MARGIN;
        for (int column = 0; column < across; column++) {
          x += left[column];
          int i = row * across + column;
          if (i < plots.size()) {
            var area = new Rectangle2D.Double(x, y, panelWidth, panelHeight);
            plots.get(i).draw(canvas, area, left[column], isAtFoot(i), isAtLeft(i));
          }
          x += panelWidth + GAP;
        }
        y += panelHeight + below[row] + GAP;
      }
      scale.ifPresent(shown -> drawScale(canvas, shown));
    }

    private void drawScale(Canvas canvas, ColorScale shown) {
      double x = width() - MARGIN - scaleWidth() + 10;
      double y = top + above[0];
      Plane plane = new Plane(canvas, v -> v, v -> v);
      double step = (double) panelHeight / shown.bands();
      for (int band = 0; band < shown.bands(); band++) {
        double low = y + panelHeight - (band + 1) * step;
        plane.fill(new Rectangle2D.Double(x, low, BAR, step), shown.color(band));
      }
      Range range = new Range(shown.low(), shown.high());
      Panel.Axis axis = new Panel.Axis("", range, false, List.of(), false);
      Ticks ticks = Ticks.of(axis, range, panelHeight / 50);
      for (int i = 0; i < ticks.places().size(); i++) {
        double at = y + panelHeight * (shown.high() - ticks.places().get(i)) / range.length();
        canvas.text(ticks.labels().get(i), x + BAR + 6, at + 4, Canvas.Anchor.START, SCALE);
      }
      double widest =
          ticks.labels().stream().mapToDouble(t -> Canvas.width(t, SCALE)).max().orElse(0);
      double beside = x + BAR + 6 + widest + 18;
      double middle = y + panelHeight / 2.0;
      canvas.text(shown.label(), beside, middle, Canvas.Anchor.MIDDLE, SCALE, true);
    }
  }

  private static List<String> wrapped(String text, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Canvas.width(longer, TITLE) > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
