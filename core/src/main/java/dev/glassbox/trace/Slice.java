package dev.glassbox.trace;

import java.lang.reflect.Array;

/// Where in a Java array something begins.
///
/// @param array a `float[]`, `double[]`, `long[]` or `boolean[]`
/// @param at the index of the first element
public record Slice(Object array, int at) {
  /// The same place of another array.
  public Slice in(Object other) {
    return new Slice(other, at);
  }

  /// Another array with the same elements.
  public static Object copyOf(Object array) {
    int n = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), n);
    System.arraycopy(array, 0, copy, 0, n);
    return copy;
  }

  /// Whether both are the very same array, whatever it holds.
  @SuppressWarnings("ReferenceEquality")
  public boolean isIn(Object other) {
    return array == other;
  }
}
