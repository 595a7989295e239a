package dev.glassbox.labs.picture;

import java.awt.Color;

/// How numbers become colours in a heat map.
///
/// @param low the number of the first colour
/// @param high the number of the last colour
/// @param colors from low to high, evenly spaced
/// @param bands into how many steps the colours are divided
/// @param label what the numbers are; without one the scale is not shown beside the picture
public record ColorScale(double low, double high, Colors colors, int bands, String label) {
  /// Checks the range.
  ///
  /// @throws IllegalArgumentException if it is empty or not finite, or there are no bands
  public ColorScale {
    if (!(low < high) || !Double.isFinite(high - low) || bands < 1) {
      throw new IllegalArgumentException(
          "color scale: needs low < high and at least one band, was %s to %s in %d"
              .formatted(low, high, bands));
    }
  }

  /// The families of colours.
  public enum Colors {
    /// From dark blue by green to yellow: brighter is more, also in grey (after viridis, van der
    /// Walt and Smith 2015).
    SEQUENTIAL("440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725"),
    /// From vermillion by white to blue, for numbers on both sides of a middle.
    DIVERGING("e07f37 f2af80 fbe3d0 ffffff d5e8f3 8cbfdf 3b8fc4"),
    /// Pale vermillion and pale blue, behind points of these colours.
    SIDES("f9dccb cfe5f2"),
    /// White to black, for images.
    GRAYS("ffffff 000000");

    private final String stops;

    Colors(String stops) {
      this.stops = stops;
    }

    Color at(double share) {
      String[] all = stops.split(" ", -1);
      double place = Math.clamp(share, 0, 1) * (all.length - 1);
      int before = Math.min((int) place, all.length - 2);
      return mix(color(all[before]), color(all[before + 1]), place - before);
    }

    private static Color color(String hex) {
      return new Color(Integer.parseInt(hex, 16));
    }
  }

  /// Brighter is more.
  public static ColorScale sequential(double low, double high, String label) {
    return new ColorScale(low, high, Colors.SEQUENTIAL, 16, label);
  }

  /// Vermillion below the middle of the range, blue above it.
  public static ColorScale diverging(double low, double high, String label) {
    return new ColorScale(low, high, Colors.DIVERGING, 14, label);
  }

  /// Pale vermillion below the middle, pale blue above it: two sides and no more.
  public static ColorScale sides(double middle) {
    return new ColorScale(middle - 1, middle + 1, Colors.SIDES, 2, "");
  }

  static Color mix(Color a, Color b, double share) {
    return new Color(
        mix(a.getRed(), b.getRed(), share),
        mix(a.getGreen(), b.getGreen(), share),
        mix(a.getBlue(), b.getBlue(), share));
  }

  private static int mix(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }

  /// Where a band begins, counted from 0.
  double bound(int band) {
    return low + (high - low) * band / bands;
  }

  Color color(int band) {
    return colors.at(bands == 1 ? 0.5 : band / (bands - 1.0));
  }

  /// The band that a number falls into.
  int band(double value) {
    return (int) Math.clamp(Math.floor((value - low) / (high - low) * bands), 0, bands - 1);
  }
}
