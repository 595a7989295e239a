package dev.glassbox.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// One line of mathematics set as in a textbook: single letters in italics, the digits after them
/// as an index, exponents raised. Its width is estimated from the metrics of Times, with some room
/// for wider fonts.
///
/// @param pieces from left to right
/// @param size of the letters in pixels
public record Lettering(List<Piece> pieces, double size) {
  private static final double SMALL = 0.72;
  private static final double ROOM = 1.1;
  private static final double RISE = 0.36;
  private static final double DROP = 0.2;

  /// Keeps the pieces from being changed.
  public Lettering {
    pieces = List.copyOf(pieces);
  }

  /// A run of letters set alike.
  ///
  /// @param level 1 for an exponent, −1 for an index, else 0
  public record Piece(String text, boolean italic, int level) {}

  /// Text such as `−1 / ξ4²` or `e^(−x1)`.
  public static Lettering of(String text, double size) {
    return new Lettering(new Reader(clean(text)).pieces(), size);
  }

  /// Text that is written as it is.
  public static Lettering plain(String text, double size) {
    return new Lettering(List.of(new Piece(clean(text), false, 0)), size);
  }

  /// A line has no line breaks, and XML no control characters.
  private static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean control = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
              boolean foreign =
                  (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                      || (c & 0xFFFE) == 0xFFFE;
              clean.appendCodePoint(control ? ' ' : foreign ? 0xFFFD : c);
            });
    return clean.toString();
  }

  /// Text for an XML document.
  public static String escape(String text) {
    return clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// The width in pixels, rather too much than too little.
  public double width() {
    double width = 0;
    for (Piece piece : pieces) {
      double em = piece.text.codePoints().mapToDouble(Lettering::width).sum();
      width += em * (piece.level == 0 ? size : size * SMALL);
    }
    return width * ROOM;
  }

  private static double width(int c) {
    if (c >= 0x2E80) {
      return 1.1;
    }
    if (c >= '0' && c <= '9') {
      return 0.5;
    }
    if ("fijlrt/|'.,:;!()[]· ".indexOf(c) >= 0) {
      return c == '·' || c == ' ' ? 0.25 : 0.33;
    }
    if ("+−=<>≥≤×±".indexOf(c) >= 0) {
      return 0.57;
    }
    if ("mwMW@%→←…—∞".indexOf(c) >= 0) {
      return 0.95;
    }
    return Character.isUpperCase(c) ? 0.72 : 0.5;
  }

  /// The pieces as the inside of an SVG text element.
  public String markup() {
    var markup = new StringBuilder();
    double shift = 0;
    for (Piece piece : pieces) {
      double wanted = piece.level == 0 ? 0 : size * (piece.level > 0 ? -RISE : DROP);
      markup.append("<tspan");
      if (wanted != shift) {
        markup.append(String.format(Locale.ROOT, " dy=\"%.1f\"", wanted - shift));
      }
      if (piece.level != 0) {
        markup.append(String.format(Locale.ROOT, " font-size=\"%.1f\"", size * SMALL));
      }
      if (piece.italic) {
        markup.append(" font-style=\"italic\"");
      }
      markup.append('>').append(escape(piece.text)).append("</tspan>");
      shift = wanted;
    }
    return markup.toString();
  }

  /// Cuts text into pieces.
  private static final class Reader {
    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<Piece> pieces() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (Raised.ofSuperscript(c).isPresent()) {
          script(1);
        } else if (Raised.ofSubscript(c).isPresent()) {
          script(-1);
        } else if (c == '^' && at + 1 < text.length()) {
          caret();
        } else if (Character.isLetter(c)) {
          word();
        } else {
          int from = at;
          at++;
          add(text.substring(from, at), false, 0);
        }
      }
      return pieces;
    }

    /// Joins what is set alike.
    private void add(String run, boolean italic, int level) {
      if (!pieces.isEmpty()) {
        Piece last = pieces.getLast();
        if (last.italic == italic && last.level == level) {
          pieces.set(pieces.size() - 1, new Piece(last.text + run, italic, level));
          return;
        }
      }
      pieces.add(new Piece(run, italic, level));
    }

    private void script(int level) {
      var run = new StringBuilder();
      OptionalInt next = lowered(level);
      while (next.isPresent()) {
        run.appendCodePoint(next.getAsInt());
        at++;
        next = lowered(level);
      }
      for (Piece piece : new Reader(run.toString()).pieces()) {
        boolean indices = level < 0 && piece.text.chars().allMatch(Character::isLowerCase);
        add(piece.text, indices || (piece.italic && !piece.text.equals("T")), level);
      }
    }

    private OptionalInt lowered(int level) {
      if (at >= text.length()) {
        return OptionalInt.empty();
      }
      char c = text.charAt(at);
      return level > 0 ? Raised.ofSuperscript(c) : Raised.ofSubscript(c);
    }

    /// What follows the sign up to the end of the word, or what the brackets after it hold.
    private void caret() {
      int from = at + 1;
      int to = from;
      if (text.charAt(from) == '(') {
        int open = 0;
        do {
          open += text.charAt(to) == '(' ? 1 : text.charAt(to) == ')' ? -1 : 0;
          to++;
        } while (open > 0 && to < text.length());
        exponent(text.substring(from + 1, open == 0 ? to - 1 : to));
      } else {
        while (to < text.length() && isWord(text.charAt(to))) {
          to++;
        }
        exponent(text.substring(from, to));
      }
      at = to;
    }

    /// All of it raised by one level: an exponent within it is not raised further.
    private void exponent(String inner) {
      for (Piece piece : new Reader(inner).pieces()) {
        add(piece.text, piece.italic, 1);
      }
    }

    private static boolean isWord(char c) {
      return (Character.isLetterOrDigit(c) || c == '_' || c == '.')
          && Raised.ofSuperscript(c).isEmpty();
    }

    private void word() {
      int from = at;
      while (at < text.length() && isPlainLetter(text.charAt(at))) {
        at++;
      }
      if (at - from != 1) {
        at = Math.max(at, from + 1);
        add(text.substring(from, at), false, 0);
        return;
      }
      // Signs of a sum or a product are no names.
      add(text.substring(from, at), "ΣΠ".indexOf(text.charAt(from)) < 0, 0);
      int digits = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at > digits) {
        add(text.substring(digits, at), false, -1);
      }
    }

    private static boolean isPlainLetter(char c) {
      return Character.isLetter(c)
          && Raised.ofSuperscript(c).isEmpty()
          && Raised.ofSubscript(c).isEmpty();
    }
  }
}
