package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
  private static final Shape WEIGHT = Shape.of(300, 100);
  private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

  static Stream<Arguments> initializers() {
    return Stream.of(
        Arguments.of(Initializer.zeros(), 0, 0, 0),
        Arguments.of(Initializer.constant(0.3), 0.3, 0, 0.3),
        Arguments.of(Initializer.uniform(-1, 3), 1, 16.0 / 12, 3),
        Arguments.of(Initializer.normal(2, 0.5), 2, 0.25, UNBOUNDED),
        Arguments.of(Initializer.glorotUniform(), 0, 2.0 / 400, Math.sqrt(6.0 / 400)),
        Arguments.of(Initializer.glorotNormal(), 0, 2.0 / 400, UNBOUNDED),
        Arguments.of(Initializer.heUniform(), 0, 2.0 / 100, Math.sqrt(6.0 / 100)),
        Arguments.of(Initializer.heNormal(), 0, 2.0 / 100, UNBOUNDED));
  }

  @ParameterizedTest
  @MethodSource("initializers")
  void meanVarianceAndRangeAreThoseOfTheFormula(
      Initializer initializer, double mean, double variance, double bound) {
    Tensor weight = initializer.create(Rng.seed(1), WEIGHT, DType.FLOAT64);

    // 30,000 numbers: the mean errs by σ/173, the variance by less than a hundredth of itself.
    double tolerance = 5 * Math.sqrt(variance) / 173 + 1e-13;
    double measured = weight.mean().item();
    assertThat(measured).isCloseTo(mean, within(tolerance));
    assertThat(weight.sub(measured).square().mean().item())
        .isCloseTo(variance, within(0.05 * variance + 1e-13));
    assertThat(weight.abs().max().item()).isLessThanOrEqualTo(bound);
    if (Double.isFinite(bound)) {
      assertThat(weight.abs().max().item()).isGreaterThanOrEqualTo(0.99 * bound);
    }
  }

  @ParameterizedTest
  @MethodSource("initializers")
  void theResultHasTheShapeAndTypeAskedForAndIsNotYetTrainable(Initializer initializer) {
    Tensor weight = initializer.create(Rng.seed(1), Shape.of(2, 3), DType.FLOAT32);

    assertThat(weight.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(weight.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(weight.isTrainable()).isFalse();
  }

  @Test
  void axesAfterTheFirstTwoWidenTheFanIn() {
    Tensor kernel =
        Initializer.heUniform().create(Rng.seed(1), Shape.of(50, 4, 5, 5), DType.FLOAT64);

    double bound = Math.sqrt(6.0 / 100);
    assertThat(kernel.abs().max().item()).isBetween(0.99 * bound, bound);
  }

  @Test
  void aVectorHasNoFans() {
    assertThatThrownBy(
            () -> Initializer.glorotUniform().create(Rng.seed(1), Shape.of(3), DType.FLOAT32))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "glorotUniform: a weight must be (out, in), was (3); for a bias use zeros, constant,"
                + " uniform or normal");
    assertThatThrownBy(
            () -> Initializer.glorotNormal().create(Rng.seed(1), Shape.of(3), DType.FLOAT32))
        .hasMessageStartingWith("glorotNormal: ");
    assertThatThrownBy(
            () -> Initializer.heUniform().create(Rng.seed(1), Shape.of(3), DType.FLOAT32))
        .hasMessageStartingWith("heUniform: ");
    assertThatThrownBy(() -> Initializer.heNormal().create(Rng.seed(1), Shape.of(3), DType.FLOAT32))
        .hasMessageStartingWith("heNormal: ");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Initializer.constant(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("constant: value must be a finite number, was NaN");
    assertThatThrownBy(() -> Initializer.uniform(Double.NEGATIVE_INFINITY, 1))
        .hasMessage("uniform: low must be a finite number, was -Infinity");
    assertThatThrownBy(() -> Initializer.uniform(0, Double.NaN))
        .hasMessage("uniform: high must be a finite number, was NaN");
    assertThatThrownBy(() -> Initializer.uniform(2, 1))
        .hasMessage("uniform: low must not be above high, were 2.0 and 1.0");
    assertThatThrownBy(() -> Initializer.normal(Double.NaN, 1))
        .hasMessage("normal: mean must be a finite number, was NaN");
    assertThatThrownBy(() -> Initializer.normal(0, -1))
        .hasMessage("normal: standardDeviation must be 0 or more, was -1.0");
  }
}
