package dev.glassbox.tensor;

/// One half of a square matrix, its diagonal included.
public enum Triangle {
  /// On and below the diagonal: row ≥ column.
  LOWER,
  /// On and above the diagonal: row ≤ column.
  UPPER;

  /// The half that this one becomes in the transposed matrix.
  Triangle mirrored() {
    return this == LOWER ? UPPER : LOWER;
  }

  /// These matrices with zeros outside the triangle.
  Tensor of(Tensor matrices) {
    return Tensor.where(mask(matrices.shape().length(-1)), matrices, zero(matrices));
  }

  /// These matrices with zeros outside the triangle and half of their diagonal, so that a triangle
  /// and its mirror add up to a symmetric matrix.
  Tensor halved(Tensor matrices) {
    int n = matrices.shape().length(-1);
    Tensor diagonal = mask(n).equal(mirrored().mask(n));
    return Tensor.where(diagonal, of(matrices).mul(0.5), of(matrices));
  }

  private static Tensor zero(Tensor matrices) {
    return Tensor.scalar(matrices.dtype(), 0);
  }

  private Tensor mask(int n) {
    boolean[] inside = new boolean[n * n];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = this == LOWER ? i / n >= i % n : i / n <= i % n;
    }
    return Tensor.of(Shape.of(n, n), inside);
  }

  /// Checks that the last two axes are square.
  static Shape requireSquare(String name, Tensor matrices) {
    Shape shape = matrices.shape();
    if (shape.rank() < 2 || shape.length(-1) != shape.length(-2)) {
      throw new ShapeException(
          "%s: %s is no square matrix, nor a stack of such: the last two axes must be equal"
              .formatted(name, shape));
    }
    return shape;
  }

  /// How many matrices lie in a stack.
  static int count(Shape shape) {
    int count = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      count *= shape.length(axis);
    }
    return count;
  }
}
