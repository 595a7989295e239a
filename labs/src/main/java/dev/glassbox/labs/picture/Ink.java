package dev.glassbox.labs.picture;

import java.awt.Color;

/// The colours of marks, which people with any colour vision can tell apart (Okabe and Ito 2008,
/// "Color universal design"). Each has a marker of its own too, so that points differ in form as
/// well.
public enum Ink {
  /// Blue, with discs.
  BLUE(0x0072B2, Marker.DISC),
  /// A red towards orange, with triangles.
  VERMILLION(0xD55E00, Marker.TRIANGLE),
  /// A green towards blue, with squares.
  GREEN(0x009E73, Marker.SQUARE),
  /// Orange, with diamonds.
  ORANGE(0xE69F00, Marker.DIAMOND),
  /// A red towards purple, with crosses.
  PURPLE(0xCC79A7, Marker.CROSS),
  /// Light blue, with triangles on their tips.
  SKY(0x56B4E9, Marker.TIP),
  /// Black, with discs.
  BLACK(0x000000, Marker.DISC),
  /// Grey, with discs, for what stands in the background.
  GRAY(0x8C8C8C, Marker.DISC);

  /// The forms of points.
  enum Marker {
    DISC,
    TRIANGLE,
    SQUARE,
    DIAMOND,
    CROSS,
    TIP
  }

  private static final int COLORFUL = 6;

  private final Color color;
  private final Marker marker;

  Ink(int rgb, Marker marker) {
    this.color = new Color(rgb);
    this.marker = marker;
  }

  /// The ink of the i-th of several things, counted from 0; after six they come again.
  public static Ink at(int i) {
    return values()[Math.floorMod(i, COLORFUL)];
  }

  Color color() {
    return color;
  }

  Marker marker() {
    return marker;
  }

  /// The same colour mixed with white, as far as 1 − strength.
  Color pale(double strength) {
    return ColorScale.mix(Color.WHITE, color, strength);
  }
}
