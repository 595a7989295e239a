package dev.glassbox.nn;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;

/// A learnt vector for each of a number of codes: code i becomes row i of the weight.
///
/// The input is INT64 of any shape, the output has one axis more, of the vectors' width.
///
/// {@snippet :
/// Embedding species = Embedding.of(3, 2, Rng.seed(1));
/// Tensor vectors = species.apply(Tensor.of(Shape.of(4), new long[] {0, 2, 2, 1})); // (4, 2)
/// }
///
/// @param weight a vector a row, (count, width)
public record Embedding(Tensor weight) implements Layer {
  /// Checks that the weight is a matrix.
  ///
  /// @throws ShapeException if it is not
  public Embedding {
    if (weight.shape().rank() != 2) {
      throw new ShapeException(
          "embedding: weight must be (count, width), was %s".formatted(weight.shape()));
    }
  }

  /// FLOAT32 vectors that start at random from the standard normal distribution.
  public static Embedding of(int count, int width, Rng rng) {
    return of(count, width, Initializer.normal(0, 1), rng);
  }

  /// FLOAT32 vectors that start as the initialiser says.
  public static Embedding of(int count, int width, Initializer initializer, Rng rng) {
    return new Embedding(
        initializer.create(rng, Shape.of(count, width), DType.FLOAT32).trainable());
  }

  /// @throws dev.glassbox.tensor.DTypeException unless the codes are INT64
  /// @throws IndexOutOfBoundsException if a code is negative or not below the number of vectors
  @Override
  public Tensor apply(Tensor codes) {
    return weight.gather(codes);
  }
}
