package dev.glassbox.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The lower triangular matrix L with positive diagonal for which `L Lᵀ = A`, where A is symmetric
/// and positive definite; of a stack of matrices, each by itself. Of a matrix that is not
/// symmetric, it takes the symmetric part (A + Aᵀ)/2, so that the derivative is symmetric too.
/// Computed in double precision.
///
/// With Φ(M) the lower triangle of M whose diagonal is halved, forward mode is `L̇ = L Φ(L⁻¹ Ȧ
/// L⁻ᵀ)` and reverse mode is the symmetric part of `L⁻ᵀ Φ(Lᵀ L̄) L⁻¹` (Murray 2016).
record Cholesky() implements Fused {
  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public String formula() {
    return "L with L · Lᵀ = x";
  }

  @Override
  public String domain() {
    return "x symmetric and positive definite";
  }

  @Override
  public String derivative(int input) {
    return "y⁻ᵀ · Φ(yᵀ · u) · y⁻¹";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    return Triangle.requireSquare(name(), inputs[0]);
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor x = inputs[0].requireFloating(name());
    Tensor out = Tensor.allocate(x.dtype(), shape(inputs));
    int n = x.shape().length(-1);
    double[] all = x.toDoubleArray();
    for (int matrix = 0; matrix < Triangle.count(x.shape()); matrix++) {
      int at = matrix * n * n;
      double[] l = factor(all, at, n);
      for (int i = 0; i < l.length; i++) {
        out.storage().set(at + i, l[i]);
      }
    }
    return out;
  }

  private static double[] factor(double[] a, int at, int n) {
    double[] l = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double rest = 0.5 * (a[at + i * n + j] + a[at + j * n + i]);
        for (int k = 0; k < j; k++) {
          rest -= l[i * n + k] * l[j * n + k];
        }
        if (i == j && !(rest > 0)) {
          throw new ArithmeticException(
              "cholesky: the matrix is not positive definite, pivot %d is %s; add a small multiple"
                      .formatted(j, (float) rest)
                  + " of the identity, or check that no column depends on others");
        }
        l[i * n + j] = i == j ? Math.sqrt(rest) : rest / l[j * n + j];
      }
    }
    return l;
  }

  /// Column by column: what is left of column j after the columns before it, over the root of its
  /// head.
  @Override
  public Tensor composite(Tensor... inputs) {
    Tensor a = symmetric(inputs[0]);
    int n = a.shape().length(-1);
    Tensor l = a.slice(-1, 0, 0);
    for (int j = 0; j < n; j++) {
      Tensor below = l.slice(-2, j, n);
      Tensor column = a.slice(-2, j, n).slice(-1, j, j + 1);
      Tensor rest = column.sub(below.matmul(l.slice(-2, j, j + 1), false, true));
      l = Tensor.concat(-1, l, rest.div(rest.slice(-2, 0, 1).sqrt()).pad(-2, j, 0));
    }
    return l;
  }

  private static Tensor symmetric(Tensor matrices) {
    return matrices.add(matrices.matrixTranspose()).mul(0.5);
  }

  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    Tensor phi = Triangle.LOWER.halved(output.matmul(upstream, true, false));
    return symmetric(between(output, true, phi));
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    Tensor tangent = symmetric(Objects.requireNonNull(tangents[0]));
    return output.matmul(Triangle.LOWER.halved(between(output, false, tangent)));
  }

  /// L⁻¹ M L⁻ᵀ, or with L transposed, L⁻ᵀ M L⁻¹.
  private static Tensor between(Tensor l, boolean transposed, Tensor m) {
    var solve = new TriangularSolve(Triangle.LOWER, transposed);
    Tensor left = Tensor.apply(solve, l, m);
    return Tensor.apply(solve, l, left.matrixTranspose()).matrixTranspose();
  }

  static List<Sample> samples() {
    Tensor x = Tensor.uniform(Rng.seed(5), Shape.of(2, 4, 4), -1, 1, DType.FLOAT64);
    Tensor ridge = Tensor.of(Shape.of(4), new long[] {0, 1, 2, 3}).oneHot(4, DType.FLOAT64).mul(2);
    Tensor stack = x.matmul(x, false, true).add(ridge);
    return List.of(
        Sample.given(new Cholesky(), stack.slice(0, 0, 1).reshape(4, 4)),
        Sample.given(new Cholesky(), stack),
        Sample.given(new Cholesky(), stack.add(x.mul(0.1))),
        Sample.given(new Cholesky(), Tensor.of(DType.FLOAT64, 4).reshape(1, 1)),
        Sample.given(new Cholesky(), Tensor.zeros(Shape.of(0, 0), DType.FLOAT64)),
        Sample.given(new Cholesky(), stack.slice(0, 0, 0)),
        Sample.wrong(
            new Cholesky(),
            "cholesky: the matrix is not positive definite, pivot 1 is -3.0; add a small multiple"
                + " of the identity, or check that no column depends on others",
            Tensor.of(1, 2, 2, 1).reshape(2, 2)),
        Sample.wrong(
            new Cholesky(),
            "cholesky: the matrix is not positive definite, pivot 0 is NaN; add a small multiple of"
                + " the identity, or check that no column depends on others",
            Tensor.of(Double.NaN).reshape(1, 1)),
        Sample.wrong(
            new Cholesky(),
            "cholesky: (2, 3) is no square matrix, nor a stack of such: the last two axes must be"
                + " equal",
            Tensor.zeros(Shape.of(2, 3))));
  }
}
