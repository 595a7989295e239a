package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.Objects;

/// Where a tensor's numbers lie: for now a Java array on the heap, so there is nothing to close.
sealed interface Storage {
  record Floats(float[] array) implements Storage {}

  record Doubles(double[] array) implements Storage {}

  record Longs(long[] array) implements Storage {}

  record Booleans(boolean[] array) implements Storage {}

  static Storage allocate(DType dtype, int size) {
    return switch (dtype) {
      case FLOAT32 -> new Floats(new float[size]);
      case FLOAT64 -> new Doubles(new double[size]);
      case INT64 -> new Longs(new long[size]);
      case BOOL -> new Booleans(new boolean[size]);
    };
  }

  default DType dtype() {
    return switch (this) {
      case Floats _ -> DType.FLOAT32;
      case Doubles _ -> DType.FLOAT64;
      case Longs _ -> DType.INT64;
      case Booleans _ -> DType.BOOL;
    };
  }

  /// The Java array itself, for block copies that need not know its type.
  default Object javaArray() {
    return switch (this) {
      case Floats(float[] array) -> array;
      case Doubles(double[] array) -> array;
      case Longs(long[] array) -> array;
      case Booleans(boolean[] array) -> array;
    };
  }

  /// The same Java array as another storage: a sign that its numbers are others now.
  default Storage renewed() {
    return over(javaArray());
  }

  /// A storage on this Java array.
  static Storage over(Object array) {
    return switch (array) {
      case float[] floats -> new Floats(floats);
      case double[] doubles -> new Doubles(doubles);
      case long[] longs -> new Longs(longs);
      case boolean[] booleans -> new Booleans(booleans);
      default -> throw new IllegalArgumentException("no array of numbers: " + array.getClass());
    };
  }

  /// The number of elements.
  default int length() {
    return switch (this) {
      case Floats(float[] array) -> array.length;
      case Doubles(double[] array) -> array.length;
      case Longs(long[] array) -> array.length;
      case Booleans(boolean[] array) -> array.length;
    };
  }

  /// One element as a double; true is 1.
  default double at(int i) {
    return switch (this) {
      case Floats(float[] array) -> array[i];
      case Doubles(double[] array) -> array[i];
      case Longs(long[] array) -> array[i];
      case Booleans(boolean[] array) -> array[i] ? 1 : 0;
    };
  }

  /// Sets one element from a double; for integers the fraction is cut off, for masks non-zero is
  /// true.
  default void set(int i, double value) {
    switch (this) {
      case Floats(float[] array) -> array[i] = (float) value;
      case Doubles(double[] array) -> array[i] = value;
      case Longs(long[] array) -> array[i] = (long) value;
      case Booleans(boolean[] array) -> array[i] = value != 0;
    }
  }

  /// Sets n elements from `at` on to 0 or false.
  default void clear(int at, int n) {
    switch (this) {
      case Floats(float[] array) -> Arrays.fill(array, at, at + n, 0);
      case Doubles(double[] array) -> Arrays.fill(array, at, at + n, 0);
      case Longs(long[] array) -> Arrays.fill(array, at, at + n, 0);
      case Booleans(boolean[] array) -> Arrays.fill(array, at, at + n, false);
    }
  }

  /// Copies `n` elements, `fromStep` apart in `from`, into neighbouring places of this storage,
  /// which must be of the same type.
  default void copyStrided(int at, Storage from, int fromAt, int fromStep, int n) {
    if (fromStep == 1) {
      System.arraycopy(from.javaArray(), fromAt, javaArray(), at, n);
    } else if (fromStep == 0) {
      repeat(at, from, fromAt, n);
    } else {
      gather(at, from, fromAt, fromStep, n);
    }
  }

  /// Copies one row of a table after the other into this storage, which must be of the same type.
  ///
  /// @param table where the table's numbers lie, from `at` on
  /// @param rows how many rows the table has
  /// @param order the numbers of the rows to copy, from `from` on
  /// @param shape what to fill, (rows, …)
  default void copyRows(Storage table, int at, int rows, int[] order, int from, Shape shape) {
    int picked = shape.length(0);
    int width = shape.strides()[0];
    Object source = table.javaArray();
    Object target = javaArray();
    for (int i = 0; i < picked; i++) {
      int row = Objects.checkIndex(order[from + i], rows);
      System.arraycopy(source, at + row * width, target, i * width, width);
    }
  }

  private void repeat(int at, Storage from, int fromAt, int n) {
    switch (this) {
      case Floats(float[] to) -> Arrays.fill(to, at, at + n, ((Floats) from).array()[fromAt]);
      case Doubles(double[] to) -> Arrays.fill(to, at, at + n, ((Doubles) from).array()[fromAt]);
      case Longs(long[] to) -> Arrays.fill(to, at, at + n, ((Longs) from).array()[fromAt]);
      case Booleans(boolean[] to) -> Arrays.fill(to, at, at + n, ((Booleans) from).array()[fromAt]);
    }
  }

  private void gather(int at, Storage from, int fromAt, int fromStep, int n) {
    switch (this) {
      case Floats(float[] to) -> {
        float[] source = ((Floats) from).array();
        for (int i = 0; i < n; i++) {
          to[at + i] = source[fromAt + i * fromStep];
        }
      }
      case Doubles(double[] to) -> {
        double[] source = ((Doubles) from).array();
        for (int i = 0; i < n; i++) {
          to[at + i] = source[fromAt + i * fromStep];
        }
      }
      case Longs(long[] to) -> {
        long[] source = ((Longs) from).array();
        for (int i = 0; i < n; i++) {
          to[at + i] = source[fromAt + i * fromStep];
        }
      }
      case Booleans(boolean[] to) -> {
        boolean[] source = ((Booleans) from).array();
        for (int i = 0; i < n; i++) {
          to[at + i] = source[fromAt + i * fromStep];
        }
      }
    }
  }
}
