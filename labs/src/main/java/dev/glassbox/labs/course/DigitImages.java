package dev.glassbox.labs.course;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Table;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.ColorScale.Colors;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.Arrays;
import java.util.List;

/// Images of digits, and which digit each is.
///
/// @param side how many pixels an image is wide and high
/// @param pixels row by row from the top, from 0 for paper to 1 for ink: (images, side²)
/// @param digits from 0 to 9
record DigitImages(int side, Tensor pixels, int[] digits) {
  /// The images of a table: the column `digit`, and a column for each pixel.
  ///
  /// @throws DataException if the table is another
  static DigitImages of(Table table) {
    double[] digits = table.numbers("digit").toDoubleArray();
    if (Arrays.stream(digits).anyMatch(d -> d != Math.rint(d) || d < 0 || d > 9)) {
      throw new DataException(
          "%s: the column digit must hold whole numbers from 0 to 9".formatted(table.source()));
    }
    Table images = table.without(List.of("digit"));
    int count = images.names().size();
    int side = (int) Math.sqrt(count);
    if (side * side != count || side < 2) {
      throw new DataException(
          "%s: needs beside digit as many columns as a square has pixels, such as 64; has %d"
              .formatted(table.source(), count));
    }
    Tensor pixels = images.numbers();
    double darkest = Math.max(pixels.max().item(), 1e-9);
    int[] shown = Arrays.stream(digits).mapToInt(d -> (int) d).toArray();
    return new DigitImages(side, pixels.div(darkest).to(DType.FLOAT32), shown);
  }

  /// The images with these numbers, as a trainer takes them.
  Examples examples(int... rows) {
    return Examples.of(pixels, digits).rows(rows);
  }

  /// A row as a square image, from white at 0 to black at its greatest number.
  static Panel gray(Tensor rows, int row) {
    double most = Math.max(rows.rows(row, row + 1).max().item(), 1e-9);
    return image(rows, row, new ColorScale(0, most, Colors.GRAYS, 17, ""));
  }

  /// A row as a square image, blue above 0 and vermillion below; the same colours for all rows.
  static Panel signed(Tensor rows, int row) {
    double most = 4 * rows.standardDeviation().item();
    return image(rows, row, new ColorScale(-most, most, Colors.DIVERGING, 13, "weight"));
  }

  private static Panel image(Tensor rows, int row, ColorScale colors) {
    int side = (int) Math.sqrt(rows.shape().length(1));
    return Panel.image(side, side, rows.rows(row, row + 1).toDoubleArray(), colors);
  }
}
