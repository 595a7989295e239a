package dev.glassbox.autodiff;

import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Linearization;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Derivatives of functions, in both modes and to any order.
///
/// A function takes a point and gives a tensor. The point is a [Tensor], or a record, list or map
/// of such, so that a model can be differentiated as it stands; a derivative by it is then a value
/// of the same kind.
///
/// {@snippet :
/// Tensor x = Tensor.of(DType.FLOAT64, 2, 5);
/// Function<Tensor, Tensor> f = v -> v.square().sum().sin();
/// Tensor gradient = Autodiff.gradient(f, x); // 2x · cos(x·x)
/// Tensor hessian = Autodiff.hessian(f, x); // (2, 2)
/// record Line(Tensor slope, Tensor intercept) {}
/// Line line = new Line(Tensor.of(2.0), Tensor.of(-1.0));
/// Line byLine =
///     Autodiff.gradient(l -> l.slope().mul(3).add(l.intercept()).square().sum(), line);
/// Tensor bySlope = byLine.slope(); // 2 · (2·3 − 1) · 3 = 30
/// }
///
/// **What varies.** All floating-point tensors of the point vary, except buffers, in whose place a
/// derivative has zeros. So a layer is frozen where its tensors are buffers.
///
/// **Orders.** All of these nest: the function may itself call any of them, by its own input or by
/// what it has from outside, and the results are differentiated rightly.
///
/// {@snippet :
/// Tensor x = Tensor.of(DType.FLOAT64, 2);
/// Function<Tensor, Tensor> cube = v -> v.pow(3).sum();
/// Function<Tensor, Tensor> first = v -> Autodiff.gradient(cube, v).sum();
/// Function<Tensor, Tensor> second = v -> Autodiff.gradient(first, v).sum();
/// Tensor third = Autodiff.gradient(second, x); // 6
/// }
///
/// **Cutting.** [Tensor#detach()] stops derivatives at a value, [Tensor#untracked] in a piece of
/// code, and [Tensor#checkpoint] lets them through while keeping less in memory.
///
/// Where a function has a kink the derivative is that which its operation states, such as 0 for
/// `relu` at 0.
public final class Autodiff {
  private Autodiff() {}

  /// The gradient of a function with a single number as its result: by reverse mode, in one pass
  /// whatever the number of inputs.
  ///
  /// @throws ShapeException if the result is not a single number
  public static <T> T gradient(Function<T, Tensor> function, T at) {
    return valueAndGradient(function, at).gradient();
  }

  /// The value and the gradient of a function with a single number as its result.
  ///
  /// @throws ShapeException if the result is not a single number
  public static <T> ValueAndGradient<T> valueAndGradient(Function<T, Tensor> function, T at) {
    Pullback<T> pullback = vjp(function, at);
    Tensor value = requireNumber(pullback.value());
    return new ValueAndGradient<>(value, pullback.apply(ones(value)));
  }

  private static Tensor requireNumber(Tensor value) {
    if (value.size() != 1) {
      throw new ShapeException(
          "gradient: the function gave %s, not a single number; reduce it, or use jacobian or vjp"
              .formatted(value.shape()));
    }
    return value;
  }

  private static Tensor ones(Tensor like) {
    return Tensor.full(like.shape(), 1, like.dtype());
  }

  /// Reverse mode: the value, and the vector–Jacobian product u ↦ Jᵀu.
  ///
  /// {@snippet :
  /// Pullback<Tensor> back = Autodiff.vjp(Tensor::square, Tensor.of(1.0, 2.0));
  /// Tensor gradient = back.apply(Tensor.of(1.0, 10.0)); // [2, 40]
  /// }
  public static <T> Pullback<T> vjp(Function<T, Tensor> function, T at) {
    Structure<T> structure = Structure.of(at);
    return new Pullback<>(linearize(function, structure), structure);
  }

  /// Forward mode: the value, and the Jacobian–vector product J · tangent, which is how fast the
  /// value moves when the point moves along the tangent.
  ///
  /// {@snippet :
  /// Tensor x = Tensor.of(1.0, 2.0);
  /// Tensor along = Autodiff.jvp(Tensor::square, x, Tensor.of(1.0, 10.0)).tangent(); // [2, 40]
  /// }
  ///
  /// @param tangent of the kind of the point, each tensor with the shape of the point's
  /// @throws IllegalArgumentException if the tangent has another structure
  /// @throws ShapeException if a tensor of the tangent has another shape
  /// @throws DTypeException if a tensor of the tangent has another type
  public static <T> ValueAndTangent jvp(Function<T, Tensor> function, T at, T tangent) {
    Structure<T> structure = Structure.of(at);
    List<Tensor> tangents = structure.alike("jvp", tangent);
    Linearization linearization = linearize(function, structure);
    return new ValueAndTangent(
        linearization.value(), linearization.pushforward(tangents.toArray(Tensor[]::new)));
  }

