package dev.glassbox.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The matrix X for which `A X = B`, or `Aᵀ X = B`, where A is triangular; of stacks of matrices,
/// each by itself. Reads one triangle of A and nothing else; a zero on its diagonal gives
/// infinities as a division does. Computed in double precision.
///
/// With `A X = B`: `B̄ = A⁻ᵀ X̄`, and Ā is the triangle of `−B̄ Xᵀ` (Giles 2008).
record TriangularSolve(Triangle triangle, boolean transposeA) implements Fused {
  @Override
  public String name() {
    return "solveTriangular";
  }

  @Override
  public String formula() {
    return transposeA ? "a⁻ᵀ · b" : "a⁻¹ · b";
  }

  @Override
  public String domain() {
    return "no 0 on the diagonal of a";
  }

  @Override
  public String derivative(int input) {
    String back = transposeA ? "a⁻¹ · u" : "a⁻ᵀ · u";
    if (input == 1) {
      return back;
    }
    return transposeA ? "−y · (" + back + ")ᵀ" : "−(" + back + ") · yᵀ";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    Shape a = Triangle.requireSquare(name(), inputs[0]);
    Shape b = inputs[1].shape();
    if (b.rank() != a.rank() || !b.with(-1, 1).equals(a.with(-1, 1))) {
      throw new ShapeException(
          "solveTriangular: a %s and b %s: b must have as many rows as a and the same leading axes"
              .formatted(a, b));
    }
    return b;
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor.requireSameFloating(name(), inputs);
    Tensor out = Tensor.allocate(inputs[0].dtype(), shape(inputs));
    double[] a = inputs[0].toDoubleArray();
    double[] x = inputs[1].toDoubleArray();
    int n = inputs[0].shape().length(-1);
    int columns = out.shape().length(-1);
    for (int matrix = 0; matrix < Triangle.count(out.shape()); matrix++) {
      substitute(a, matrix * n * n, x, matrix * n * columns, n, columns);
    }
    for (int i = 0; i < x.length; i++) {
      out.storage().set(i, x[i]);
    }
    return out;
  }

  /// Whether the first unknown stands alone in its equation.
  private boolean downwards() {
    return (triangle == Triangle.LOWER) != transposeA;
  }

  /// Row by row, each from those already solved.
  private void substitute(double[] a, int aAt, double[] x, int xAt, int n, int columns) {
    int alongRow = transposeA ? n : 1;
    int alongColumn = transposeA ? 1 : n;
    for (int step = 0; step < n; step++) {
      int row = downwards() ? step : n - 1 - step;
      for (int done = 0; done < step; done++) {
        int solved = downwards() ? done : n - 1 - done;
        double factor = a[aAt + row * alongColumn + solved * alongRow];
        for (int c = 0; c < columns; c++) {
          x[xAt + row * columns + c] -= factor * x[xAt + solved * columns + c];
        }
      }
      double pivot = a[aAt + row * (n + 1)];
      for (int c = 0; c < columns; c++) {
        x[xAt + row * columns + c] /= pivot;
      }
    }
  }

  @Override
  public Tensor composite(Tensor... inputs) {
    Tensor a = transposeA ? inputs[0].matrixTranspose() : inputs[0];
    Tensor b = inputs[1];
    int n = a.shape().length(-1);
    Tensor x = b.slice(-2, 0, 0);
    for (int step = 0; step < n; step++) {
      int row = downwards() ? step : n - 1 - step;
      Tensor coefficients = a.slice(-2, row, row + 1);
      int from = downwards() ? 0 : row + 1;
      Tensor known = coefficients.slice(-1, from, from + step).matmul(x);
      Tensor next = b.slice(-2, row, row + 1).sub(known).div(coefficients.slice(-1, row, row + 1));
      x = downwards() ? Tensor.concat(-2, x, next) : Tensor.concat(-2, next, x);
    }
    return x;
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    Tensor back = Tensor.apply(new TriangularSolve(triangle, !transposeA), inputs[0], upstream);
    if (input == 1) {
      return back;
    }
    Tensor product =
        transposeA ? output.matmul(back, false, true) : back.matmul(output, false, true);
    return triangle.of(product.neg());
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    Tensor a = tangents[0];
    Tensor change =
        Op.sum(
            a == null ? null : triangle.of(a).matmul(output, transposeA, false).neg(), tangents[1]);
    return Tensor.apply(this, inputs[0], change);
  }

  static List<Sample> samples() {
    Tensor a = Tensor.uniform(Rng.seed(6), Shape.of(2, 3, 3), 1, 2, DType.FLOAT64);
    Tensor b = Tensor.uniform(Rng.seed(7), Shape.of(2, 3, 2), -1, 1, DType.FLOAT64);
    Tensor one = a.slice(0, 0, 1).reshape(3, 3);
    var lower = new TriangularSolve(Triangle.LOWER, false);
    return List.of(
        Sample.given(lower, a, b),
        Sample.given(new TriangularSolve(Triangle.LOWER, true), one, b.reshape(3, 4)),
        Sample.given(new TriangularSolve(Triangle.UPPER, false), one, b.reshape(3, 4)),
        Sample.given(new TriangularSolve(Triangle.UPPER, true), a, b),
        Sample.given(lower, one, b.slice(2, 0, 0).reshape(3, 0)),
        Sample.given(lower, a.slice(0, 0, 0), b.slice(0, 0, 0)),
        Sample.wrong(
            lower,
            "solveTriangular: a (3, 3) and b (2, 3, 2): b must have as many rows as a and the same"
                + " leading axes",
            one,
            b),
        Sample.wrong(
            lower,
            "solveTriangular: (3) is no square matrix, nor a stack of such: the last two axes must"
                + " be equal",
            Tensor.zeros(Shape.of(3), DType.FLOAT64),
            b));
  }
}
