package dev.glassbox.tensor;

import dev.glassbox.kernel.Kernels;
import dev.glassbox.trace.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The matrix product of the last two axes, `cᵢⱼ = Σₖ aᵢₖ bₖⱼ`, with either operand read transposed
/// as it lies. Leading axes, if any, are equal and count the matrices.
record MatMul(boolean transposeA, boolean transposeB) implements Op {

  /// The product of matrices and vectors: a vector on the left is a row, one on the right a column,
  /// and the result has no axis for it.
  static Tensor of(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    boolean row = a.shape().rank() == 1;
    boolean column = b.shape().rank() == 1;
    if ((row && transposeA) || (column && transposeB)) {
      throw new ShapeException(
          "matmul: %s × %s: a vector is not transposed; on the left it is a row, on the right a column"
              .formatted(a.shape(), b.shape()));
    }
    Tensor left = row ? a.reshape(1, a.size()) : a;
    Tensor right = column ? b.reshape(b.size(), 1) : b;
    Tensor product = Tensor.apply(new MatMul(transposeA, transposeB), left, right);
    if (row && column) {
      return product.reshape(Shape.of());
    }
    return row || column ? product.reshape(product.size()) : product;
  }

  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public String formula() {
    return "a" + (transposeA ? "ᵀ" : "") + " · b" + (transposeB ? "ᵀ" : "");
  }

  @Override
  public String derivative(int input) {
    String a = "a" + (transposeA ? "" : "ᵀ");
    String b = "b" + (transposeB ? "" : "ᵀ");
    if (input == 0) {
      return transposeA ? (transposeB ? "bᵀ" : "b") + " · uᵀ" : "u · " + b;
    }
    return transposeB ? "uᵀ · " + (transposeA ? "aᵀ" : "a") : a + " · u";
  }

  @Override
  public Shape shape(Tensor... inputs) {
    Shape a = inputs[0].shape();
    Shape b = inputs[1].shape();
    if (a.rank() < 2 || a.rank() != b.rank()) {
      throw new ShapeException(
          "matmul: %s × %s: both need the same number of axes, two or more; reshape first"
              .formatted(a, b));
    }
    for (int axis = 0; axis < a.rank() - 2; axis++) {
      if (a.length(axis) != b.length(axis)) {
        throw new ShapeException(
            "matmul: %s × %s: leading axes differ, %d ≠ %d; use broadcastTo"
                .formatted(a, b, a.length(axis), b.length(axis)));
      }
    }
    int inner = a.length(transposeA ? -2 : -1);
    int innerB = b.length(transposeB ? -1 : -2);
    if (inner != innerB) {
      throw new ShapeException(mismatch(a, b, inner, innerB));
    }
    return a.with(-2, a.length(transposeA ? -1 : -2)).with(-1, b.length(transposeB ? -2 : -1));
  }

  private String mismatch(Shape a, Shape b, int inner, int innerB) {
    String hint = "";
    if (inner == b.length(transposeB ? -2 : -1)) {
      hint =
          "; did you mean matmul with the second operand %stransposed?"
              .formatted(transposeB ? "not " : "");
    } else if (a.length(transposeA ? -1 : -2) == innerB) {
      hint =
          "; did you mean matmul with the first operand %stransposed?"
              .formatted(transposeA ? "not " : "");
    }
    return "matmul: %s%s × %s%s: inner axes differ, %d ≠ %d%s"
        .formatted(a, transposeA ? "ᵀ" : "", b, transposeB ? "ᵀ" : "", inner, innerB, hint);
  }

