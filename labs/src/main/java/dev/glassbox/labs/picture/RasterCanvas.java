package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Graphics that become a PNG, two pixels for one of the picture's own.
final class RasterCanvas implements Canvas {
  private static final int SCALE = 2;

  /// The first of these that is at hand: they are as wide as the layout takes text to be.
  private static final String FAMILY =
      Stream.of("Helvetica", "Arial", "Liberation Sans")
          .filter(family -> new Font(family, Font.PLAIN, 1).getFamily().equals(family))
          .findFirst()
          .orElse(Font.SANS_SERIF);

  private final BufferedImage image;
  private final Graphics2D graphics;

  RasterCanvas(int width, int height) {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  @Override
  public Graphics2D graphics() {
    return graphics;
  }

  @Override
  public void text(
      String text, double x, double y, Anchor anchor, Lettering lettering, boolean upwards) {
    int style = lettering.bold() ? Font.BOLD : Font.PLAIN;
    Font font = new Font(FAMILY, style, 1).deriveFont((float) lettering.size());
    // What the layout set aside is the most it may take: fonts at hand may be wider.
    double wide = font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    double room = Canvas.width(text, lettering);
    double squeeze = Math.min(1, room / wide);
    double back = wide * squeeze * (anchor == Anchor.START ? 0 : anchor == Anchor.END ? 1 : 0.5);
    Graphics2D turned = (Graphics2D) graphics.create();
    turned.setFont(font);
    turned.setColor(lettering.color());
    turned.translate(x, y);
    if (upwards) {
      turned.rotate(-Math.PI / 2);
    }
    turned.translate(-back, 0);
    turned.scale(squeeze, 1);
    turned.drawString(text, 0, 0);
    turned.dispose();
  }

  byte[] png() {
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
