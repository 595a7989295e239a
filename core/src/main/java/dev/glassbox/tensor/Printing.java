package dev.glassbox.tensor;

import java.util.Locale;

/// Writes tensors for people to read.
final class Printing {
  private static final int MOST_PER_AXIS = 6;

  private Printing() {}

  static String describe(Tensor tensor) {
    var text = new StringBuilder();
    text.append(tensor.dtype()).append(tensor.shape()).append(' ');
    append(text, tensor, 0, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, Tensor tensor, int axis, int at) {
    Shape shape = tensor.shape();
    if (axis == shape.rank()) {
      int place = tensor.offset() + at;
      text.append(
          switch (tensor.storage()) {
            case Storage.Floats(float[] array) -> number(array[place]);
            case Storage.Doubles(double[] array) -> number(array[place]);
            case Storage.Longs(long[] array) -> Long.toString(array[place]);
            case Storage.Booleans(boolean[] array) -> Boolean.toString(array[place]);
          });
      return;
    }
    int length = shape.length(axis);
    int stride = shape.strides()[axis];
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(", ");
      }
      if (length > MOST_PER_AXIS && i == MOST_PER_AXIS / 2) {
        text.append("…, ");
        i = length - MOST_PER_AXIS / 2;
      }
      append(text, tensor, axis + 1, at + i * stride);
    }
    text.append(']');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
