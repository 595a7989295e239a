package dev.glassbox.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The certified results are those of the Statistical Reference Datasets of the US National
/// Institute of Standards and Technology.
class LinearLeastSquaresTest {
  private static final double[][] NORRIS = {
    {
      0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5,
      666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2,
      999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5
    },
    {
      0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1,
      668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0,
      998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2
    }
  };

  private static final double[] LONGLEY = {
    83.0, 234289, 2356, 1590, 107608, 1947, 60323,
    88.5, 259426, 2325, 1456, 108632, 1948, 61122,
    88.2, 258054, 3682, 1616, 109773, 1949, 60171,
    89.5, 284599, 3351, 1650, 110929, 1950, 61187,
    96.2, 328975, 2099, 3099, 112075, 1951, 63221,
    98.1, 346999, 1932, 3594, 113270, 1952, 63639,
    99.0, 365385, 1870, 3547, 115094, 1953, 64989,
    100.0, 363112, 3578, 3350, 116219, 1954, 63761,
    101.2, 397469, 2904, 3048, 117388, 1955, 66019,
    104.6, 419180, 2822, 2857, 118734, 1956, 67857,
    108.4, 442769, 2936, 2798, 120445, 1957, 68169,
    110.8, 444546, 4681, 2637, 121950, 1958, 66513,
    112.6, 482704, 3813, 2552, 123366, 1959, 68655,
    114.2, 502601, 3931, 2514, 125368, 1960, 69564,
    115.7, 518173, 4806, 2572, 127852, 1961, 69331,
    116.9, 554894, 4007, 2827, 130081, 1962, 70551
  };

  @Test
  void norrisComesOutAsCertifiedByClosedFormAndByFactors() {
    double[] certified = {-0.262323073774029, 1.00211681802045};
    double[] errors = {0.232818234301152, 0.429796848199937e-3};
    SimpleRegression closed = SimpleRegression.of(NORRIS[0], NORRIS[1]);
    LinearFit byFactors = LinearLeastSquares.withIntercept().fit(NORRIS[0], NORRIS[1]);
    assertThat(digits(new double[] {closed.intercept(), closed.slope()}, certified))
        .isGreaterThan(12);
    assertThat(digits(new double[] {closed.interceptError(), closed.slopeError()}, errors))
        .isGreaterThan(13);
    assertThat(closed.residualStandardDeviation()).isCloseTo(0.884796396144373, within(1e-13));
    assertThat(closed.rSquared()).isCloseTo(0.999993745883712, within(1e-15));
    assertThat(digits(byFactors.coefficients(), certified)).isGreaterThan(12);
    assertThat(digits(byFactors.standardErrors(), errors)).isGreaterThan(13);
    assertThat(byFactors.predict(500)[0]).isCloseTo(closed.predict(500), within(1e-11));
  }