  private static <T> Linearization linearize(Function<T, Tensor> function, Structure<T> structure) {
    return Linearization.of(
        variables -> function.apply(structure.with(variables)), structure.tensors());
  }

  /// The Jacobian ∂yᵢ/∂xⱼ: the axes of the result and then those of the input. By the mode that
  /// needs fewer passes.
  ///
  /// For y = W·x of a matrix W (m, n), the Jacobian by x is (m, n) and W itself; by W it is (m, m,
  /// n) with ∂yᵢ/∂wₖⱼ = xⱼ if i = k, else 0.
  public static Tensor jacobian(Function<Tensor, Tensor> function, Tensor at) {
    Linearization linearization = linearize(function, Structure.of(at));
    boolean forward = at.size() < linearization.value().size();
    return jacobian(forward ? Mode.FORWARD : Mode.REVERSE, linearization, at);
  }

  /// The Jacobian by this mode: one pass for each element of the input (forward) or of the result
  /// (reverse).
  public static Tensor jacobian(Mode mode, Function<Tensor, Tensor> function, Tensor at) {
    return jacobian(mode, linearize(function, Structure.of(at)), at);
  }

  private static Tensor jacobian(Mode mode, Linearization linearization, Tensor at) {
    Tensor value = linearization.value();
    Shape shape =
        Shape.of(
            IntStream.concat(
                    Arrays.stream(value.shape().lengths()), Arrays.stream(at.shape().lengths()))
                .toArray());
    if (shape.size() == 0) {
      return Tensor.zeros(shape, value.dtype());
    }
    Tensor rows =
        switch (mode) {
          case REVERSE -> stack(value, unit -> linearization.pullback(unit).getFirst());
          case FORWARD -> stack(at, linearization::pushforward).transpose();
        };
    return rows.reshape(shape);
  }

  /// What a linear map makes of each unit vector, one row each.
  private static Tensor stack(Tensor like, Function<Tensor, Tensor> map) {
    int n = like.size();
    Tensor[] rows = new Tensor[n];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      Tensor row = map.apply(Tensor.of(like.shape(), unit).to(like.dtype()));
      rows[i] = row.reshape(Shape.of(1, row.size()));
    }
    return Tensor.concat(0, rows);
  }

  /// The Hessian ∂²f/∂xᵢ∂xⱼ of a function with a single number as its result: the axes of the input
  /// twice. Forward mode over reverse mode, one pass for each element of the input.
  ///
  /// For the Hessian by all weights of a model see [Flattening].
  ///
  /// @throws ShapeException if the result is not a single number
  public static Tensor hessian(Function<Tensor, Tensor> function, Tensor at) {
    return jacobian(Mode.FORWARD, x -> gradient(function, x), at);
  }

  /// The product H · vector of the Hessian with a vector, without the Hessian itself: in one pass
  /// of each mode (Pearlmutter 1994, "Fast exact multiplication by the Hessian").
  ///
  /// @param vector of the kind of the point, each tensor with the shape of the point's
  /// @throws ShapeException if the result is not a single number, or a shape differs
  public static <T> T hessianVector(Function<T, Tensor> function, T at, T vector) {
    Structure<T> structure = Structure.of(at);
    Tensor[] directions = structure.alike("hessianVector", vector).toArray(Tensor[]::new);
    // H is symmetric, so H · v is the gradient of the slope along v.
    Linearization slope =
        Linearization.of(
            variables -> requireNumber(along(function, structure, variables, directions)),
            structure.tensors());
    return structure.derivatives(slope.pullback(ones(slope.value())));
  }

  private static <T> Tensor along(
      Function<T, Tensor> function,
      Structure<T> structure,
      List<Tensor> variables,
      Tensor[] directions) {
    return Linearization.of(inner -> function.apply(structure.with(inner)), variables)
        .pushforward(directions);
  }

  /// The second derivative along a direction, d²/dt² f(at + t · direction) at t = 0, of the shape
  /// of the function's result. By forward mode twice, without any second-order array.
  ///
  /// {@snippet :
  /// Tensor x = Tensor.of(DType.FLOAT64, 2, 1);
  /// Tensor curvature =
  ///     Autodiff.secondDerivative(v -> v.pow(3), x, Tensor.of(DType.FLOAT64, 1, 2)); // [12, 24]
  /// }
  ///
  /// @throws ShapeException if the direction has not the shape of the point
  public static Tensor secondDerivative(
      Function<Tensor, Tensor> function, Tensor at, Tensor direction) {
    return jvp(x -> jvp(function, x, direction).tangent(), at, direction).tangent();
  }
}
