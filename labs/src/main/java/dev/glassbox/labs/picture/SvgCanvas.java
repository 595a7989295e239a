package dev.glassbox.labs.picture;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Graphics that become SVG: shapes as paths with one decimal, text as text. Here is what they draw
/// with and where; how a rectangle or an arc is a shape is said in [ShapeGraphics].
final class SvgCanvas extends ShapeGraphics implements Canvas {
  private final SvgText out;
  private AffineTransform transform = new AffineTransform();
  private Color color = Color.BLACK;
  private Color background = Color.WHITE;
  private BasicStroke stroke = new BasicStroke(1);
  private Composite composite = AlphaComposite.SrcOver;
  private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private final RenderingHints hints =
      new RenderingHints(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);

  /// In the picture's own coordinates.
  private @Nullable Area clip;

  SvgCanvas(SvgText out) {
    this.out = out;
  }

  private SvgCanvas(SvgCanvas from) {
    out = from.out;
    transform = new AffineTransform(from.transform);
    color = from.color;
    background = from.background;
    stroke = from.stroke;
    composite = from.composite;
    font = from.font;
    hints.putAll(from.hints);
    clip = from.clip == null ? null : new Area(from.clip);
  }

  @Override
  public Graphics2D graphics() {
    return this;
  }

  @Override
  public void text(
      String text, double x, double y, Anchor anchor, Lettering lettering, boolean upwards) {
    Point2D at = transform.transform(new Point2D.Double(x, y), null);
    out.text(text, at, anchor, lettering, upwards);
  }

  @Override
  public void draw(Shape shape) {
    out.shape(transform.createTransformedShape(shape), SvgText.outline(color, stroke), bounds());
  }

  @Override
  public void fill(Shape shape) {
    out.shape(transform.createTransformedShape(shape), SvgText.filling(color), bounds());
  }

  @Override
  public boolean walk(List<Point2D> places, Color color) {
    List<Point2D> here = places.stream().map(p -> transform.transform(p, null)).toList();
    out.walk(here, color, bounds());
    return true;
  }

  private @Nullable Rectangle2D bounds() {
    return clip == null ? null : clip.getBounds2D();
  }

  @Override
  public void clearRect(int x, int y, int width, int height) {
    Color before = color;
    color = background;
    fillRect(x, y, width, height);
    color = before;
  }

  @Override
  public void drawString(String text, float x, float y) {
    text(text, x, y, Anchor.START, new Lettering(font.getSize2D(), font.isBold(), color));
  }

  @Override
  public Graphics create() {
    return new SvgCanvas(this);
  }

  @Override
  public void setComposite(Composite composite) {
    this.composite = composite;
  }

  @Override
  public Composite getComposite() {
    return composite;
  }

  @Override
  public void setPaint(@Nullable Paint paint) {
    if (paint instanceof Color plain) {
      color = plain;
    } else if (paint != null) {
      throw refused("paints other than plain colours");
    }
  }

  @Override
  public Paint getPaint() {
    return color;
  }

  @Override
  public Color getColor() {
    return color;
  }

  @Override
  public void setBackground(Color color) {
    background = color;
  }

  @Override
  public Color getBackground() {
    return background;
  }

  @Override
  public void setStroke(Stroke stroke) {
    if (!(stroke instanceof BasicStroke basic)) {
      throw refused("strokes other than basic ones");
    }
    this.stroke = basic;
  }

  @Override
  public Stroke getStroke() {
    return stroke;
  }

  @Override
  public void setFont(@Nullable Font font) {
    if (font != null) {
      this.font = font;
    }
  }

  @Override
  public Font getFont() {
    return font;
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    return new FontRenderContext(transform, true, true);
  }

  @Override
  public void setRenderingHint(RenderingHints.Key key, Object value) {
    hints.put(key, value);
  }

  @Override
  public @Nullable Object getRenderingHint(RenderingHints.Key key) {
    return hints.get(key);
  }

  @Override
  public void setRenderingHints(Map<?, ?> more) {
    hints.clear();
    hints.putAll(more);
  }

  @Override
  public void addRenderingHints(Map<?, ?> more) {
    hints.putAll(more);
  }

  @Override
  public RenderingHints getRenderingHints() {
    return (RenderingHints) hints.clone();
  }

  @Override
  public void translate(int x, int y) {
    transform.translate(x, y);
  }

  @Override
  public void translate(double x, double y) {
    transform.translate(x, y);
  }

  @Override
  public void rotate(double angle) {
    transform.rotate(angle);
  }

  @Override
  public void rotate(double angle, double x, double y) {
    transform.rotate(angle, x, y);
  }

  @Override
  public void scale(double x, double y) {
    transform.scale(x, y);
  }

  @Override
  public void shear(double x, double y) {
    transform.shear(x, y);
  }

  @Override
  public void transform(AffineTransform further) {
    transform.concatenate(further);
  }

  @Override
  public void setTransform(AffineTransform transform) {
    this.transform = new AffineTransform(transform);
  }

  @Override
  public AffineTransform getTransform() {
    return new AffineTransform(transform);
  }

  @Override
  public void clip(@Nullable Shape shape) {
    if (shape == null || clip == null) {
      setClip(shape);
    } else {
      clip.intersect(new Area(transform.createTransformedShape(shape)));
    }
  }

  @Override
  public void setClip(@Nullable Shape shape) {
    clip = shape == null ? null : new Area(transform.createTransformedShape(shape));
  }

  @Override
  public @Nullable Shape getClip() {
    if (clip == null) {
      return null;
    }
    try {
      return transform.createInverse().createTransformedShape(clip);
    } catch (java.awt.geom.NoninvertibleTransformException flat) {
      return new Rectangle();
    }
  }
}