  @Test
  void longleyComesOutAsCertified() {
    Tensor table = Tensor.of(Shape.of(16, 7), LONGLEY);
    LinearFit fit =
        LinearLeastSquares.withIntercept()
            .fit(table.slice(1, 0, 6), table.slice(1, 6, 7).reshape(-1));
    double[] certified = {
      -3482258.63459582,
      15.0618722713733,
      -0.358191792925910e-1,
      -2.02022980381683,
      -1.03322686717359,
      -0.511041056535807e-1,
      1829.15146461355
    };
    double[] errors = {
      890420.383607373,
      84.9149257747669,
      0.334910077722432e-1,
      0.488399681651699,
      0.214274163161675,
      0.226073200069370,
      455.478499142212
    };
    assertThat(digits(fit.coefficients(), certified)).isGreaterThan(10);
    assertThat(digits(fit.standardErrors(), errors)).isGreaterThan(10);
    assertThat(fit.residualStandardDeviation()).isCloseTo(304.854073561965, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(0.995479004577296, within(1e-13));
    assertThat(fit.rank()).isEqualTo(7);
    assertThat(fit.degreesOfFreedom()).isEqualTo(9);
  }

  /// A polynomial of degree 10 whose columns are nearly dependent, which many packages refuse.
  @Test
  void filipComesOutAsCertified() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/nist/Filip.txt"));
    double[][] certified = rows(lines, "coefficient");
    double[][] data = rows(lines, "data");
    double[] x = new double[data.length * 10];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.pow(data[i / 10][1], i % 10 + 1);
    }
    LinearFit fit =
        LinearLeastSquares.withIntercept()
            .fit(
                Tensor.of(Shape.of(data.length, 10), x), Tensor.of(DType.FLOAT64, column(data, 0)));
    assertThat(fit.rank()).isEqualTo(11);
    assertThat(digits(fit.coefficients(), column(certified, 0))).isGreaterThan(6.5);
    assertThat(digits(fit.standardErrors(), column(certified, 1))).isGreaterThan(6.5);
    assertThat(fit.residualStandardDeviation()).isCloseTo(0.334801051324544e-2, within(1e-10));
  }

  /// y = 1 + x + … + x⁵ at x = 0, 1, …, 20 without any error.
  @Test
  void wampler1ComesOutAsCertified() {
    double[] x = new double[21 * 5];
    double[] y = new double[21];
    for (int i = 0; i < 21; i++) {
      for (int j = 0; j < 5; j++) {
        x[i * 5 + j] = Math.pow(i, j + 1);
      }
      y[i] = 1 + Arrays.stream(x, i * 5, i * 5 + 5).sum();
    }
    LinearFit fit =
        LinearLeastSquares.withIntercept()
            .fit(Tensor.of(Shape.of(21, 5), x), Tensor.of(DType.FLOAT64, y));
    assertThat(digits(fit.coefficients(), new double[] {1, 1, 1, 1, 1, 1})).isGreaterThan(9);
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-15));
  }

  private static double digits(double[] values, double[] certified) {
    return NistFitTest.digits(values, certified);
  }

  private static double[][] rows(List<String> lines, String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind + " "))
        .map(
            line ->
                Arrays.stream(line.split(" ")).skip(1).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
  }

  @Test
  void aColumnThatDependsOnOthersIsLeftOut() {
    Tensor x = Tensor.of(Shape.of(4, 3), new double[] {1, 0, 2, 2, 1, 4, 3, 5, 6, 4, 2, 8});
    Tensor y = Tensor.of(DType.FLOAT64, 1, 4, 3, 6);
    LinearFit fit = LinearLeastSquares.withIntercept().fit(x, y);
    assertThat(fit.rank()).isEqualTo(3);
    assertThat(fit.degreesOfFreedom()).isEqualTo(1);
    LinearFit without = LinearLeastSquares.withIntercept().fit(x.slice(1, 0, 2), y);
    assertThat(fit.residuals()).containsExactly(without.residuals(), within(1e-13));
    assertThat(Arrays.stream(fit.standardErrors()).filter(Double::isNaN)).hasSize(1);
    assertThat(fit.toString()).contains("unknown").contains("intercept").contains("x2");
  }

  @Test
  void withoutInterceptTheLineGoesThroughTheOrigin() {
    LinearFit fit =
        LinearLeastSquares.withoutIntercept().fit(new double[] {1, 2, 3}, new double[] {2, 3, 7});
    assertThat(fit.coefficients()).containsExactly(new double[] {29.0 / 14}, within(1e-15));
    assertThat(fit.rSquared()).isCloseTo(29.0 * 29 / 14 / 62, within(1e-14));
    assertThat(fit.predict(0)[0]).isZero();
    assertThatThrownBy(() -> fit.predict(Tensor.zeros(Shape.of(1, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("there must be 1 columns");
  }

  @Test
  void tooFewPointsAndBadNumbersAreRefused() {
    LinearLeastSquares method = LinearLeastSquares.withIntercept();
    assertThatThrownBy(() -> method.fit(new double[] {1}, new double[] {1}))
        .hasMessage("linear least squares: 1 points cannot determine 2 coefficients");
    assertThatThrownBy(() -> method.fit(new double[] {1, Double.NaN}, new double[] {1, 2}))
        .hasMessageContaining("linear least squares: x of point 1 is NaN");
  }

  @Test
  void aLineNeedsTwoDifferentX() {
    assertThatThrownBy(() -> SimpleRegression.of(new double[] {2, 2}, new double[] {1, 3}))
        .hasMessage("simple regression: all x are 2.0, so no slope can be told");
    assertThatThrownBy(() -> SimpleRegression.of(new double[] {2}, new double[] {1}))
        .hasMessageContaining("give as many, two at least");
    assertThatThrownBy(() -> SimpleRegression.of(new double[] {2, Double.NaN}, new double[] {1, 2}))
        .hasMessageContaining("point 1 is (NaN, 2.0)");
    SimpleRegression through = SimpleRegression.of(new double[] {0, 2}, new double[] {1, 5});
    assertThat(through.slope()).isEqualTo(2);
    assertThat(through.slopeError()).isNaN();
  }
}
