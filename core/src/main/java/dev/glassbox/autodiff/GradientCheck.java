package dev.glassbox.autodiff;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The outcome of comparing a function's gradient with finite differences, element by element.
///
/// Reverse mode gives ∂L/∂xᵢ; the check computes the same number from values of the function alone, as
/// the central difference
///
///     (L(x + h eᵢ) − L(x − h eᵢ)) / 2h    with h = ∛ε · max(1, |xᵢ|),  ε = 2⁻⁵²,
///
/// in double precision. This h balances the error of the difference, which grows as h², with that of
/// rounding, which grows as ε/h; about 10 correct digits are left. Where the function's result is not a
/// single number, L is the sum of its elements with random weights, so that no element can hide
/// another's mistake.
///
/// {@snippet :
/// Tensor weight = Tensor.normal(Rng.seed(1), Shape.of(3, 2), 0, 1);
/// Tensor x = Tensor.normal(Rng.seed(2), Shape.of(4, 2), 0, 1);
/// GradientCheck check =
///     GradientCheck.of(in -> in.get(1).matmul(in.get(0), false, true).tanh(), weight, x);
/// if (!check.passed()) {
///   throw new AssertionError(check.message());
/// }
/// }
///
/// A layer or a model of one's own is checked as it stands by [#ofModel].
///
/// Take points where the function is smooth: next to a kink, such as that of `relu` at 0, the difference
/// is right about neither side. The cost is two evaluations for each element of each input.
///
/// @param input which input holds the element where both derivatives differ most
/// @param index the place of that element, one number an axis
/// @param analytic the derivative there by reverse mode
/// @param numeric the derivative there by finite difference
/// @param relativeError |analytic − numeric| / max(1, |analytic|, |numeric|) there; NaN if either is
///     NaN, and infinite if one alone is infinite
/// @param tolerance the relative error that is let pass
/// @param checked how many elements were compared
public record GradientCheck(
    int input,
    List<Integer> index,
    double analytic,
    double numeric,
    double relativeError,
    double tolerance,
    int checked) {
  private static final double STEP = Math.cbrt(Math.ulp(1.0));
  private static final double TOLERANCE = 1e-7;
  private static final long WEIGHTS_SEED = 7;

  /// Keeps the index from being changed.
  public GradientCheck {
    index = List.copyOf(index);
  }

  /// Checks a function at these inputs with a tolerance of 10⁻⁷.
  ///
  /// @see #of(double, Function, Tensor...)
  public static GradientCheck of(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
    return of(TOLERANCE, function, inputs);
  }

  /// Checks a function at these inputs.
  ///
  /// Inputs of floating-point type are cast to [DType#FLOAT64] and given to the function as
  /// trainable leaves; others, such as class numbers, are given as they are. The function must give
  /// the same result each time it is called with the same numbers: a dropout inside needs a fresh
  /// [Rng] of the same seed at each call.
  ///
  /// @param tolerance the relative error to let pass, greater than 0
  /// @param function computes a floating-point tensor from the inputs by tensor operations
  /// @param inputs where to check; at least one element must be of floating-point type
  /// @throws IllegalArgumentException if there is nothing to check, or the result is not FLOAT64
  public static GradientCheck of(
      double tolerance, Function<List<Tensor>, Tensor> function, Tensor... inputs) {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException(
          "gradient check: the tolerance must be positive, was " + tolerance);
    }
    List<Tensor> leaves = new ArrayList<>();
    for (Tensor tensor : inputs) {
      leaves.add(isChecked(tensor) ? tensor.to(DType.FLOAT64).trainable() : tensor);
    }
    Tensor result = function.apply(List.copyOf(leaves));
    if (result.dtype() != DType.FLOAT64) {
      throw new IllegalArgumentException(
          "gradient check: the function gave %s from FLOAT64 inputs; let it keep their type"
              .formatted(result.dtype()));
    }
    Tensor weights =
        result.size() == 1
            ? Tensor.full(result.shape(), 1, DType.FLOAT64)
            : Tensor.uniform(Rng.seed(WEIGHTS_SEED), result.shape(), 0.5, 1.5, DType.FLOAT64);
    Gradients gradients = result.vjp(weights);
    Search search = new Search(function, weights, leaves, tolerance);
    for (int i = 0; i < leaves.size(); i++) {
      if (isChecked(leaves.get(i))) {
        search.compare(i, gradients.of(leaves.get(i)));
      }
    }
    return search.worst();
  }

  /// Checks a function by all weights of a model, with a tolerance of 10⁻⁷.
  ///
  /// {@snippet :
  /// Linear layer = Linear.of(3, 2, Rng.seed(1));
  /// Tensor x = Tensor.normal(Rng.seed(2), Shape.of(5, 3), 0, 1, DType.FLOAT64);
  /// GradientCheck check = GradientCheck.ofModel(l -> l.apply(x).tanh(), layer);
  /// boolean right = check.passed();
  /// }
  ///
  /// What the function captures is not cast: it must be FLOAT64, as the weights then are.
  ///
  /// @param model a tensor, or a record, list or map of such values, as in [Autodiff]; the number
  ///   of an [#input()] counts its floating-point tensors but buffers
  /// @throws IllegalArgumentException if there is nothing to check, or the result is not FLOAT64
  public static <T> GradientCheck ofModel(Function<T, Tensor> function, T model) {
    Structure<T> structure = Structure.of(model);
    return of(
        TOLERANCE,
        tensors -> function.apply(structure.with(tensors)),
        structure.tensors().toArray(Tensor[]::new));
  }

  private static boolean isChecked(Tensor tensor) {
    return tensor.dtype().isFloating();
  }

  /// Whether the derivatives agree within the tolerance at every element.
  public boolean passed() {
    return relativeError <= tolerance;
  }

  /// One line that says which element differs most, and by how much.
  public String message() {
    return String.format(
        Locale.ROOT,
        "gradient %s: of %d elements, %s of input %d differs most: analytic %.9g, numeric %.9g,"
            + " relative error %.2g (tolerance %.2g)",
        passed() ? "agrees" : "is wrong",
        checked,
        index,
        input,
        analytic,
        numeric,
        relativeError,
        tolerance);
  }

  /// Remembers the worst element while all are compared.
  private static final class Search {
    private final Function<List<Tensor>, Tensor> function;
    private final Tensor weights;
    private final List<Tensor> leaves;
    private final double tolerance;
    private int checked;
    private int worstInput;
    private int worstPlace;
    private double worstAnalytic;
    private double worstNumeric;
    private double worstError;

    Search(
        Function<List<Tensor>, Tensor> function,
        Tensor weights,
        List<Tensor> leaves,
        double tolerance) {
      this.function = function;
      this.weights = weights;
      this.leaves = leaves;
      this.tolerance = tolerance;
    }

    void compare(int input, Tensor gradient) {
      double[] analytic = gradient.toDoubleArray();
      for (int place = 0; place < analytic.length; place++) {
        double numeric = numeric(input, place);
        double error = relativeError(analytic[place], numeric);
        // Not `error > worst`: NaN is the worst of all.
        if (checked == 0 || (!(error <= worstError) && !Double.isNaN(worstError))) {
          worstInput = input;
          worstPlace = place;
          worstAnalytic = analytic[place];
          worstNumeric = numeric;
          worstError = error;
        }
        checked++;
      }
    }

    private static double relativeError(double analytic, double numeric) {
      if (analytic == numeric) {
        return 0;
      }
      double difference = Math.abs(analytic - numeric);
      double scale = Math.max(1, Math.max(Math.abs(analytic), Math.abs(numeric)));
      return Double.isInfinite(difference) ? difference : difference / scale;
    }

    private double numeric(int input, int place) {
      double x = leaves.get(input).toDoubleArray()[place];
      double h = STEP * Math.max(1, Math.abs(x));
      double right = x + h;
      double left = x - h;
      // Not 2h: x ± h were rounded.
      return (valueAt(input, place, right) - valueAt(input, place, left)) / (right - left);
    }

    private double valueAt(int input, int place, double x) {
      List<Tensor> moved = new ArrayList<>(leaves);
      double[] numbers = leaves.get(input).toDoubleArray();
      numbers[place] = x;
      moved.set(input, Tensor.of(leaves.get(input).shape(), numbers));
      return Tensor.untracked(() -> function.apply(List.copyOf(moved)).mul(weights).sum().item());
    }

    GradientCheck worst() {
      if (checked == 0) {
        throw new IllegalArgumentException(
            "gradient check: no input has an element of floating-point type");
      }
      return new GradientCheck(
          worstInput,
          indexOf(worstPlace, leaves.get(worstInput)),
          worstAnalytic,
          worstNumeric,
          worstError,
          tolerance,
          checked);
    }

    private static List<Integer> indexOf(int place, Tensor tensor) {
      Integer[] index = new Integer[tensor.shape().rank()];
      int rest = place;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        int length = tensor.shape().length(axis);
        index[axis] = rest % length;
        rest /= length;
      }
      return List.of(index);
    }
  }
}
