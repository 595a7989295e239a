package dev.glassbox.kernel;

import org.jspecify.annotations.Nullable;

/// The loops that tensors are made of.
///
/// Every method reads and writes plain arrays from given positions and allocates nothing that
/// outlives it. A provider must give the results of [ScalarKernels] up to floating-point rounding,
/// and the same bits each time it is called with the same input. The output of `unary`, `binary`,
/// `binaryRows` and `softmax` may begin at the same element of the same array as an input that
/// moves on with it; otherwise output may not overlap input.
public interface Kernels {
  /// The provider in use: [VectorKernels], unless java was started with
  /// `-Dglassbox.kernels=scalar`.
  static Kernels active() {
    return Chosen.KERNELS;
  }

  /// Chosen once, when first asked for.
  final class Chosen {
    private static final Kernels KERNELS =
        System.getProperty("glassbox.kernels", "").equals("scalar")
            ? ScalarKernels.INSTANCE
            : VectorKernels.INSTANCE;

    private Chosen() {}
  }

  /// `out[i] = f(x[i])` for n elements.
  void unary(UnaryFunction f, float[] x, int xAt, float[] out, int outAt, int n);

  /// `out[i] = f(x[i])` for n elements.
  void unary(UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n);

  /// `out[i] = f(a[i · aStep], b[i · bStep])` for n elements; a step is 1, or 0 to repeat one
  /// number.
  void binary(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int n);

  /// `out[i] = f(a[i · aStep], b[i · bStep])` for n elements; a step is 1, or 0 to repeat one
  /// number.
  void binary(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] out,
      int outAt,
      int n);

  /// `out[r · columns + j] = f(a[r · aRowStep + j · aStep], b[r · bRowStep + j · bStep])` for the
  /// elements (r, j) of a `rows × columns` matrix. A step along a row is 1, or 0 to repeat one
  /// number; a step to the next row is any, 0 to repeat the row.
  void binaryRows(
      BinaryFunction f,
      float[] a,
      int aAt,
      int aRowStep,
      int aStep,
      float[] b,
      int bAt,
      int bRowStep,
      int bStep,
      float[] out,
      int outAt,
      int rows,
      int columns);

  /// `out[r · columns + j] = f(a[r · aRowStep + j · aStep], b[r · bRowStep + j · bStep])` for the
  /// elements (r, j) of a `rows × columns` matrix. A step along a row is 1, or 0 to repeat one
  /// number; a step to the next row is any, 0 to repeat the row.
  void binaryRows(
      BinaryFunction f,
      double[] a,
      int aAt,
      int aRowStep,
      int aStep,
      double[] b,
      int bAt,
      int bRowStep,
      int bStep,
      double[] out,
      int outAt,
      int rows,
      int columns);

  /// Reduces the middle axis: `out[o, i] = f over l of x[o, l, i]`, where x is `outer × length ×
  /// inner`.
  void reduce(ReduceFunction f, float[] x, int xAt, int outer, int length, int inner, float[] out);

  /// Reduces the middle axis: `out[o, i] = f over l of x[o, l, i]`, where x is `outer × length ×
  /// inner`.
  void reduce(
      ReduceFunction f, double[] x, int xAt, int outer, int length, int inner, double[] out);

  /// The matrix product `c = A · B`, where A is m × k (stored k × m if `transposeA`), B is k × n
  /// (stored n × k if `transposeB`) and c is m × n. What c held before does not matter.
  void matmul(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] c,
      int cAt,
      int m,
      int n,
      int k);

  /// The matrix product `c = A · B`, where A is m × k (stored k × m if `transposeA`), B is k × n
  /// (stored n × k if `transposeB`) and c is m × n. What c held before does not matter.
  void matmul(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] c,
      int cAt,
      int m,
      int n,
      int k);

  /// A fully connected layer, `c = g(A · B + bias)`: the product of [#matmul] with a row of n
  /// numbers added to each of its rows and, unless it is null, g applied to every element. The same
  /// bits as `matmul`, `binaryRows` and `unary` one after the other.
  void affine(
      float[] a,
      int aAt,
      boolean transposeA,
      float[] b,
      int bAt,
      boolean transposeB,
      float[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      float[] c,
      int cAt,
      int m,
      int n,
      int k);

  /// A fully connected layer, `c = g(A · B + bias)`: the product of [#matmul] with a row of n
  /// numbers added to each of its rows and, unless it is null, g applied to every element. The same
  /// bits as `matmul`, `binaryRows` and `unary` one after the other.
  void affine(
      double[] a,
      int aAt,
      boolean transposeA,
      double[] b,
      int bAt,
      boolean transposeB,
      double[] bias,
      int biasAt,
      @Nullable UnaryFunction g,
      double[] c,
      int cAt,
      int m,
      int n,
      int k);

  /// Softmax of every row of a `rows × columns` matrix, e^(x − max) / Σ e^(x − max), or its natural
  /// logarithm.
  void softmax(float[] x, int xAt, float[] out, int rows, int columns, boolean logarithm);

  /// Softmax of every row of a `rows × columns` matrix, e^(x − max) / Σ e^(x − max), or its natural
  /// logarithm.
  void softmax(double[] x, int xAt, double[] out, int rows, int columns, boolean logarithm);
}
