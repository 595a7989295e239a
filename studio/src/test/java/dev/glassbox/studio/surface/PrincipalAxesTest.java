package dev.glassbox.studio.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  /// (±2, 0) and (0, ±1) about their mean (5, 5): squares 8 along the first axis and 2 along the
  /// second.
  @Test
  void fourPointsByHand() {
    PrincipalAxes axes =
        PrincipalAxes.of(
            List.of(
                new double[] {7, 5}, new double[] {3, 5}, new double[] {5, 6}, new double[] {5, 4}),
            2);
    assertThat(axes.shares()).containsExactly(new double[] {0.8, 0.2}, within(1e-12));
    assertThat(Math.abs(axes.directions().get(0)[0])).isEqualTo(1, within(1e-12));
    assertThat(Math.abs(axes.directions().get(1)[1])).isEqualTo(1, within(1e-12));
  }

  @Test
  void aStraightPathHasOneDirectionThatHoldsAll() {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      points.add(new double[] {i * i, 2.0 * i * i, -3.0 * i * i});
    }
    PrincipalAxes axes = PrincipalAxes.of(points, 2);
    assertThat(axes.directions()).hasSize(1);
    assertThat(axes.shares()[0]).isEqualTo(1, within(1e-12));
    assertThat(Math.abs(axes.directions().getFirst()[1]))
        .isEqualTo(2 / Math.sqrt(14), within(1e-12));
  }

  /// XᵀX d = λ d is the definition, and shares of all directions come to 1.
  @Test
  void directionsAreEigenvectorsOfTheScatter() {
    Rng rng = Rng.seed(5);
    int dimensions = 7;
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double[] point = new double[dimensions];
      for (int j = 0; j < dimensions; j++) {
        point[j] = (j + 1) * rng.nextGaussian();
      }
      points.add(point);
    }
    PrincipalAxes axes = PrincipalAxes.of(points, dimensions);
    double[] mean = new double[dimensions];
    points.forEach(p -> Vectors.add(mean, 1.0 / points.size(), p));
    double total = 0;
    for (double[] point : points) {
      for (int j = 0; j < dimensions; j++) {
        total += (point[j] - mean[j]) * (point[j] - mean[j]);
      }
    }
    double sum = 0;
    for (int k = 0; k < dimensions; k++) {
      double[] direction = axes.directions().get(k);
      double[] product = new double[dimensions];
      for (double[] point : points) {
        double[] row = point.clone();
        Vectors.add(row, -1, mean);
        Vectors.add(product, Vectors.dot(row, direction), row);
      }
      double lambda = axes.shares()[k] * total;
      for (int j = 0; j < dimensions; j++) {
        assertThat(product[j]).isEqualTo(lambda * direction[j], within(1e-9 * total));
      }
      assertThat(Vectors.dot(direction, direction)).isEqualTo(1, within(1e-12));
      sum += axes.shares()[k];
    }
    assertThat(sum).isEqualTo(1, within(1e-12));
    assertThat(axes.shares()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }
}
