package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.autodiff.Pullback;
import dev.glassbox.autodiff.ValueAndTangent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Holds a function against what PyTorch says about it: the value, the gradient of each input by
/// reverse mode, the tangent by forward mode, and the product of the Hessian with a vector.
///
/// A difference counts relative to the largest magnitude in its tensor, or as it is if that is 0.
record Oracle(Goldens.Case golden, Function<Tensor[], Tensor> function, DType dtype) {

  private Tensor[] inputs() {
    return Arrays.stream(golden.all("input")).map(this::fitted).toArray(Tensor[]::new);
  }

  private Tensor fitted(Tensor tensor) {
    return tensor.dtype().isFloating() ? tensor.to(dtype) : tensor;
  }

  private Tensor value(List<Tensor> inputs) {
    return function.apply(inputs.toArray(Tensor[]::new));
  }

  /// Asserts that all agree within the tolerance.
  void check(double tolerance) {
    Tensor[] inputs = inputs();
    Tensor value = function.apply(inputs);
    assertNear(value, golden.one("value"), tolerance, "value");
    if (golden.all("gradient").length == 0) {
      Tensor[] leaves =
          Arrays.stream(inputs)
              .map(x -> x.dtype().isFloating() ? x.trainable() : x)
              .toArray(Tensor[]::new);
      assertThat(function.apply(leaves).isTracked())
          .as("is differentiable here but not in PyTorch")
          .isFalse();
      return;
    }
    checkFirstOrder(List.of(inputs), golden.one("upstream").to(value.dtype()), tolerance);
    checkSecondOrder(List.of(inputs), golden.one("upstream").to(value.dtype()), tolerance);
  }

  private void checkFirstOrder(List<Tensor> inputs, Tensor upstream, double tolerance) {
    Pullback<List<Tensor>> pullback = Autodiff.vjp(this::value, inputs);
    assertAllNear(pullback.apply(upstream), "gradient", tolerance);
    ValueAndTangent forward = Autodiff.jvp(this::value, inputs, tangents(inputs));
    assertNear(forward.tangent(), golden.one("jvp"), tolerance, "jvp");
  }

  private void checkSecondOrder(List<Tensor> inputs, Tensor upstream, double tolerance) {
    List<Tensor> products =
        Autodiff.hessianVector(point -> value(point).mul(upstream).sum(), inputs, tangents(inputs));
    assertAllNear(products, "hvp", tolerance);
  }

  /// The tangents of those inputs that vary, and the others themselves.
  private List<Tensor> tangents(List<Tensor> inputs) {
    List<Tensor> tangents = new ArrayList<>(inputs);
    int next = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).dtype().isFloating()) {
        tangents.set(i, golden.all("tangent")[next].to(dtype));
        next++;
      }
    }
    return tangents;
  }

  private void assertAllNear(List<Tensor> actual, String name, double tolerance) {
    Tensor[] expected = golden.all(name);
    int next = 0;
    for (Tensor tensor : actual) {
      if (tensor.dtype().isFloating()) {
        assertNear(tensor, expected[next], tolerance, name + " " + next);
        next++;
      }
    }
    assertThat(next).as("how many of " + name).isEqualTo(expected.length);
  }

  private void assertNear(Tensor actual, Tensor expected, double tolerance, String what) {
    assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
    double[] left = actual.toDoubleArray();
    double[] right = expected.toDoubleArray();
    double largest = Arrays.stream(right).map(Math::abs).max().orElse(0);
    double bound = tolerance * (largest == 0 ? 1 : largest);
    for (int i = 0; i < left.length; i++) {
      boolean near =
          Double.compare(left[i], right[i]) == 0 || Math.abs(left[i] - right[i]) <= bound;
      assertThat(near)
          .as(
              "%s of %s in %s, element %d: was %s, PyTorch has %s, may differ by %s",
              what, golden, dtype, i, left[i], right[i], bound)
          .isTrue();
    }
  }
}
