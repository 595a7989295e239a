package dev.glassbox.studio.run;

import dev.glassbox.train.Examples;
import java.util.stream.IntStream;

/// Some of the rows that a network learns from, the same ones each time.
public final class Rows {
  private Rows() {}

  /// All rows if there are so few, otherwise so many of them at even distances.
  public static Examples some(Examples all, int most) {
    int rows = all.rows();
    return rows <= most
        ? all
        : all.rows(IntStream.range(0, most).map(i -> (int) ((long) i * rows / most)).toArray());
  }
}
