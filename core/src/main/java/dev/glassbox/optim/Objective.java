package dev.glassbox.optim;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Flattening;
import dev.glassbox.autodiff.ValueAndGradient;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.function.Function;

/// A function of a point made of tensors, seen as one of a vector, with a count of evaluations.
final class Objective<T> {
  private final Function<T, Tensor> function;
  private final Flattening<T> flattening;
  private final Tensor start;
  private int evaluations;

  Objective(Function<T, Tensor> function, T start) {
    this.function = function;
    this.flattening = Flattening.of(start);
    this.start = flattening.vector().detach();
  }

  double[] start() {
    return start.toDoubleArray();
  }

  int evaluations() {
    return evaluations;
  }

  /// The distance from 1 to the next number of the tensors' type.
  double precision() {
    return start.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
  }

  T point(double[] x) {
    return flattening.restoreTrainable(tensor(x));
  }

  private Tensor tensor(double[] x) {
    return Tensor.of(Shape.of(x.length), x).to(start.dtype());
  }

  /// Value and gradient at the point nearest to `x` that the tensors' type has.
  Evaluation at(double[] x) {
    evaluations++;
    Tensor vector = tensor(x);
    ValueAndGradient<T> result = Autodiff.valueAndGradient(function, flattening.restore(vector));
    return new Evaluation(
        vector.toDoubleArray(),
        result.value().item(),
        flattening.vector(result.gradient()).toDoubleArray());
  }

  /// A point with the value and the gradient there.
  record Evaluation(double[] x, double value, double[] gradient) {
    boolean isFinite() {
      return Double.isFinite(value) && Double.isFinite(Vectors.largest(gradient));
    }
  }
}
