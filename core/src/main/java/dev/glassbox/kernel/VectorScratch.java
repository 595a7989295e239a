package dev.glassbox.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a thread's vector kernels use for the length of a call, kept from one call to the next. It
/// is apart from [Scratch] so that scalar kernels can do without the module of vectors.
final class VectorScratch {
  private static final ThreadLocal<VectorScratch> OF_THREAD =
      ThreadLocal.withInitial(VectorScratch::new);

  /// The product that the thread has under way.
  final VectorProduct product = new VectorProduct();

  /// The panel of it that is being computed.
  final VectorPanel panel = new VectorPanel();

  /// The call for two floats that it has under way.
  final VectorRows rows = new VectorRows();

  /// One vector.
  final float[] spare = new float[VectorPanel.LANES];

  /// Powers that go from one loop of a function to the next: whole vectors of them, few enough for
  /// the first-level cache.
  final float[] powers = new float[Scratch.TILE];

  private float[] @Nullable [] ofB = new float[16][];
  private float[] strip = new float[0];
  private float[] ofA = new float[0];

  private VectorScratch() {}

  /// That of the thread that asks.
  static VectorScratch ofThread() {
    return OF_THREAD.get();
  }

  /// An array of at least n numbers for a part of A.
  float[] ofA(int n) {
    if (ofA.length < n) {
      ofA = new float[n];
    }
    return ofA;
  }

  /// An array of at least n numbers for a panel of B, of which a product may keep many.
  float[] ofB(int panel, int n) {
    if (panel >= ofB.length) {
      ofB = Arrays.copyOf(ofB, 2 * panel);
    }
    float[] known = ofB[panel];
    if (known == null || known.length < n) {
      known = new float[n];
      ofB[panel] = known;
    }
    return known;
  }

  /// An array of at least n numbers for tiles beside their matrix.
  float[] strip(int n) {
    if (strip.length < n) {
      strip = new float[n];
    }
    return strip;
  }
}