  @Override
  public Tensor value(Tensor... inputs) {
    Tensor.requireSameFloating(name(), inputs);
    Tensor a = inputs[0];
    Tensor b = inputs[1];
    Shape shape = shape(a, b);
    Tensor out = Tensor.allocate(a.dtype(), shape);
    int m = shape.length(-2);
    int n = shape.length(-1);
    int k = a.shape().length(transposeA ? -2 : -1);
    int matrices = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      matrices *= shape.length(axis);
    }
    Kernels kernels = Recording.kernels();
    for (int i = 0; i < matrices; i++) {
      int aAt = a.offset() + i * m * k;
      int bAt = b.offset() + i * k * n;
      int to = i * m * n;
      switch (a.storage()) {
        case Storage.Floats(float[] left) ->
            kernels.matmul(
                left, aAt, transposeA, b.floats(), bAt, transposeB, out.floats(), to, m, n, k);
        case Storage.Doubles(double[] left) ->
            kernels.matmul(
                left, aAt, transposeA, b.doubles(), bAt, transposeB, out.doubles(), to, m, n, k);
        case Storage.Longs _, Storage.Booleans _ -> throw a.notFloating(name());
      }
    }
    return out;
  }

  /// With C = AB: Ā = C̄Bᵀ and B̄ = AᵀC̄, each transposed again if the operand was read transposed.
  @Override
  public Tensor vjp(int input, Tensor[] inputs, Tensor output, Tensor upstream) {
    if (input == 0) {
      Tensor b = inputs[1];
      return transposeA
          ? b.matmul(upstream, transposeB, true)
          : upstream.matmul(b, false, !transposeB);
    }
    Tensor a = inputs[0];
    return transposeB
        ? upstream.matmul(a, true, transposeA)
        : a.matmul(upstream, !transposeA, false);
  }

  @Override
  public Tensor jvp(Tensor[] inputs, Tensor output, @Nullable Tensor[] tangents) {
    Tensor a = tangents[0];
    Tensor b = tangents[1];
    return Op.sum(
        a == null ? null : a.matmul(inputs[1], transposeA, transposeB),
        b == null ? null : inputs[0].matmul(b, transposeA, transposeB));
  }

  static List<Sample> samples() {
    return List.of(
        Sample.smooth(new MatMul(false, false), -1, 1, Shape.of(3, 4), Shape.of(4, 2)),
        Sample.smooth(new MatMul(true, false), -1, 1, Shape.of(4, 3), Shape.of(4, 2)),
        Sample.smooth(new MatMul(false, true), -1, 1, Shape.of(3, 4), Shape.of(2, 4)),
        Sample.smooth(new MatMul(true, true), -1, 1, Shape.of(4, 3), Shape.of(2, 4)),
        Sample.smooth(new MatMul(false, true), -1, 1, Shape.of(2, 3, 5), Shape.of(2, 2, 5)),
        Sample.smooth(new MatMul(false, false), -1, 1, Shape.of(0, 4), Shape.of(4, 2)),
        Sample.smooth(new MatMul(false, false), -1, 1, Shape.of(3, 0), Shape.of(0, 2)),
        Sample.wrong(
            new MatMul(false, false),
            "matmul: (32, 13) × (16, 13): inner axes differ, 13 ≠ 16; did you mean matmul with the"
                + " second operand transposed?",
            Tensor.zeros(Shape.of(32, 13)),
            Tensor.zeros(Shape.of(16, 13))),
        Sample.wrong(
            new MatMul(false, false),
            "matmul: (32, 13) × (16, 2): inner axes differ, 13 ≠ 16",
            Tensor.zeros(Shape.of(32, 13)),
            Tensor.zeros(Shape.of(16, 2))),
        Sample.wrong(
            new MatMul(false, false),
            "matmul: (3) × (3, 2): both need the same number of axes, two or more; reshape first",
            Tensor.zeros(Shape.of(3)),
            Tensor.zeros(Shape.of(3, 2))),
        Sample.wrong(
            new MatMul(false, false),
            "matmul: (2, 3, 4) × (5, 4, 3): leading axes differ, 2 ≠ 5; use broadcastTo",
            Tensor.zeros(Shape.of(2, 3, 4)),
            Tensor.zeros(Shape.of(5, 4, 3))));
  }
}
