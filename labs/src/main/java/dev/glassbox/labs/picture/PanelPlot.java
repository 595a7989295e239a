package dev.glassbox.labs.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;

/// A panel as a plot of JFreeChart, which draws axes and grid and knows where numbers lie. Text is
/// written here, as JFreeChart would place it by the fonts at hand.
final class PanelPlot {
  static final double TICK_LABEL = 12;
  static final double LABEL = 13;

  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color FRAME = new Color(0x666666);
  private static final Canvas.Lettering TICK =
      new Canvas.Lettering(TICK_LABEL, false, new Color(0x333333));
  private static final Canvas.Lettering AXIS = new Canvas.Lettering(LABEL, false, Color.BLACK);
  private static final Canvas.Lettering TITLE = new Canvas.Lettering(13, true, Color.BLACK);
  private static final double PIXELS_A_TICK = 60;
  private static final double PIXELS_A_TICK_UPWARDS = 42;

  final Panel panel;
  private final Rectangle2D image;
  private final Range xs;
  private final Range ys;
  final Ticks xTicks;
  final Ticks yTicks;

  PanelPlot(Panel panel, double width, double height) {
    this.panel = panel;
    Range x = panel.xRange();
    Range y = panel.yRange();
    image = new Rectangle2D.Double(x.low(), y.low(), x.length(), y.length());
    if (panel.square) {
      double unit = Math.max(x.length() / width, y.length() / height);
      x = widened(x, unit * width);
      y = widened(y, unit * height);
    }
    xs = x;
    ys = y;
    xTicks = Ticks.of(panel.x, x, (int) (width / PIXELS_A_TICK));
    yTicks = Ticks.of(panel.y, y, (int) (height / PIXELS_A_TICK_UPWARDS));
  }

  private static Range widened(Range range, double length) {
    double more = Math.max(0, length - range.length()) / 2;
    return new Range(range.low() - more, range.high() + more);
  }

  /// The room that tick labels and axis label need to the left.
  double left(boolean labelled) {
    if (panel.y.bare()) {
      return 0;
    }
    double widest =
        yTicks.labels().stream().mapToDouble(t -> Canvas.width(t, TICK)).max().orElse(0);
    return widest + 10 + (labelled && !panel.y.label().isEmpty() ? LABEL + 8 : 0);
  }

  /// The room that tick labels and axis label need below.
  double below(boolean labelled) {
    if (panel.x.bare()) {
      return 0;
    }
    return TICK_LABEL + 8 + (labelled && !panel.x.label().isEmpty() ? LABEL + 7 : 0);
  }

  double above() {
    return panel.title.isEmpty() ? 0 : 22;
  }

  void draw(Canvas canvas, Rectangle2D area, double left, boolean xLabels, boolean yLabels) {
    XYPlot plot = new XYPlot(null, axis(xs, xTicks), axis(ys, yTicks), null);
    // Without one JFreeChart draws no grid.
    plot.setRenderer(new XYLineAndShapeRenderer());
    style(plot);
    plot.addAnnotation(new Marks(canvas));
    plot.draw(canvas.graphics(), area, null, null, null);
    if (!panel.title.isEmpty()) {
      canvas.text(panel.title, area.getCenterX(), area.getY() - 8, Canvas.Anchor.MIDDLE, TITLE);
    }
    if (xLabels && !panel.x.bare()) {
      labelX(canvas, area);
    }
    if (yLabels && !panel.y.bare()) {
      labelY(canvas, area, left);
    }
  }

  private void style(XYPlot plot) {
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setFixedDomainAxisSpace(new AxisSpace());
    plot.setFixedRangeAxisSpace(new AxisSpace());
    plot.setBackgroundPaint(Color.WHITE);
    BasicStroke line = new BasicStroke(1);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(line);
    plot.setRangeGridlineStroke(line);
    plot.setDomainGridlinesVisible(panel.x.names().isEmpty() && !panel.x.bare());
    plot.setRangeGridlinesVisible(!panel.y.bare());
    plot.setOutlinePaint(FRAME);
    plot.setOutlineStroke(line);
    // What is beside an image would look like a part of it.
    plot.setOutlineVisible(!isNarrowImage());
    plot.getDomainAxis().setVisible(!panel.x.bare());
    plot.getRangeAxis().setVisible(!panel.y.bare());
  }

  /// Whether this is an image that does not fill its panel.
  private boolean isNarrowImage() {
    return panel.x.bare() && (xs.length() > image.getWidth() || ys.length() > image.getHeight());
  }

  private static NumberAxis axis(Range range, Ticks ticks) {
    NumberAxis axis = new NumberAxis();
    axis.setAutoRange(false);
    axis.setRange(range.low(), range.high());
    axis.setTickUnit(new NumberTickUnit(ticks.step()), false, true);
    axis.setTickLabelsVisible(false);
    axis.setTickMarkPaint(FRAME);
    axis.setTickMarkStroke(new BasicStroke(1));
    axis.setTickMarkOutsideLength(3);
    axis.setAxisLineVisible(false);
    return axis;
  }

  private void labelX(Canvas canvas, Rectangle2D area) {
    double y = area.getMaxY() + 5 + TICK_LABEL;
    for (int i = 0; i < xTicks.places().size(); i++) {
      double x = area.getX() + area.getWidth() * (xTicks.places().get(i) - xs.low()) / xs.length();
      canvas.text(xTicks.labels().get(i), x, y, Canvas.Anchor.MIDDLE, TICK);
    }
    canvas.text(panel.x.label(), area.getCenterX(), y + LABEL + 6, Canvas.Anchor.MIDDLE, AXIS);
  }

  private void labelY(Canvas canvas, Rectangle2D area, double left) {
    double x = area.getX() - 7;
    for (int i = 0; i < yTicks.places().size(); i++) {
      double y =
          area.getMaxY() - area.getHeight() * (yTicks.places().get(i) - ys.low()) / ys.length();
      canvas.text(yTicks.labels().get(i), x, y + 0.35 * TICK_LABEL, Canvas.Anchor.END, TICK);
    }
    canvas.text(
        panel.y.label(),
        area.getX() - left + LABEL,
        area.getCenterY(),
        Canvas.Anchor.MIDDLE,
        AXIS,
        true);
  }

  /// All marks of the panel, drawn by the plot's own axes.
  private final class Marks extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;

    private final transient Canvas canvas;

    Marks(Canvas canvas) {
      this.canvas = canvas;
    }

    @Override
    public void draw(
        Graphics2D graphics,
        XYPlot plot,
        Rectangle2D area,
        ValueAxis domain,
        ValueAxis range,
        int rendererIndex,
        @Nullable PlotRenderingInfo info) {
      Plane plane =
          new Plane(
              canvas,
              v -> domain.valueToJava2D(panel.x.place(v), area, RectangleEdge.BOTTOM),
              v -> range.valueToJava2D(panel.y.place(v), area, RectangleEdge.LEFT));
      panel.marks.forEach(mark -> mark.draw(plane));
      if (isNarrowImage()) {
        var frame = new Rectangle2D.Double();
        frame.setFrameFromDiagonal(
            plane.at(image.getMinX(), image.getMinY()), plane.at(image.getMaxX(), image.getMaxY()));
        plane.draw(frame, FRAME, Plane.stroke(1, false));
      }
    }
  }
}
