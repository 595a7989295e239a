package dev.glassbox.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.DTypeException;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AutodiffTest {
  private static Tensor of(double... values) {
    return Tensor.of(DType.FLOAT64, values);
  }

  private static Tensor number(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }

  private static Tensor random(int seed, int... lengths) {
    return Tensor.normal(Rng.seed(seed), Shape.of(lengths), 0, 1, DType.FLOAT64);
  }

  private static void assertSame(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubleArray())
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(expected.toDoubleArray());
  }

  record Line(Tensor slope, Tensor intercept) {
    Tensor at(double x) {
      return slope.mul(x).add(intercept);
    }
  }

  record Net(List<Line> layers, Tensor running, String name) {}

  // Points of every kind.

  @Test
  void theGradientOfAFunctionOfATensor() {
    Tensor x = of(1, 2, 3);
    ValueAndGradient<Tensor> result = Autodiff.valueAndGradient(v -> v.square().sum(), x);
    assertThat(result.value().item()).isEqualTo(14);
    assertThat(result.gradient().toDoubleArray()).containsExactly(2, 4, 6);
    assertThat(result.value().isTracked()).isFalse();
    assertThat(result.gradient().isTracked()).isFalse();
  }

  @Test
  void theGradientOfAModelIsAModel() {
    Line line = new Line(number(2).trainable(), number(-1).trainable());
    Line gradient = Autodiff.gradient(l -> l.at(3).square(), line);
    assertThat(gradient.slope().item()).isEqualTo(30);
    assertThat(gradient.intercept().item()).isEqualTo(10);
  }

  @Test
  void listsAndMapsAndNestedRecordsAreGoneThrough() {
    Net net =
        new Net(
            List.of(new Line(number(2), number(1)), new Line(number(3), number(0))),
            number(7).buffer(),
            "net");
    Function<Map<String, Net>, Tensor> f =
        m -> {
          Net n = m.values().iterator().next();
          return n.layers().get(1).slope().mul(n.layers().get(0).at(5)).mul(n.running());
        };
    Net gradient = Autodiff.gradient(f, Map.of("only", net)).values().iterator().next();
    assertThat(gradient.layers().get(0).slope().item()).isEqualTo(3 * 5 * 7);
    assertThat(gradient.layers().get(0).intercept().item()).isEqualTo(3 * 7);
    assertThat(gradient.layers().get(1).slope().item()).isEqualTo(11 * 7);
    assertThat(gradient.layers().get(1).intercept().item()).isZero();
    assertThat(gradient.running().item()).as("a buffer does not vary").isZero();
    assertThat(gradient.name()).isEqualTo("net");
  }

  @Test
  void aTensorThatAppearsTwiceIsOneVariable() {
    Tensor tied = number(3);
    Line gradient = Autodiff.gradient(l -> l.slope().mul(l.intercept()), new Line(tied, tied));
    assertThat(gradient.slope().item()).isEqualTo(6);
    assertThat(gradient.intercept().item()).isEqualTo(6);
  }

  @Test
  void whatIsCapturedAndNotGivenIsAConstant() {
    Tensor x = number(3).trainable();
    assertThat(Autodiff.gradient(v -> v.mul(x), x).item()).isEqualTo(3);
    assertThat(Autodiff.gradient(v -> x.square(), x).item()).isZero();
  }

  // Modes.

  @Test
  void forwardModeCarriesATangent() {
    ValueAndTangent result = Autodiff.jvp(v -> v.square().mul(3), of(1, 2), of(1, 10));
    assertThat(result.value().toDoubleArray()).containsExactly(3, 12);
    assertThat(result.tangent().toDoubleArray()).containsExactly(6, 120);
    assertThat(result.tangent().isTracked()).isFalse();
    Line tangent = new Line(number(1), number(10));
    Line at = new Line(number(2), number(-1));
    assertThat(Autodiff.jvp(l -> l.at(3).square(), at, tangent).tangent().item()).isEqualTo(130);
  }

  @Test
  void aPullbackMayBeAppliedOften() {
    int[] runs = {0};
    Pullback<Tensor> back =
        Autodiff.vjp(
            v -> {
              runs[0]++;
              return v.exp();
            },
            of(0, 1));
    assertThat(back.apply(of(1, 0)).toDoubleArray()).containsExactly(1, 0);
    assertThat(back.apply(of(2, 0)).toDoubleArray()).containsExactly(2, 0);
    assertThat(back.value().toDoubleArray()).containsExactly(1, Math.E);
    assertThat(runs[0]).isEqualTo(1);
  }

  @Test
  void theIdentityAndAConstantAreFunctionsToo() {
    Tensor x = of(1, 2);
    assertSame(Autodiff.jacobian(v -> v, x), of(1, 0, 0, 1).reshape(2, 2), 0);
    assertSame(
        Autodiff.jacobian(Mode.FORWARD, v -> of(5, 5, 5), x),
        Tensor.zeros(Shape.of(3, 2), DType.FLOAT64),
        0);
    assertSame(
        Autodiff.jacobian(Mode.REVERSE, v -> of(5, 5, 5), x),
        Tensor.zeros(Shape.of(3, 2), DType.FLOAT64),
        0);
    assertThat(Autodiff.jvp(v -> v.step(), x, x).tangent().toDoubleArray()).containsExactly(0, 0);
  }

  @Test
  void theJacobianOfAnEmptyTensorIsEmpty() {
    Tensor none = Tensor.zeros(Shape.of(0), DType.FLOAT64);
    assertThat(Autodiff.jacobian(Tensor::exp, none).shape()).isEqualTo(Shape.of(0, 0));
  }

  @Test
  void bothModesGiveTheSameJacobian() {
    Tensor w = random(1, 3, 4);
    Tensor x = random(2, 4, 2);
    Function<Tensor, Tensor> f = v -> w.matmul(v).tanh().softmax();
    Tensor forward = Autodiff.jacobian(Mode.FORWARD, f, x);
    Tensor reverse = Autodiff.jacobian(Mode.REVERSE, f, x);
    assertThat(forward.shape()).isEqualTo(Shape.of(3, 2, 4, 2));
    assertSame(forward, reverse, 1e-15);
    assertSame(Autodiff.jacobian(f, x), reverse, 1e-15);
  }

  // Jacobians worked by hand.

  @Test
  void theJacobianOfALinearMapIsItsMatrix() {
    Tensor w = random(1, 3, 4);
    Tensor v = random(2, 2, 3);
    Tensor x = random(3, 4);
    Function<Tensor, Tensor> y = in -> w.matmul(in);
    assertSame(Autodiff.jacobian(y, x), w, 0);
    Function<Tensor, Tensor> z = in -> v.matmul(w.matmul(in));
    assertSame(Autodiff.jacobian(z, x), v.matmul(w), 1e-15);
  }

  @Test
  void theJacobianByAMatrixIsAThreeWayArray() {
    Tensor w = random(1, 3, 4);
    Tensor x = random(3, 4);
    for (Mode mode : Mode.values()) {
      Tensor t = Autodiff.jacobian(mode, in -> in.matmul(x), w);
      assertThat(t.shape()).isEqualTo(Shape.of(3, 3, 4));
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          for (int j = 0; j < 4; j++) {
            assertThat(t.at(i, k, j)).isEqualTo(i == k ? x.at(j) : 0);
          }
        }
      }
    }
  }

  @Test
  void softmaxWithCrossEntropyIsProbabilityMinusTarget() {
    Tensor logits = random(5, 4);
    Tensor target = of(0, 0, 1, 0);
    Tensor gradient = Autodiff.gradient(z -> z.logSoftmax().mul(target).sum().neg(), logits);
    assertSame(gradient, logits.softmax().sub(target), 1e-15);
  }

  // Higher orders.

  @Test
  void theHessianOfAQuadraticIsItsMatrixTwice() {
    Tensor a = of(2, 1, 1, 3).reshape(2, 2);
    Tensor x = of(5, -7);
    Function<Tensor, Tensor> f = v -> v.matmul(a.matmul(v));
    assertSame(Autodiff.hessian(f, x), a.mul(2), 1e-13);
    assertSame(Autodiff.hessianVector(f, x, of(1, 10)), of(24, 62), 1e-13);
    assertThat(Autodiff.hessian(f, x).isTracked()).isFalse();
  }

  @Test
  void theHessianByAMatrixHasItsAxesTwice() {
    Tensor x = random(1, 2, 3);
    Tensor hessian = Autodiff.hessian(v -> v.pow(3).sum(), x);
    assertThat(hessian.shape()).isEqualTo(Shape.of(2, 3, 2, 3));
    assertThat(hessian.at(1, 2, 1, 2)).isCloseTo(6 * x.at(1, 2), within(1e-14));
    assertThat(hessian.at(1, 2, 1, 1)).isZero();
  }

  @Test
  void aSecondDerivativeAlongADirection() {
    Tensor x = of(2, 1);
    assertSame(Autodiff.secondDerivative(v -> v.pow(3), x, of(1, 2)), of(12, 24), 1e-14);
    Tensor w = random(1, 3, 2);
    Tensor d = of(0.3, -0.8);
    Function<Tensor, Tensor> f = v -> w.matmul(v.reshape(2, 1)).sin().sum();
    Tensor byHessian =
        d.reshape(1, 2).matmul(Autodiff.hessian(f, x)).matmul(d.reshape(2, 1)).reshape(Shape.of());
    assertSame(Autodiff.secondDerivative(f, x, d), byHessian, 1e-14);
  }

  @Test
  void gradientsNestToTheSixthOrder() {
    Function<Tensor, Tensor> f = v -> v.sin().mul(v.exp());
    Tensor x = number(0.7);
    Function<Tensor, Tensor> nth = f;
    for (int order = 1; order <= 6; order++) {
      Function<Tensor, Tensor> previous = nth;
      boolean reverse = order % 2 == 0;
      nth =
          v ->
              reverse
                  ? Autodiff.gradient(previous, v)
                  : Autodiff.jvp(previous, v, number(1)).tangent();
      // dⁿ/dxⁿ eˣ sin x = 2^(n/2) eˣ sin(x + nπ/4).
      double expected =
          Math.pow(2, order / 2.0) * Math.exp(0.7) * Math.sin(0.7 + order * Math.PI / 4);
      assertThat(nth.apply(x).item()).as("order %d", order).isCloseTo(expected, within(1e-12));
    }
    assertThat(nth.apply(x).isTracked()).isFalse();
  }

  @Test
  void anInnerDerivativeDoesNotMixItsVariableWithAnOuterOne() {
    // d/dx [x · d/dy (x + y) at y = 1] = 1, not 2: Siskind and Pearlmutter's example.
    Tensor x = number(1);
    assertThat(Autodiff.gradient(a -> a.mul(Autodiff.gradient(a::add, number(1))), x).item())
        .isEqualTo(1);
    Tensor one = number(1);
    Function<Tensor, Tensor> forward = a -> a.mul(Autodiff.jvp(a::add, one, one).tangent());
    assertThat(Autodiff.jvp(forward, x, one).tangent().item()).isEqualTo(1);
    // Here both stand on one tensor: d/dx [d/dy (x · y²) at y = x] = d/dx 2x² = 4x.
    assertThat(
            Autodiff.gradient(a -> Autodiff.gradient(b -> a.mul(b.square()), a), number(3)).item())
        .isEqualTo(12);
  }

  @Test
  void aGradientWithinALossReachesTheWeightsOutside() {
    // Gradient penalty: L = ‖∂(w · x²)/∂x‖² = (2wx)², so ∂L/∂w = 8wx².
    Tensor w = number(3).trainable();
    Tensor x = number(2);
    Tensor penalty = Autodiff.gradient(v -> w.mul(v.square()), x).square();
    Gradients gradients = penalty.gradients();
    assertThat(gradients.of(w).item()).isEqualTo(8 * 3 * 4);
  }

  @Test
  void aDerivativeIsDifferentiatedByItsUpstreamAndItsTangent() {
    Tensor x = of(1, 2);
    Tensor u = of(3, 4);
    assertSame(
        Autodiff.gradient(v -> Autodiff.vjp(Tensor::square, x).apply(v).sum(), u), of(2, 4), 0);
    assertSame(
        Autodiff.gradient(v -> Autodiff.jvp(Tensor::square, x, v).tangent().sum(), u), of(2, 4), 0);
  }

  @Test
  void derivativesWorkWithinUntrackedAndComeOutBare() {
    Tensor w = number(3).trainable();
    Tensor gradient = Tensor.untracked(() -> Autodiff.gradient(v -> v.square().mul(w), number(2)));
    assertThat(gradient.item()).isEqualTo(12);
    assertThat(gradient.isTracked()).isFalse();
    Tensor stopped =
        Autodiff.gradient(
            v -> v.mul(Tensor.untracked(() -> Autodiff.gradient(Tensor::square, v))), number(2));
    assertThat(stopped.item()).as("2x held fixed").isEqualTo(4);
    assertThat(Autodiff.gradient(v -> v.mul(v.detach()), number(2)).item()).isEqualTo(2);
  }

  // Sizes.

  @Test
  void aChainOfAMillionOperations() {
    Tensor x = number(1);
    Function<Tensor, Tensor> f =
        v -> {
          Tensor y = v;
          for (int i = 0; i < 1_000_000; i++) {
            y = y.mul(1 - 1e-6);
          }
          return y;
        };
    double expected = Math.exp(1_000_000 * Math.log1p(-1e-6));
    assertThat(Autodiff.gradient(f, x).item()).isCloseTo(expected, within(1e-9));
    assertThat(Autodiff.jvp(f, x, number(1)).tangent().item()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aGraphOfAMillionNodesThatAreAllUsedTwice() {
    // y ← (y + y)/2: 2^500,000 routes, one derivative.
    Tensor y = number(3).trainable();
    Tensor x = y;
    for (int i = 0; i < 500_000; i++) {
      y = y.add(y).mul(0.5);
    }
    assertThat(y.gradients().of(x).item()).isEqualTo(1);
  }

  @Test
  void gradientsOverSamplesAddUpToTheGradientOfTheBatch() {
    Tensor w = random(1, 3, 2);
    Tensor batch = random(2, 8, 3);
    Function<Tensor, Function<Tensor, Tensor>> loss =
        rows -> v -> rows.matmul(v).tanh().square().sum();
    Tensor sum = Tensor.zeros(Shape.of(3, 2), DType.FLOAT64);
    for (int i = 0; i < 8; i++) {
      sum = sum.add(Autodiff.gradient(loss.apply(batch.rows(i, i + 1)), w));
    }
    assertSame(sum, Autodiff.gradient(loss.apply(batch), w), 1e-14);
  }

  // Asking wrongly.

  @Test
  void aResultThatIsNoSingleNumberHasNoGradient() {
    assertThatThrownBy(() -> Autodiff.gradient(Tensor::square, of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "gradient: the function gave (2), not a single number; reduce it, or use jacobian or"
                + " vjp");
    assertThatThrownBy(() -> Autodiff.hessianVector(Tensor::square, of(1, 2), of(1, 2)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void aPointWithoutFloatingNumbersIsRefused() {
    assertThatThrownBy(() -> Autodiff.gradient(Tensor::sum, Tensor.of(Shape.of(1), new long[] {1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "derivative: a tensor of INT64 holds no floating-point tensor to differentiate by");
    assertThatThrownBy(() -> Autodiff.gradient(list -> number(1), List.of()))
        .hasMessageContaining("holds no floating-point tensor to differentiate by");
  }

  @Test
  void aTangentOfAnotherShapeOrTypeOrStructureIsRefused() {
    assertThatThrownBy(() -> Autodiff.jvp(Tensor::square, of(1, 2), of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("jvp: tangent (1) must have the shape of the input, (2)");
    assertThatThrownBy(() -> Autodiff.jvp(Tensor::square, of(1), Tensor.of(1)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(
            () -> Autodiff.jvp(list -> list.get(0), List.of(of(1)), List.of(of(1), of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jvp: has 2 tensors, and the point has 1; both must have the same structure");
    assertThatThrownBy(() -> Autodiff.vjp(Tensor::square, of(1, 2)).apply(of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("vjp: upstream (1) must have the shape of the result, (2)");
  }
}
