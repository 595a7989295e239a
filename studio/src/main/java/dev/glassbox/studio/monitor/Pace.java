package dev.glassbox.studio.monitor;

/// How fast rows are gone over: the mean of the last few seconds, since the first ones of a
/// training are always slow.
final class Pace {
  private static final long NANOS_TO_LOOK_BACK = 2_000_000_000;

  private long beforeNanos;
  private long beforeRows;
  private long sinceNanos;
  private long sinceRows;
  private long nanos;
  private long rows;

  /// So many rows were done after so much time, pauses left out.
  void at(long nowNanos, long nowRows) {
    nanos = nowNanos;
    rows = nowRows;
    if (nanos - sinceNanos > NANOS_TO_LOOK_BACK) {
      beforeNanos = sinceNanos;
      beforeRows = sinceRows;
      sinceNanos = nanos;
      sinceRows = rows;
    }
  }

  /// NaN before the first row.
  double rowsPerSecond() {
    return rows == 0 ? Double.NaN : (rows - beforeRows) * 1e9 / Math.max(1, nanos - beforeNanos);
  }
}
