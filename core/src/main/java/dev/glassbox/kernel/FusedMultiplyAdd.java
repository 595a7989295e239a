package dev.glassbox.kernel;

/// a · b + c, rounded once where the processor can do that in one instruction, else twice.
///
/// Without the instruction [Math#fma] works in decimal arithmetic, a thousand times slower.
public final class FusedMultiplyAdd {
  private static final int PROBES = 2000;
  private static final long SLOW_NANOS = 1000;

  /// Whether the processor has the instruction. There is no asking, but the speeds lie far apart.
  static final boolean IS_FAST = isFast();

  private FusedMultiplyAdd() {}

  /// a · b + c of floats.
  public static float of(float a, float b, float c) {
    return IS_FAST ? Math.fma(a, b, c) : a * b + c;
  }

  /// a · b + c of doubles.
  static double of(double a, double b, double c) {
    return IS_FAST ? Math.fma(a, b, c) : a * b + c;
  }

  /// The best of several short runs, so that a pause does not count.
  private static boolean isFast() {
    long best = Long.MAX_VALUE;
    double x = 0.1;
    for (int run = 0; run < 5; run++) {
      long start = System.nanoTime();
      for (int i = 0; i < PROBES / 5; i++) {
        x = Math.fma(x, 0.9, 0.1);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / (PROBES / 5) < SLOW_NANOS && x > 0;
  }
}
