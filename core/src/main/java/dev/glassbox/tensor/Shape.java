package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The length of a tensor along each of its axes; `Shape.of()` is the shape of a single number.
///
/// An axis may have length 0 (an empty batch). Axes are counted from 0; where a method takes an
/// axis, −1 means the last.
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] lengths;
  private final int size;

  private Shape(int[] lengths, int size) {
    this.lengths = lengths;
    this.size = size;
  }

  /// A shape with these lengths.
  ///
  /// @throws ShapeException if a length is negative or there are more than 2³¹ − 1 elements
  public static Shape of(int... lengths) {
    if (lengths.length == 0) {
      return SCALAR;
    }
    long size = 1;
    boolean empty = false;
    for (int length : lengths) {
      if (length < 0) {
        throw new ShapeException(
            "shape %s: a length cannot be negative".formatted(Arrays.toString(lengths)));
      }
      empty |= length == 0;
      // An axis of length 0 does not excuse the others, whose products are strides.
      size *= Math.max(length, 1);
      if (size > Integer.MAX_VALUE) {
        throw new ShapeException(
            "shape %s: more than 2³¹ − 1 elements in one tensor; split it"
                .formatted(Arrays.toString(lengths)));
      }
    }
    return new Shape(lengths.clone(), empty ? 0 : (int) size);
  }

  /// The number of axes.
  public int rank() {
    return lengths.length;
  }

  /// The number of elements: the product of all lengths, 1 for a single number.
  public int size() {
    return size;
  }

  /// The length along an axis; −1 is the last axis.
  public int length(int axis) {
    return lengths[axis(axis)];
  }

  /// All lengths, as a fresh array.
  public int[] lengths() {
    return lengths.clone();
  }

  /// The axis counted from 0 that `axis` means, where −1 is the last.
  ///
  /// @throws ShapeException if there is no such axis
  public int axis(int axis) {
    int counted = axis < 0 ? axis + lengths.length : axis;
    if (counted < 0 || counted >= lengths.length) {
      throw new ShapeException(
          lengths.length == 0
              ? "axis %d: a single number has no axes".formatted(axis)
              : "axis %d: shape %s has axes 0 to %d (or −%d to −1)"
                  .formatted(axis, this, lengths.length - 1, lengths.length));
    }
    return counted;
  }

  /// This shape with another length along one axis.
  public Shape with(int axis, int length) {
    int[] changed = lengths.clone();
    changed[axis(axis)] = length;
    return of(changed);
  }

  /// This shape with the axes from `first` to `last` made one. The others stay where they are:
  /// those after `first` in the run get length 1.
  Shape joined(int first, int last) {
    int[] changed = lengths.clone();
    for (int axis = first + 1; axis <= last; axis++) {
      changed[first] *= changed[axis];
      changed[axis] = 1;
    }
    return of(changed);
  }

  /// The shape that both shapes broadcast to, by NumPy's rule: aligned at the last axis, lengths
  /// must be equal or one of them 1.
  ///
  /// @throws ShapeException if the shapes do not fit; `operation` opens its message
  static Shape broadcast(String operation, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] lengths = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int left = i <= a.rank() ? a.lengths[a.rank() - i] : 1;
      int right = i <= b.rank() ? b.lengths[b.rank() - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new ShapeException(
            "%s: %s and %s do not broadcast: lengths %d and %d differ on axis −%d and neither is 1"
                .formatted(operation, a, b, left, right, i));
      }
      lengths[rank - i] = left == 1 ? right : left;
    }
    return of(lengths);
  }

  /// The row-major stride of each axis: how many elements lie between neighbours along it.
  int[] strides() {
    int[] strides = new int[lengths.length];
    int stride = 1;
    for (int axis = lengths.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= lengths[axis];
    }
    return strides;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  /// The lengths in brackets, as in `(32, 13)`; a single number's shape is `()`.
  @Override
  public String toString() {
    return Arrays.stream(lengths)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
