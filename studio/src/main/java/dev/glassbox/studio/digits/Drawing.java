package dev.glassbox.studio.digits;

import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What somebody draws, brought to pixels in the way in which the pictures of the data were made.
///
/// Those are bitmaps of 32 × 32, as high as the digit, whose blocks of 4 × 4 were counted: 0 to 16
/// inked pixels. So the strokes are stretched until they reach from the top to the bottom, narrowed
/// if they would be wider than 24 columns, put into the middle, and drawn into such a bitmap with a
/// round pen; then the blocks are counted. The pen is the thinnest that inks as much as a picture
/// of the data has on average.
///
/// @param strokes for each stroke its points x, y, x, y, …, y downwards
record Drawing(List<double[]> strokes) {
  /// How many pixels of a bitmap are inked, on average over the data.
  static final int INK = 313;

  private static final int BITMAP = 32;
  private static final int WIDEST = 24;
  private static final int BLOCK = BITMAP / DigitImages.SIDE;

  // In quarters of a pixel of the bitmap.
  private static final int THINNEST_PEN = 4;
  private static final int THICKEST_PEN = 20;

  private static final int DIGITS_A_POINT = 4;
  private static final int LONGEST = 8000;

  /// Reads strokes as the address has them: two digits for x and two for y of each point, and a
  /// semicolon between strokes.
  ///
  /// @throws MistakeException if the text is another
  static Drawing read(String text) {
    if (text.length() > LONGEST || !text.matches("(\\d{4})*(;(\\d{4})*)*")) {
      throw new MistakeException(
          "strokes: write each point as four digits xxyy, and a semicolon between strokes, at most"
              + " %d characters; was '%s'"
                  .formatted(LONGEST, text.length() <= 40 ? text : text.substring(0, 40) + "…"));
    }
    List<double[]> strokes = new ArrayList<>();
    for (String stroke : text.split(";", -1)) {
      double[] points = new double[2 * (stroke.length() / DIGITS_A_POINT)];
      for (int i = 0; i < points.length; i++) {
        points[i] = Integer.parseInt(stroke.substring(2 * i, 2 * i + 2));
      }
      if (points.length > 0) {
        strokes.add(points);
      }
    }
    return new Drawing(strokes);
  }

  /// The picture: 64 numbers from 0 to 16.
  int[] grays() {
    int low = THINNEST_PEN;
    int high = THICKEST_PEN;
    while (low < high && !strokes.isEmpty()) {
      int pen = (low + high) / 2;
      if (ink(bitmap(pen / 4.0)) < INK) {
        low = pen + 1;
      } else {
        high = pen;
      }
    }
    boolean[] bitmap = bitmap(low / 4.0);
    int[] grays = new int[DigitImages.PIXELS];
    for (int i = 0; i < bitmap.length; i++) {
      int row = i / BITMAP / BLOCK;
      int column = i % BITMAP / BLOCK;
      grays[row * DigitImages.SIDE + column] += bitmap[i] ? 1 : 0;
    }
    return grays;
  }

  private static int ink(boolean[] bitmap) {
    int ink = 0;
    for (boolean inked : bitmap) {
      ink += inked ? 1 : 0;
    }
    return ink;
  }

  /// The strokes in place, drawn with a pen of this radius.
  private boolean[] bitmap(double pen) {
    boolean[] bitmap = new boolean[BITMAP * BITMAP];
    double[] x = extent(0);
    double[] y = extent(1);
    double width = x[1] - x[0];
    // A dash or a dot is not stretched without end.
    double height = Math.max(Math.max(y[1] - y[0], width / 2), 1);
    double down = (BITMAP - 2 * pen) / height;
    double across = width > 0 ? Math.min(down, (WIDEST - 2 * pen) / width) : down;
    for (double[] stroke : strokes) {
      double[] placed = stroke.clone();
      for (int i = 0; i < placed.length; i += 2) {
        placed[i] = BITMAP / 2.0 + across * (placed[i] - (x[0] + x[1]) / 2);
        placed[i + 1] = BITMAP / 2.0 + down * (placed[i + 1] - (y[0] + y[1]) / 2);
      }
      draw(placed, pen, bitmap);
    }
    return bitmap;
  }

  /// From where to where the strokes reach along an axis.
  private double[] extent(int axis) {
    double[] values =
        strokes.stream()
            .flatMapToDouble(
                stroke ->
                    java.util.stream.IntStream.range(0, stroke.length / 2)
                        .mapToDouble(i -> stroke[2 * i + axis]))
            .toArray();
    return new double[] {
      Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0)
    };
  }

  /// Inks each pixel whose middle is no farther from the line than the pen's radius.
  private static void draw(double[] line, double pen, boolean[] bitmap) {
    for (int i = 0; i < bitmap.length; i++) {
      int row = i / BITMAP;
      double x = i % BITMAP + 0.5;
      double y = row + 0.5;
      for (int at = 0; at < line.length && !bitmap[i]; at += 2) {
        int next = Math.min(at + 2, line.length - 2);
        bitmap[i] =
            squaredDistance(x, y, line[at], line[at + 1], line[next], line[next + 1]) <= pen * pen;
      }
    }
  }

  /// From a point to the segment between a and b.
  private static double squaredDistance(
      double x, double y, double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0);
    double ex = x - (ax + along * dx);
    double ey = y - (ay + along * dy);
    return ex * ex + ey * ey;
  }
}
