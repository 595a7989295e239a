package dev.glassbox.labs.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.util.List;

/// What a picture is drawn on. Text has its own way, as it must sit right whatever font is at hand.
interface Canvas {
  /// Where text is held.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /// How text looks.
  ///
  /// @param size of the letters in pixels
  record Lettering(double size, boolean bold, Color color) {}

  Graphics2D graphics();

  /// Writes a line of text whose base line begins, is centred or ends here; turned, it reads
  /// upwards.
  void text(String text, double x, double y, Anchor anchor, Lettering lettering, boolean upwards);

  default void text(String text, double x, double y, Anchor anchor, Lettering lettering) {
    text(text, x, y, anchor, lettering, false);
  }

  /// Draws a path that somebody walks, a step at a time and over and over.
  ///
  /// @return whether this canvas can; if not, nothing was drawn
  default boolean walk(List<Point2D> places, Color color) {
    return false;
  }

  /// About how wide a text is, in pixels: layout follows this, so that it is the same everywhere.
  static double width(String text, Lettering lettering) {
    double em = text.codePoints().mapToDouble(Canvas::em).sum();
    return em * lettering.size() * (lettering.bold() ? 1.06 : 1);
  }

  /// The width of a letter, after Helvetica's.
  private static double em(int c) {
    if (c >= '0' && c <= '9') {
      return 0.556;
    }
    if (c < 128) {
      return switch ((char) c) {
        case 'i', 'j', 'l', '\'', '|' -> 0.222;
        case ' ', 'f', 't', 'I', '.', ',', ':', ';', '/', '!', '(', ')', '[', ']' -> 0.28;
        case 'r', '-' -> 0.333;
        case 'c', 'k', 's', 'v', 'x', 'y', 'z', 'J' -> 0.5;
        case 'm', 'M' -> 0.833;
        case 'W' -> 0.944;
        case 'w', 'C', 'D', 'H', 'N', 'R', 'U' -> 0.722;
        case 'A', 'B', 'E', 'K', 'P', 'S', 'V', 'X', 'Y' -> 0.667;
        case 'G', 'O', 'Q' -> 0.778;
        case '=', '+', '<', '>', '~' -> 0.584;
        default -> 0.556;
      };
    }
    boolean small = (c >= 0x2070 && c <= 0x209C) || c == 0xB2 || c == 0xB3 || c == 0xB9;
    return small ? 0.35 : 0.62;
  }
}
