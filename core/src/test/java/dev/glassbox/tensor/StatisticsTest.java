package dev.glassbox.tensor;

import static dev.glassbox.tensor.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Autodiff;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products, variances, norms and running sums: zeros, ties, empty and infinite inputs.
class StatisticsTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Tensor at(double... x) {
    return Tensor.of(DType.FLOAT64, x);
  }

  private static double[] slope(UnaryOperator<Tensor> f, double... x) {
    return Autodiff.gradient(v -> f.apply(v).sum(), at(x)).toDoubleArray();
  }

  @Test
  void theDerivativeOfAProductIsTheProductOfTheOthersThoughSomeBeZero() {
    assertThat(slope(Tensor::prod, 2, 3, 4)).containsExactly(12, 8, 6);
    assertThat(slope(Tensor::prod, 0, 3, 4)).containsExactly(12, 0, 0);
    assertThat(slope(Tensor::prod, 0, 0, 4)).containsExactly(0, 0, 0);
    Tensor hessian = Autodiff.hessian(Tensor::prod, at(0, 0, 4));
    assertThat(hessian.toDoubleArray()).containsExactly(0, 4, 0, 4, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13})
  void aProductOfAnyLengthIsTheFactorial(int n) {
    double[] numbers = new double[n];
    double factorial = 1;
    for (int i = 0; i < n; i++) {
      numbers[i] = i + 1;
      factorial *= i + 1;
    }
    assertThat(at(numbers).prod().item()).isEqualTo(factorial);
    assertThat(at(numbers).cumprod(0).at(n - 1)).isEqualTo(factorial);
  }

  @Test
  void aRunningProductHasTheRightDerivativeBehindAZero() {
    // y = (a, ab, abc): ∂Σy/∂b = a + ac.
    assertThat(slope(x -> x.cumprod(0), 2, 0, 5)).containsExactly(1, 2 + 10, 0);
  }

  @Test
  void productsGoOverTheAxesNamed() {
    Tensor x = at(1, 2, 3, 4, 5, 6, 7, 8).reshape(2, 2, 2);
    assertThat(x.prod(0, 2).toDoubleArray()).containsExactly(1 * 2 * 5 * 6, 3 * 4 * 7 * 8);
    assertThat(x.prod(-1).toDoubleArray()).containsExactly(2, 12, 30, 56);
    assertThat(x.prod(1, 1).shape()).isEqualTo(Shape.of(2, 2));
    assertThat(Tensor.scalar(DType.FLOAT64, 7).prod().item()).isEqualTo(7);
  }

  @Test
  void nothingMultipliesToOneAndAddsToZero() {
    Tensor none = Tensor.zeros(Shape.of(2, 0), DType.FLOAT64);
    assertThat(none.prod(1).toDoubleArray()).containsExactly(1, 1);
    assertThat(none.prod(0).shape()).isEqualTo(Shape.of(0));
    assertThat(none.cumsum(1).shape()).isEqualTo(Shape.of(2, 0));
    assertThat(none.cumprod(0).shape()).isEqualTo(Shape.of(2, 0));
    assertThat(none.norm(1).toDoubleArray()).containsExactly(0, 0);
    assertThat(none.pNorm(3, 1).toDoubleArray()).containsExactly(0, 0);
    assertThat(none.variance(1).toDoubleArray()).containsExactly(NAN, NAN);
    assertThat(Autodiff.gradient(x -> x.prod(1).sum(), none).shape()).isEqualTo(Shape.of(2, 0));
    assertThatThrownBy(() -> none.logSumExp(1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("max: axis 1 of (2, 0) has no elements to choose from");
  }

  @Test
  void theVarianceOfAHandfulIsThatOfTheTextbook() {
    Tensor x = at(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(x.variance().item()).isEqualTo(4);
    assertThat(x.standardDeviation().item()).isEqualTo(2);
    assertThat(x.sampleVariance().item()).isEqualTo(32.0 / 7);
    assertThat(x.sampleStandardDeviation().item()).isEqualTo(Math.sqrt(32.0 / 7));
    assertThat(at(3).variance().item()).isEqualTo(0);
    assertThat(at(3).sampleVariance().item()).isNaN();
  }

  @Test
  void aLargeMeanDoesNotDrownTheVariance() {
    assertThat(at(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).sampleVariance().item()).isEqualTo(30);
  }

  @Test
  void whereAllAreEqualTheDeviationAndTheNormAreFlat() {
    assertThat(slope(Tensor::standardDeviation, 3, 3, 3)).containsExactly(0, 0, 0);
    assertThat(slope(Tensor::norm, 0, 0)).containsExactly(0, 0);
    assertThat(slope(x -> x.pNorm(3), 0, 0)).containsExactly(0, 0);
    assertThat(Autodiff.hessian(Tensor::norm, at(0, 0)).toDoubleArray()).containsOnly(0);
  }

  @Test
  void aNormNeitherOverflowsNorUnderflows() {
    for (float scale : new float[] {1e-30f, 1, 1e30f}) {
      Tensor x = Tensor.of(3 * scale, -4 * scale);
      assertClose(x.norm().item() / scale, 5, 1e-6, "norm");
      assertClose(x.pNorm(4).item() / scale, Math.pow(81 + 256, 0.25), 1e-6, "4-norm");
      Tensor gradient = Autodiff.gradient(v -> v.norm(), x);
      assertClose(gradient, at(0.6, -0.8), 1e-6, "gradient");
    }
    assertThat(at(-INFINITY, 1).norm().item()).isEqualTo(INFINITY);
    assertThat(at(NAN, 1).norm().item()).isNaN();
  }

  @Test
  void otherNormsAreSumsOfPowers() {
    assertThat(at(3, -4).pNorm(1).item()).isEqualTo(7);
    assertThat(at(3, -4).pNorm(2).item()).isEqualTo(5);
    assertThat(at(3, -4).pNorm(INFINITY).item()).isEqualTo(4);
    assertThat(slope(x -> x.pNorm(INFINITY), 4, -4, 1)).containsExactly(0.5, -0.5, 0);
    assertThat(slope(x -> x.pNorm(1), 3, 0, -4)).containsExactly(1, 0, -1);
    for (double p : new double[] {0.5, 0, -1, NAN}) {
      assertThatThrownBy(() -> at(1).pNorm(p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("norm: p must be at least 1, was " + p);
    }
  }

  @Test
  void logSumExpStaysFiniteFarOut() {
    assertThat(at(1000, 1000).logSumExp().item()).isEqualTo(1000 + Math.log(2));
    assertThat(slope(Tensor::logSumExp, -1000, -1000)).containsExactly(0.5, 0.5);
    assertThat(at(-INFINITY, 3).logSumExp().item()).isEqualTo(3);
    assertThat(at(-INFINITY, -INFINITY).logSumExp().item()).isEqualTo(-INFINITY);
    assertThat(at(INFINITY, 3).logSumExp().item()).isEqualTo(INFINITY);
    assertThat(at(NAN, 3).logSumExp().item()).isNaN();
    assertThat(Tensor.scalar(DType.FLOAT64, 2).logSumExp().item()).isEqualTo(2);
  }

  @Test
  void runningSumsGoAlongOneAxisAndKeepNotANumber() {
    Tensor x = at(1, 2, 3, 4).reshape(2, 2);
    assertThat(x.cumsum(0).toDoubleArray()).containsExactly(1, 2, 4, 6);
    assertThat(x.cumsum(-1).toDoubleArray()).containsExactly(1, 3, 3, 7);
    assertThat(at(1, NAN, 2).cumsum(0).toDoubleArray()).containsExactly(1, NAN, NAN);
    assertThat(slope(v -> v.cumsum(0), 5, 6, 7)).containsExactly(3, 2, 1);
    assertThatThrownBy(() -> Tensor.scalar(DType.FLOAT64, 1).cumsum(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("axis 0: a single number has no axes");
  }

  @Test
  void wholeNumbersAreRefusedByName() {
    Tensor whole = Tensor.of(Shape.of(2), new long[] {1, 2});
    String rule = ": needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)";
    assertThatThrownBy(whole::prod).isInstanceOf(DTypeException.class).hasMessage("prod" + rule);
    assertThatThrownBy(() -> whole.cumprod(0)).hasMessage("cumprod" + rule);
    assertThatThrownBy(whole::norm).hasMessage("norm" + rule);
  }
}
