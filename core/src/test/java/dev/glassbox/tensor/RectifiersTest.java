package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Autodiff;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Activations that are composed of operations: what they give at kinks, far out and for NaN.
class RectifiersTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Tensor at(double... x) {
    return Tensor.of(DType.FLOAT64, x);
  }

  private static double[] value(UnaryOperator<Tensor> f, double... x) {
    return f.apply(at(x)).toDoubleArray();
  }

  private static double[] slope(UnaryOperator<Tensor> f, double... x) {
    return Autodiff.gradient(v -> f.apply(v).sum(), at(x)).toDoubleArray();
  }

  @Test
  void heldFunctionsAreFlatAtTheirBounds() {
    assertThat(value(Tensor::hardTanh, -2, -1, 0.5, 1, 2)).containsExactly(-1, -1, 0.5, 1, 1);
    assertThat(slope(Tensor::hardTanh, -2, -1, 0.5, 1, 2)).containsExactly(0, 0, 1, 0, 0);
    assertThat(value(Tensor::hardSigmoid, -4, -3, 0, 3, 4)).containsExactly(0, 0, 0.5, 1, 1);
    assertThat(slope(Tensor::hardSigmoid, -4, -3, 0, 3, 4)).containsExactly(0, 0, 1.0 / 6, 0, 0);
    assertThat(value(Tensor::hardSwish, -4, -3, 0, 3, 4)).containsExactly(-0.0, -0.0, 0, 3, 4);
    assertThat(slope(Tensor::hardSwish, -4, -3, 0, 3, 4)).containsExactly(0, 0, 0.5, 1, 1);
  }

  @Test
  void atZeroEachTakesTheSlopeThatItStates() {
    double lambda = 1.0507009873554805;
    assertThat(slope(Tensor::selu, 0)[0]).isEqualTo(lambda * 1.6732632423543772);
    assertThat(slope(x -> x.celu(2), 0)).containsExactly(1);
    assertThat(slope(Tensor::softsign, 0)).containsExactly(1);
    assertThat(slope(x -> x.generalizedRelu(-1), -2, 0, 2)).containsExactly(-1, -1, 1);
    assertThat(value(x -> x.generalizedRelu(-1), -2, 0, 2)).containsExactly(2, -0.0, 2);
  }

  @Test
  void celuIsTheDefinitionAndContinuousInItsSlope() {
    assertThat(value(x -> x.celu(2), -3)[0]).isEqualTo(2 * Math.expm1(-1.5));
    assertThat(slope(x -> x.celu(2), -1e-12)[0]).isEqualTo(1, within(1e-11));
    for (double alpha : new double[] {0, -1, NAN}) {
      assertThatThrownBy(() -> at(1).celu(alpha))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("celu: alpha must be positive, was " + alpha);
    }
  }

  @Test
  void farOutTheSmoothOnesNeitherOverflowNorLoseTheirLimit() {
    assertThat(value(Tensor::mish, -1000, 1000)).containsExactly(-0.0, 1000);
    assertThat(slope(Tensor::mish, -1000, 1000)).containsExactly(0, 1);
    assertThat(value(Tensor::softsign, -1e300, 1e300)).containsExactly(-1, 1);
    assertThat(value(x -> x.celu(0.5), -1000, 1000)).containsExactly(-0.5, 1000);
  }

  @Test
  void notANumberPasses() {
    for (UnaryOperator<Tensor> f :
        List.<UnaryOperator<Tensor>>of(
            Tensor::selu,
            x -> x.celu(1),
            Tensor::mish,
            Tensor::softsign,
            Tensor::hardTanh,
            Tensor::hardSigmoid,
            Tensor::hardSwish,
            x -> x.clip(0, 1),
            x -> x.prelu(at(0.1)),
            x -> x.piecewiseLinear(at(0, 1), at(0, 1)))) {
      assertThat(value(f, NAN)).containsExactly(NAN);
    }
  }

  @Test
  void aLearnedSlopeForEachFeatureGetsTheSumOverItsNegativeInputs() {
    Tensor x = at(1, -2, -3, 4, -5, -6).reshape(3, 2);
    Tensor slope = at(0.1, 0.5);
    assertThat(x.prelu(slope).toDoubleArray()).containsExactly(1, -1, -3 * 0.1, 4, -0.5, -3);
    Tensor gradient = Autodiff.gradient(s -> x.prelu(s).sum(), slope);
    assertThat(gradient.toDoubleArray()).containsExactly(-8, -8);
  }

  @Test
  void clippingTakesTheNearerBound() {
    assertThat(value(x -> x.clip(-INFINITY, 1), -5, 5)).containsExactly(-5, 1);
    assertThat(slope(x -> x.clip(-INFINITY, 1), -5, 5)).containsExactly(1, 0);
    assertThatThrownBy(() -> at(1).clip(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clip: the low bound 2.0 must not lie above the high one, 1.0");
    assertThatThrownBy(() -> at(1).clip(NAN, 1))
        .hasMessage("clip: the low bound NaN must not lie above the high one, 1.0");
  }

  @Test
  void maxoutTakesTheLargestOfEachRunAndTiesShare() {
    Tensor x = at(1, 5, 2, 2, 4, 4).reshape(2, 3);
    assertThat(x.maxout(3).toDoubleArray()).containsExactly(5, 4);
    assertThat(x.maxout(3).shape()).isEqualTo(Shape.of(2, 1));
    Tensor gradient = Autodiff.gradient(v -> v.maxout(3).sum(), x);
    assertThat(gradient.toDoubleArray()).containsExactly(0, 1, 0, 0, 0.5, 0.5);
    assertThat(Tensor.zeros(Shape.of(0, 4)).maxout(2).shape()).isEqualTo(Shape.of(0, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2})
  void maxoutRefusesRunsThatDoNotDivideTheAxis(int pieces) {
    assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 3)).maxout(pieces))
        .isInstanceOf(ShapeException.class)
        .hasMessage("maxout: the last axis of (2, 3) does not divide into runs of " + pieces);
  }

  @Test
  void piecewiseLinearIsConstantBeyondItsKnotsAndLeansLeftOnThem() {
    UnaryOperator<Tensor> f = x -> x.piecewiseLinear(at(-1, 0, 2), at(1, 0, 4));
    assertThat(value(f, -INFINITY, -3, -1, -0.5, 0, 1, 2, 3, INFINITY))
        .containsExactly(1, 1, 1, 0.5, 0, 2, 4, 4, 4);
    assertThat(slope(f, -3, -1, -0.5, 0, 1, 2, 3)).containsExactly(0, 0, -1, -1, 2, 2, 0);
  }

  @Test
  void beyondTheLastKnotOnlyItsValueMatters() {
    Tensor x = at(-9, 9, INFINITY);
    Tensor knots = at(0, 1, 2);
    Tensor values = at(5, 6, 8);
    Tensor byValues = Autodiff.gradient(v -> x.piecewiseLinear(knots, v).sum(), values);
    assertThat(byValues.toDoubleArray()).containsExactly(1, 0, 2);
    Tensor byKnots = Autodiff.gradient(k -> x.piecewiseLinear(k, values).sum(), knots);
    assertThat(byKnots.toDoubleArray()).containsExactly(0, 0, 0);
  }

  @Test
  void piecewiseLinearTakesAnyShape() {
    Tensor knots = at(0, 1);
    assertThat(Tensor.scalar(DType.FLOAT64, 0.25).piecewiseLinear(knots, at(0, 4)).item())
        .isEqualTo(1);
    assertThat(Tensor.zeros(Shape.of(0, 3), DType.FLOAT64).piecewiseLinear(knots, knots).shape())
        .isEqualTo(Shape.of(0, 3));
  }

  @Test
  void piecewiseLinearSaysWhatIsWrongWithItsKnots() {
    assertThatThrownBy(() -> at(1).piecewiseLinear(at(0, 1, 1), at(0, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("piecewiseLinear: knots must ascend, but knot 1 is 1.0 and knot 2 is 1.0");
    assertThatThrownBy(() -> at(1).piecewiseLinear(at(0, 1), at(0, 1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "piecewiseLinear: knots (2) and values (3) must be two vectors of one length, 2 or"
                + " more");
    assertThatThrownBy(() -> at(1).piecewiseLinear(at(0), at(0)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.of(1.0).piecewiseLinear(at(0, 1), at(0, 1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("piecewiseLinear: FLOAT32 and FLOAT64 do not mix; cast one with to(DType)");
  }
}
