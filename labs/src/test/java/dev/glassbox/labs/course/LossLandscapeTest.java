package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of the lab loss-landscape, against PyTorch and NumPy (tools/make-goldens-landscape.py)
/// and by hand.
class LossLandscapeTest {
  private static final Goldens GOLDENS = Goldens.of("loss-landscape.txt");

  private static LabelledPoints points() {
    double[][] places = GOLDENS.pairs("points");
    double[] labels = GOLDENS.list("labels");
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      points.add(new Point("", (int) labels[i], places[i][0], places[i][1]));
    }
    return new LabelledPoints("x₁", "x₂", List.of("first", "second"), points);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "residual"})
  void lossAndGradientArePyTorchs(String kind) {
    DeepNetwork network = new DeepNetwork(3, 4, kind.equals("residual"));
    Tensor weights = GOLDENS.tensor(kind + "-weights").trainable();
    assertThat(weights.size()).isEqualTo(network.size());
    Tensor loss = network.loss(weights, points());
    assertThat(loss.item()).isCloseTo(GOLDENS.number(kind + "-loss"), within(1e-14));
    assertThat(loss.gradients().of(weights).toDoubleArray())
        .containsExactly(GOLDENS.list(kind + "-gradient"), within(1e-14));
  }

  private static List<Tensor> path() {
    double[] all = GOLDENS.list("path");
    List<Tensor> path = new ArrayList<>();
    for (int from = 0; from < all.length; from += 7) {
      path.add(Tensor.of(DType.FLOAT64, Arrays.copyOfRange(all, from, from + 7)));
    }
    return path;
  }

  /// A direction and its opposite are the same axis.
  @Test
  void thePrincipalPlaneIsNumPys() {
    WeightPlane plane = WeightPlane.principal(path());
    double[] known = GOLDENS.list("path-directions");
    for (int axis = 0; axis < 2; axis++) {
      double[] found = (axis == 0 ? plane.across() : plane.up()).toDoubleArray();
      double sign = Math.signum(found[0] * known[7 * axis]);
      double[] expected = Arrays.stream(known, 7 * axis, 7 * axis + 7).map(v -> sign * v).toArray();
      assertThat(found).containsExactly(expected, within(1e-9));
    }
    assertThat(plane.share(path())).isCloseTo(GOLDENS.number("path-share"), within(1e-12));
    assertThat(plane.xs(path())[11]).isZero();
  }

  @Test
  void directionsAreAsLongAsEachNeuronsWeightsAndLeaveBiases() {
    DeepNetwork network = new DeepNetwork(3, 4, false);
    double[] own = GOLDENS.list("plain-weights");
    double[] direction =
        network.direction(GOLDENS.tensor("plain-weights"), Rng.seed(1)).toDoubleArray();
    assertThat(length(direction, 0, 2)).isCloseTo(length(own, 0, 2), within(1e-12));
    assertThat(length(direction, 6, 2)).isCloseTo(length(own, 6, 2), within(1e-12));
    assertThat(Arrays.copyOfRange(direction, 8, 12)).containsOnly(0);
    assertThat(length(direction, 16, 4)).isCloseTo(length(own, 16, 4), within(1e-12));
    assertThat(length(direction, 72, 4)).isCloseTo(length(own, 72, 4), within(1e-12));
    assertThat(direction[76]).isZero();
    assertThat(direction).hasSize(77);
  }

  private static double length(double[] values, int from, int count) {
    return Math.sqrt(Arrays.stream(values, from, from + count).map(v -> v * v).sum());
  }

  @Test
  void aPlaneThroughThreePointsHoldsThem() {
    Tensor a = Tensor.of(DType.FLOAT64, 1, 0, 2, 0);
    Tensor b = Tensor.of(DType.FLOAT64, 4, 4, 2, 0);
    Tensor c = Tensor.of(DType.FLOAT64, 1, 5, 2, 7);
    WeightPlane plane = WeightPlane.through(a, b, c);
    // b lies 5 along; c − a = (0, 5, 0, 7) has the part 4 along (3, 4, 0, 0)/5.
    assertThat(plane.xs(List.of(a, b, c))).containsExactly(new double[] {0, 5, 4}, within(1e-12));
    assertThat(plane.ys(List.of(a, b, c)))
        .containsExactly(new double[] {0, 0, Math.sqrt(74 - 16)}, within(1e-12));
    assertThat(plane.at(4, Math.sqrt(58)).toDoubleArray())
        .containsExactly(c.toDoubleArray(), within(1e-12));
  }

  @Test
  void theCurveBeginsAndEndsAtTheNetworksAndPassesBesideItsMiddle() {
    Tensor a = Tensor.of(DType.FLOAT64, 1, 2);
    Tensor m = Tensor.of(DType.FLOAT64, 3, 9);
    Tensor b = Tensor.of(DType.FLOAT64, 5, 4);
    assertThat(TrainedNetwork.curve(a, m, b, 0).toDoubleArray()).containsExactly(1, 2);
    assertThat(TrainedNetwork.curve(a, m, b, 1).toDoubleArray()).containsExactly(5, 4);
    // A quarter of each end and half of the middle.
    assertThat(TrainedNetwork.curve(a, m, b, 0.5).toDoubleArray()).containsExactly(3, 6);
  }
}
