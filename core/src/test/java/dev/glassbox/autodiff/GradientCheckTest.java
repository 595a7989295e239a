package dev.glassbox.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final Tensor weight = Tensor.normal(Rng.seed(1), Shape.of(3, 2), 0, 1);
  private final Tensor x = Tensor.normal(Rng.seed(2), Shape.of(4, 2), 0, 1);

  private static Tensor layer(List<Tensor> in) {
    return in.get(1).matmul(in.get(0), false, true).tanh();
  }

  @Test
  void aCorrectGradientPasses() {
    GradientCheck check = GradientCheck.of(GradientCheckTest::layer, weight, x);
    assertThat(check.passed()).as(check.message()).isTrue();
    assertThat(check.checked()).isEqualTo(3 * 2 + 4 * 2);
    assertThat(check.relativeError()).isLessThan(1e-9);
    assertThat(check.message()).startsWith("gradient agrees: of 14 elements");
  }

  @Test
  void anActivationsGradientIsCheckedInDoublePrecisionThoughItsInputIsSingle() {
    GradientCheck check = GradientCheck.of(in -> in.get(0).gelu().softmax(), x);
    assertThat(check.passed()).as(check.message()).isTrue();
  }

  /// A user's own layer, which counts its shift only half in the derivative.
  private record Own(Tensor scale, Tensor shift) {
    Tensor apply(Tensor x) {
      return x.mul(scale).add(shift.add(shift.detach()).mul(0.5)).tanh();
    }
  }

  @Test
  void aMistakeInOnesOwnLayerIsFoundWithItsWeight() {
    Own own = new Own(Tensor.of(1.5, 2).trainable(), Tensor.of(0.1, 0.2).trainable());
    Tensor in = x.to(DType.FLOAT64);
    GradientCheck check = GradientCheck.ofModel(layer -> layer.apply(in).sum(), own);
    assertThat(check.passed()).isFalse();
    assertThat(check.input()).as("the shift").isEqualTo(1);
    assertThat(check.relativeError()).isCloseTo(0.5, within(0.3));
    GradientCheck half = GradientCheck.ofModel(scale -> in.mul(scale).tanh().sum(), own.scale());
    assertThat(half.passed()).as(half.message()).isTrue();
  }

  /// The derivative of x² with a factor of element (1, 0) detached, so that only half comes back
  /// there.
  private static Tensor wrongAtOnePlace(List<Tensor> in) {
    Tensor v = in.get(0);
    Tensor here = Tensor.of(Shape.of(2, 2), new boolean[] {false, false, true, false});
    return v.mul(Tensor.where(here, v.detach(), v)).sum();
  }

  @Test
  void aPlantedMistakeIsFoundAndNamed() {
    Tensor at = Tensor.of(1, 2, 3, 4).reshape(2, 2);
    GradientCheck check = GradientCheck.of(GradientCheckTest::wrongAtOnePlace, at);
    assertThat(check.passed()).isFalse();
    assertThat(check.input()).isZero();
    assertThat(check.index()).containsExactly(1, 0);
    assertThat(check.analytic()).isEqualTo(3);
    assertThat(check.numeric()).isCloseTo(6, within(1e-8));
    assertThat(check.relativeError()).isCloseTo(0.5, within(1e-8));
    assertThat(check.message())
        .isEqualTo(
            "gradient is wrong: of 4 elements, [1, 0] of input 0 differs most: analytic 3.00000000,"
                + " numeric 6.00000000, relative error 0.50 (tolerance 1.0e-07)");
  }

  @Test
  void aMistakeInTheSecondInputIsFound() {
    GradientCheck check =
        GradientCheck.of(in -> in.get(0).mul(in.get(1).detach()).add(in.get(1)), weight, weight);
    assertThat(check.passed()).isFalse();
    assertThat(check.input()).isEqualTo(1);
  }

  @Test
  void aSmallMistakePassesUnderALargeTolerance() {
    Tensor at = Tensor.of(1, 2);
    assertThat(GradientCheck.of(0.6, in -> in.get(0).mul(in.get(0).detach()), at).passed())
        .isTrue();
  }

  @Test
  void aNotANumberNeverPasses() {
    GradientCheck check =
        GradientCheck.of(0.5, in -> in.get(0).log(), Tensor.of(2, Double.NaN, -1, 3));
    assertThat(check.passed()).isFalse();
    assertThat(check.relativeError()).isNaN();
  }

  @Test
  void anInfiniteDerivativeNeverPasses() {
    GradientCheck check =
        GradientCheck.of(0.5, in -> in.get(0).abs().sqrt(), Tensor.of(DType.FLOAT64, 0));
    assertThat(check.passed()).isFalse();
  }

  @Test
  void classNumbersAreGivenAsTheyAre() {
    Tensor rows = Tensor.of(Shape.of(3), new long[] {2, 0, 2});
    GradientCheck check = GradientCheck.of(in -> in.get(0).gather(in.get(1)).exp(), weight, rows);
    assertThat(check.passed()).as(check.message()).isTrue();
    assertThat(check.checked()).isEqualTo(6);
  }

  @Test
  void aFunctionThatDependsOnNothingHasAZeroGradient() {
    GradientCheck check = GradientCheck.of(in -> in.get(0).step().sum(), Tensor.of(1, -1));
    assertThat(check.passed()).isTrue();
    assertThat(check.analytic()).isZero();
  }

  @Test
  void nothingToCheckIsRefused() {
    Tensor rows = Tensor.of(Shape.of(1), new long[] {0});
    assertThatThrownBy(() -> GradientCheck.of(in -> Tensor.of(DType.FLOAT64, 1), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient check: no input has an element of floating-point type");
  }

  @Test
  void aResultInSinglePrecisionIsRefused() {
    assertThatThrownBy(() -> GradientCheck.of(in -> in.get(0).to(DType.FLOAT32), x))
        .hasMessage(
            "gradient check: the function gave FLOAT32 from FLOAT64 inputs; let it keep their"
                + " type");
  }

  @Test
  void aToleranceOfZeroIsRefused() {
    assertThatThrownBy(() -> GradientCheck.of(0, in -> in.get(0), x))
        .hasMessage("gradient check: the tolerance must be positive, was 0.0");
  }
}
