package dev.glassbox.studio.layers;

import dev.glassbox.studio.screen.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How many numbers lie in each of equal pieces of a range.
///
/// The ends are 0 or ±1, ±2 or ±5 times a power of ten, so that they stay the same over many steps.
///
/// @param low where the first piece begins
/// @param high where the last one ends
/// @param counts for each piece
/// @param lost how many numbers are NaN or infinite
record Histogram(double low, double high, int[] counts, int lost) {
  /// How many pieces there are.
  static final int PIECES = 40;

  /// Counts these numbers.
  static Histogram of(float[] values) {
    double least = 0;
    double most = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    // Both signs: the same on both sides, so that 0 stays in the middle.
    double bound = round(Math.max(-least, most));
    double low = least < 0 ? -bound : 0;
    double high = most > 0 || least == 0 ? bound : 0;
    int[] counts = new int[PIECES];
    int lost = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        int piece = (int) Math.floor((value - low) / (high - low) * PIECES);
        counts[Math.clamp(piece, 0, PIECES - 1)]++;
      } else {
        lost++;
      }
    }
    return new Histogram(low, high, counts, lost);
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below this; 1 for 0.
  private static double round(double bound) {
    if (bound == 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(bound)));
    for (double factor : new double[] {1, 2, 5}) {
      // A number that rounding has put a little above is not one above.
      if (bound <= factor * power * (1 + 1e-6)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("low", low).put("high", high).put("lost", lost);
    ArrayNode list = json.putArray("counts");
    for (int count : counts) {
      list.add(count);
    }
    return json;
  }
}
