package dev.glassbox.trace;

/// Where in a Java array something begins.
///
/// @param array a `float[]`, `double[]`, `long[]` or `boolean[]`
/// @param at the index of the first element
public record Slice(Object array, int at) {
  /// The same place of another array.
  public Slice in(Object other) {
    return new Slice(other, at);
  }

  /// Whether both are the very same array, whatever it holds.
  @SuppressWarnings("ReferenceEquality")
  public boolean isIn(Object other) {
    return array == other;
  }
}
