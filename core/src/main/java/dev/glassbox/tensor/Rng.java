package dev.glassbox.tensor;

import dev.glassbox.trace.Recording;

/// A source of random numbers whose every bit follows from its seed.
///
/// The numbers are `mix(key + i · γ)` for i = 1, 2, … with the mixing function of SplitMix64
/// (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"), so the i-th
/// number can be had without the ones before it. [#split()] gives an independent source, so that
/// one part of a program can draw more numbers without changing what another part draws.
///
/// An `Rng` is for one thread; give each thread its own by splitting.
///
/// {@snippet :
/// Rng rng = Rng.seed(42);
/// Tensor weights = Tensor.normal(rng.split(), Shape.of(3, 2), 0, 0.1);
/// int[] order = rng.permutation(100);
/// }
public final class Rng {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;
  private long drawn;

  private Rng(long key) {
    this.key = key;
  }

  /// The source that belongs to this seed.
  public static Rng seed(long seed) {
    return new Rng(mix(seed + GAMMA));
  }

  /// A source independent of this one; each call gives another.
  public Rng split() {
    return new Rng(mix(nextLong() ^ 0xD1B54A32D192ED03L));
  }

  /// A random 64-bit integer.
  public long nextLong() {
    Recording recording = Recording.current();
    if (recording != null) {
      throw recording.refusal(
          "program: the code draws a random number while it is recorded, and the program would use"
              + " that one for ever; only dropout draws anew each time");
    }
    return draw();
  }

  /// A random 64-bit integer, also for a program that will draw anew when it runs.
  long draw() {
    drawn++;
    return at(key, drawn);
  }

  /// Takes the last draw back, for code that could not be recorded and will run again.
  void takeBack() {
    drawn--;
  }

  /// A random number, uniform in [0, 1), a multiple of 2⁻⁵³.
  public double nextDouble() {
    return unit(nextLong());
  }

  /// A random integer, uniform in [0, bound).
  ///
  /// @throws IllegalArgumentException if `bound` is not positive
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nextInt: bound must be positive, was " + bound);
    }
    // Lemire 2019: multiply and shift, rejecting the few values that would favour small results.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /// A random number from the standard normal distribution (Box and Muller 1958).
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /// The numbers 0 to n − 1 in random order (Fisher and Yates).
  public int[] permutation(int n) {
    int[] order = new int[n];
    permute(order);
    return order;
  }

  /// Fills an array of length n with what [#permutation] of n gives.
  public void permute(int[] order) {
    for (int i = 0; i < order.length; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  /// The i-th random 64-bit integer of a key.
  static long at(long key, long i) {
    return mix(key + i * GAMMA);
  }

  /// A uniform number in [0, 1) from the upper 53 bits.
  static double unit(long bits) {
    return fraction(bits) * 0x1.0p-53;
  }

  /// The upper 53 bits, which are as many as a double holds.
  static long fraction(long bits) {
    return bits >>> 11;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
