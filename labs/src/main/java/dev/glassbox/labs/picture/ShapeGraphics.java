package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import org.jspecify.annotations.Nullable;

/// Graphics for which everything is the outline or the inside of a shape in a plain colour: what
/// comes in parts, such as ovals and polygons, is made a shape, and what is none is refused, such
/// as images, glyphs and XOR. Charts need no more.
abstract class ShapeGraphics extends Graphics2D {
  @Override
  public void drawLine(int x1, int y1, int x2, int y2) {
    draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void fillRect(int x, int y, int width, int height) {
    fill(new Rectangle(x, y, width, height));
  }

  @Override
  public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
    draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
  }

  @Override
  public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
    fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
  }

  @Override
  public void drawOval(int x, int y, int width, int height) {
    draw(new Ellipse2D.Double(x, y, width, height));
  }

  @Override
  public void fillOval(int x, int y, int width, int height) {
    fill(new Ellipse2D.Double(x, y, width, height));
  }

  @Override
  public void drawArc(int x, int y, int width, int height, int start, int angle) {
    draw(new Arc2D.Double(x, y, width, height, start, angle, Arc2D.OPEN));
  }

  @Override
  public void fillArc(int x, int y, int width, int height, int start, int angle) {
    fill(new Arc2D.Double(x, y, width, height, start, angle, Arc2D.PIE));
  }

  @Override
  public void drawPolyline(int[] xs, int[] ys, int count) {
    draw(polygon(xs, ys, count, false));
  }

  @Override
  public void drawPolygon(int[] xs, int[] ys, int count) {
    draw(polygon(xs, ys, count, true));
  }

  @Override
  public void fillPolygon(int[] xs, int[] ys, int count) {
    fill(polygon(xs, ys, count, true));
  }

  private static Shape polygon(int[] xs, int[] ys, int count, boolean closed) {
    var path = new java.awt.geom.Path2D.Double();
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        path.moveTo(xs[i], ys[i]);
      } else {
        path.lineTo(xs[i], ys[i]);
      }
    }
    if (closed && count > 0) {
      path.closePath();
    }
    return path;
  }

  @Override
  public void drawString(String text, int x, int y) {
    drawString(text, (float) x, (float) y);
  }

  @Override
  public void dispose() {}

  @Override
  public void setColor(@Nullable Color color) {
    setPaint(color);
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    throw refused("font metrics");
  }

  @Override
  public void clipRect(int x, int y, int width, int height) {
    clip(new Rectangle(x, y, width, height));
  }

  @Override
  public void setClip(int x, int y, int width, int height) {
    setClip(new Rectangle(x, y, width, height));
  }

  @Override
  public @Nullable Rectangle getClipBounds() {
    Shape shape = getClip();
    return shape == null ? null : shape.getBounds();
  }

  @Override
  public boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
    return shape.intersects(rectangle);
  }

  @Override
  public GraphicsConfiguration getDeviceConfiguration() {
    throw refused("devices");
  }

  static UnsupportedOperationException refused(String what) {
    return new UnsupportedOperationException("svg: there is no support for " + what);
  }

  @Override
  public void setPaintMode() {}

  @Override
  public void setXORMode(Color other) {
    throw refused("XOR");
  }

  @Override
  public void copyArea(int x, int y, int width, int height, int dx, int dy) {
    throw refused("copying");
  }

  @Override
  public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
    throw refused("glyphs");
  }

  @Override
  public void drawString(AttributedCharacterIterator text, float x, float y) {
    throw refused("text with attributes");
  }

  @Override
  public void drawString(AttributedCharacterIterator text, int x, int y) {
    throw refused("text with attributes");
  }

  @Override
  public void drawRenderedImage(RenderedImage image, AffineTransform placed) {
    throw refused("images");
  }

  @Override
  public void drawRenderableImage(RenderableImage image, AffineTransform placed) {
    throw refused("images");
  }

  @Override
  public void drawImage(BufferedImage image, BufferedImageOp op, int x, int y) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(Image image, AffineTransform placed, ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(
      Image image, int x, int y, int width, int height, ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(
      Image image, int x, int y, int width, int height, Color behind, ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(
      Image image,
      int toX1,
      int toY1,
      int toX2,
      int toY2,
      int x1,
      int y1,
      int x2,
      int y2,
      ImageObserver observer) {
    throw refused("images");
  }

  @Override
  public boolean drawImage(
      Image image,
      int toX1,
      int toY1,
      int toX2,
      int toY2,
      int x1,
      int y1,
      int x2,
      int y2,
      Color behind,
      ImageObserver observer) {
    throw refused("images");
  }
}
