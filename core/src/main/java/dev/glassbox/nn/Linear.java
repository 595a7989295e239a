package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// A fully connected layer, y = x · Wᵀ + b.
///
/// The input is (…, in), the output (…, out): one example a row, or a single example as a vector.
///
/// {@snippet :
/// Linear layer = Linear.of(784, 128, Initializer.heNormal(), Rng.seed(1));
/// Tensor pixels = Tensor.uniform(Rng.seed(2), Shape.of(32, 784), 0, 1);
/// Tensor hidden = layer.apply(pixels).relu(); // (32, 784) → (32, 128)
/// }
///
/// @param weight W, (out, in)
/// @param bias b, (out)
public record Linear(Tensor weight, Tensor bias) implements Layer {
  /// Checks that the bias has one number for each row of the weight.
  ///
  /// @throws ShapeException if the weight is no matrix or the bias does not fit it
  public Linear {
    if (weight.shape().rank() != 2 || !bias.shape().equals(Shape.of(weight.shape().length(0)))) {
      throw new ShapeException(
          "linear: weight must be (out, in) and bias (out), were %s and %s"
              .formatted(weight.shape(), bias.shape()));
    }
  }

  /// A FLOAT32 layer whose weights and biases are uniform in ±1/√in.
  ///
  /// This is what PyTorch does by default: the weights of LeCun et al. 1998 ("Efficient BackProp")
  /// with a third of their variance.
  public static Linear of(int in, int out, Rng rng) {
    double bound = 1 / Math.sqrt(in);
    Initializer uniform = Initializer.uniform(-bound, bound);
    return of(in, out, uniform, uniform, DType.FLOAT32, rng);
  }

  /// A FLOAT32 layer whose weights start as the initialiser says, and whose biases start at 0.
  public static Linear of(int in, int out, Initializer initializer, Rng rng) {
    return of(in, out, initializer, DType.FLOAT32, rng);
  }

  /// A layer of this type whose weights start as the initialiser says, and whose biases start at 0.
  public static Linear of(int in, int out, Initializer initializer, DType dtype, Rng rng) {
    return of(in, out, initializer, Initializer.zeros(), dtype, rng);
  }

  /// A layer of this type whose weights and then its biases start as these initialisers say.
  public static Linear of(
      int in, int out, Initializer weights, Initializer biases, DType dtype, Rng rng) {
    return new Linear(
        weights.create(rng, Shape.of(out, in), dtype).trainable(),
        biases.create(rng, Shape.of(out), dtype).trainable());
  }

  /// A FLOAT64 layer that starts from these numbers.
  ///
  /// {@snippet :
  /// Linear gates = Linear.of(new double[][] {{20, 20}, {-20, -20}}, -10, 30); // OR and NAND
  /// Tensor y = gates.apply(Tensor.of(DType.FLOAT64, 0, 1)); // 10, 10
  /// }
  ///
  /// @param weight W, a row for each output
  /// @param bias b, a number for each output
  /// @throws ShapeException if the bias has not one number for each row of the weight
  public static Linear of(double[][] weight, double... bias) {
    return new Linear(Tensor.of(weight).trainable(), Tensor.of(DType.FLOAT64, bias).trainable());
  }

  /// The length of an input row.
  public int in() {
    return weight.shape().length(1);
  }

  /// The length of an output row.
  public int out() {
    return weight.shape().length(0);
  }

  /// @throws ShapeException if the input's last axis does not have length [#in()]
  @Override
  public Tensor apply(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() == 0 || shape.length(-1) != in()) {
      throw new ShapeException(
          "linear: input %s must have %d numbers along its last axis, as the weight %s"
              .formatted(shape, in(), weight.shape()));
    }
    if (shape.rank() == 2) {
      return x.matmul(weight, false, true).add(bias);
    }
    int rows = Arrays.stream(shape.lengths()).limit(shape.rank() - 1L).reduce(1, (a, b) -> a * b);
    return x.reshape(rows, in())
        .matmul(weight, false, true)
        .add(bias)
        .reshape(shape.with(-1, out()));
  }
}
