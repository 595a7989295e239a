package dev.glassbox.autodiff;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A value made of tensors, such as a model, as one vector and back.
///
/// What speaks of vectors, such as a Hessian matrix or a line search, can so be applied to a model.
/// Both directions are made of tensor operations, so derivatives go through.
///
/// {@snippet :
/// record Line(Tensor slope, Tensor intercept) {}
/// Line line = new Line(Tensor.of(2.0), Tensor.of(-1.0));
/// Flattening<Line> flat = Flattening.of(line);
/// Tensor vector = flat.vector(); // [2, −1]
/// Line moved = flat.restore(vector.add(1)); // slope 3, intercept 0
/// Tensor hessian =
///     Autodiff.hessian(
///         v -> flat.restore(v).slope().mul(5).add(flat.restore(v).intercept()).square().sum(),
///         vector); // 2 × 2
/// }
///
/// Which tensors count is said at [Autodiff].
///
/// @param <T> the kind of the value
public final class Flattening<T> {
  private final Structure<T> structure;

  private Flattening(Structure<T> structure) {
    this.structure = structure;
  }

  /// @param value a tensor, or a record, list or map of such values
  /// @throws IllegalArgumentException if it holds no floating-point tensor
  /// @throws DTypeException if its tensors are of more than one type
  public static <T> Flattening<T> of(T value) {
    Structure<T> structure = Structure.of(value);
    DType dtype = structure.tensors().getFirst().dtype();
    for (Tensor tensor : structure.tensors()) {
      if (tensor.dtype() != dtype) {
        throw new DTypeException(
            "flattening: %s and %s do not mix in one vector; cast one with to(DType)"
                .formatted(dtype, tensor.dtype()));
      }
    }
    return new Flattening<>(structure);
  }

  /// How many numbers the vector has.
  public int size() {
    return structure.tensors().stream().mapToInt(Tensor::size).sum();
  }

  /// The numbers of all tensors one after the other, each in row-major order.
  public Tensor vector() {
    return vectorOf(structure.tensors());
  }

  /// The numbers of another value of the same structure, such as a gradient of this one.
  ///
  /// @throws IllegalArgumentException if its structure differs
  public Tensor vector(T other) {
    return vectorOf(structure.alike("flattening", other));
  }

  private static Tensor vectorOf(List<Tensor> tensors) {
    return Tensor.concat(
        0,
        tensors.stream()
            .map(tensor -> tensor.reshape(Shape.of(tensor.size())))
            .toArray(Tensor[]::new));
  }

  /// The value with the numbers of this vector.
  ///
  /// @throws ShapeException if the vector has not [#size()] numbers
  public T restore(Tensor vector) {
    return structure.with(partsOf(vector));
  }

  /// The value with the numbers of this vector, whose tensors are trainable where those of the
  /// flattened value are: a model to go on with. Derivatives by the vector do not go through.
  ///
  /// @throws ShapeException if the vector has not [#size()] numbers
  public T restoreTrainable(Tensor vector) {
    List<Tensor> parts = partsOf(vector.detach());
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Tensor part = parts.get(i);
      leaves.add(structure.tensors().get(i).isTrainable() ? part.trainable() : part);
    }
    return structure.with(leaves);
  }

  private List<Tensor> partsOf(Tensor vector) {
    if (!vector.shape().equals(Shape.of(size()))) {
      throw new ShapeException(
          "flattening: %s must be a vector of %d numbers".formatted(vector.shape(), size()));
    }
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (Tensor tensor : structure.tensors()) {
      int to = from + tensor.size();
      parts.add(vector.slice(0, from, to).reshape(tensor.shape()));
      from = to;
    }
    return parts;
  }
}
