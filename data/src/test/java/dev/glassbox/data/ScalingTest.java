package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Rng;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScalingTest {
  private static double[] sample(int count, ToDoubleFunction<Rng> draw) {
    Rng rng = Rng.seed(11);
    double[] values = new double[count];
    Arrays.setAll(values, _ -> draw.applyAsDouble(rng));
    Arrays.sort(values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200, 20_000})
  void lightTailsAreStandardised(int count) {
    assertThat(Scaling.fit(sample(count, Rng::nextGaussian))).isInstanceOf(Scaling.Standard.class);
    assertThat(Scaling.fit(sample(count, Rng::nextDouble))).isInstanceOf(Scaling.Standard.class);
    assertThat(Scaling.fit(sample(count, rng -> -Math.log(1 - rng.nextDouble()))))
        .isInstanceOf(Scaling.Standard.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 20_000})
  void heavyTailsAreScaledRobustly(int count) {
    assertThat(Scaling.fit(sample(count, rng -> Math.exp(1.5 * rng.nextGaussian()))))
        .isInstanceOf(Scaling.Robust.class);
    assertThat(Scaling.fit(sample(count, rng -> Math.tan(Math.PI * (rng.nextDouble() - 0.5)))))
        .isInstanceOf(Scaling.Robust.class);
  }

  @Test
  void oneFarValueDoesNotFlattenTheOthers() {
    double[] values = sample(1000, Rng::nextGaussian);
    values[999] = 1e9;
    Scaling scaling = Scaling.fit(values);
    assertThat(scaling.apply(1)).isCloseTo(0.95f, within(0.1f));
    assertThat(scaling.apply(1e9)).isEqualTo(3f);
    assertThat(scaling.apply(-Double.MAX_VALUE)).isEqualTo(-3f);
  }

  @Test
  void standardisedValuesHaveMeanZeroAndDeviationOne() {
    double[] values = sample(5000, rng -> 1e6 + 3 * rng.nextGaussian());
    Scaling scaling = Scaling.fit(values);
    double[] scaled = Arrays.stream(values).map(scaling::apply).toArray();
    assertThat(Arrays.stream(scaled).average().orElseThrow()).isCloseTo(0, within(1e-5));
    assertThat(Arrays.stream(scaled).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void robustScalingFollowsItsFormula() {
    Scaling scaling = new Scaling.Robust(10, 2);
    assertThat(scaling.apply(10)).isEqualTo(0f);
    assertThat(scaling.apply(16)).isCloseTo((float) (3 / Math.sqrt(2)), within(1e-6f));
    assertThat(scaling.apply(4)).isCloseTo((float) (-3 / Math.sqrt(2)), within(1e-6f));
  }

  @Test
  void mostlyOneValueIsStillScaledByTheRest() {
    double[] values = new double[1000];
    for (int i = 970; i < 1000; i++) {
      values[i] = i - 969;
    }
    Scaling scaling = Scaling.fit(values);
    assertThat(scaling.apply(0)).isBetween(-0.5f, 0f);
    assertThat(scaling.apply(30)).isBetween(1f, 20f);
  }

  @Test
  void aConstantColumnIsZeroInTraining() {
    Scaling scaling = Scaling.fit(new double[] {7, 7, 7});
    assertThat(scaling.apply(7)).isEqualTo(0f);
    assertThat(scaling.apply(14)).isEqualTo(1f);
  }

  @Test
  void nothingToFitOnIsNoScaling() {
    assertThat(Scaling.fit(new double[0]).apply(5)).isEqualTo(5f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e200, 0})
  void hugeNumbersStayFinite(double far) {
    double[] values = {-Double.MAX_VALUE, -1, 0, 1, 1e300, Double.MAX_VALUE};
    assertThat(Scaling.fit(values).apply(far)).isFinite();
    assertThat(Scaling.fit(new double[] {1, 2, 3}).apply(far)).isFinite();
  }

  @Test
  void quantilesAreInterpolated() {
    double[] values = {1, 2, 4, 8};
    assertThat(Scaling.quantile(values, 0)).isEqualTo(1);
    assertThat(Scaling.quantile(values, 0.5)).isEqualTo(3);
    assertThat(Scaling.quantile(values, 0.25)).isEqualTo(1.75);
    assertThat(Scaling.quantile(values, 1)).isEqualTo(8);
  }
}
