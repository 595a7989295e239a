package dev.glassbox.studio.digits;

import dev.glassbox.data.Split;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Pictures of 8 × 8 pixels that people wrote digits on: E. Alpaydin and C. Kaynak 1998, Optical
/// Recognition of Handwritten Digits, doi:10.24432/C50P49, CC BY 4.0.
///
/// @param grays row by row from the top, 0 for paper to 16 for ink: (pictures, 64)
/// @param digits from 0 to 9
record DigitImages(int[][] grays, int[] digits) {
  /// How many pixels a picture is wide and high.
  static final int SIDE = 8;

  static final int PIXELS = SIDE * SIDE;

  /// The gray of a pixel that is all ink.
  static final int DARKEST = 16;

  private static final double TEST_SHARE = 0.25;

  /// The pictures that come with the studio.
  static DigitImages bundled() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    DigitImages.class.getResourceAsStream("digits.csv"),
                    "the studio's file digits.csv is missing"),
                StandardCharsets.UTF_8))) {
      List<int[]> rows =
          lines
              .lines()
              .skip(1)
              .map(line -> Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
              .toList();
      return new DigitImages(
          rows.stream().map(row -> Arrays.copyOf(row, PIXELS)).toArray(int[][]::new),
          rows.stream().mapToInt(row -> row[PIXELS]).toArray());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A quarter of each digit to test on, the rest to train on.
  Split split(Rng rng) {
    return Split.stratified(digits, 0, TEST_SHARE, rng);
  }

  /// The pictures of these numbers, as a trainer takes them: 0 for paper to 1 for ink.
  Examples examples(int... rows) {
    int[][] picked = Arrays.stream(rows).mapToObj(row -> grays[row]).toArray(int[][]::new);
    return Examples.of(inputs(picked), Arrays.stream(rows).map(row -> digits[row]).toArray());
  }

  /// Pictures as the network takes them.
  static Tensor inputs(int[]... pictures) {
    float[] pixels = new float[PIXELS * pictures.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pictures[i / PIXELS][i % PIXELS] / (float) DARKEST;
    }
    return Tensor.of(Shape.of(pictures.length, PIXELS), pixels);
  }
}
