package dev.glassbox.kernel;

/// The functions of single floats that code made for a program calls: those of the kernels, with
/// their bits.
public final class FloatElements {
  private FloatElements() {}

  /// eˣ.
  public static float exp(float x) {
    return FloatFunctions.exp(x);
  }

  /// tanh x.
  public static float tanh(float x) {
    return FloatFunctions.tanh(x);
  }

  /// 1 / (1 + e⁻ˣ).
  public static float sigmoid(float x) {
    return FloatFunctions.sigmoid(x);
  }

  /// a · b + c as products add up.
  public static float multiplyAdd(float a, float b, float c) {
    return FusedMultiplyAdd.of(a, b, c);
  }
}
