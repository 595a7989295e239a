package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.LabelledPoints.Point;
import dev.glassbox.labs.Reports;
import dev.glassbox.labs.course.ByHandLab.Network;
import dev.glassbox.labs.course.ByHandLab.Node;
import dev.glassbox.labs.course.ByHandLab.NodeLayer;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The labs of chapter 3, against what is worked out by hand.
class DerivativesChapterTest {
  @Test
  void theRoutesAreSevenAndFour() {
    assertThat(Reports.column("graph", 0, "route"))
        .containsExactly("a → d", "a → c → d", "all routes");
    assertThat(Reports.column("graph", 0, "product")).containsExactly("7", "4", "11");
  }

  /// By hand: ∂a/∂a = 1, ∂b/∂a = 0, ∂c/∂a = 1, ∂d/∂a = c + a · 1 = 11; backward 1 to d, a = 4 to c,
  /// 4 to b, 7 + 4 to a.
  @Test
  void bothDirectionsCarryWhatTheyDoByHand() {
    assertThat(Reports.column("graph", 1, "node")).containsExactly("a", "b", "c", "d");
    assertThat(Reports.column("graph", 1, "∂node/∂a")).containsExactly("1", "0", "1", "11");
    assertThat(Reports.column("graph", 1, "∂d/∂node")).containsExactly("11", "4", "4", "1");
  }

  /// By hand: q = 3, L = −12, ∂L/∂q = z = −4, ∂L/∂z = q = 3.
  @Test
  void theProductOfASumHasItsGradients() {
    assertThat(Reports.of("graph").tables().get(2).rows())
        .containsExactly(
            List.of("value", "−2", "5", "−4", "3", "−12"),
            List.of("∂L/∂", "−4", "−4", "3", "−4", "1"));
  }

  /// By hand: z = −2 + 6 − 3 = 1, σ = 0.7311, σ(1 − σ) = 0.1966; times the inputs and weights.
  @Test
  void theNeuronsGradientsAreThoseByHand() {
    List<String> nodes = Reports.column("graph", 3, "node");
    List<String> gradients = Reports.column("graph", 3, "gradient ∂σ/∂node");
    assertThat(gradients.get(nodes.indexOf("w1"))).isEqualTo("−0.1966");
    assertThat(gradients.get(nodes.indexOf("w2"))).isEqualTo("−0.3932");
    assertThat(gradients.get(nodes.indexOf("b"))).isEqualTo("0.1966");
    assertThat(gradients.get(nodes.indexOf("x1"))).isEqualTo("0.3932");
    assertThat(gradients.get(nodes.indexOf("x2"))).isEqualTo("−0.5898");
  }

  /// By hand, with e⁻⁹ = 0.00012341: ∂L/∂W = −0.00037018.
  @Test
  void theLogisticDerivationEndsAtTheSameNumber() {
    assertThat(Reports.column("graph", 4, "∂node/∂W").getLast()).isEqualTo("−3.70e−04");
    assertThat(Reports.column("graph", 4, "∂L/∂node").getFirst()).isEqualTo("−3.70e−04");
  }

  /// ∂Y/∂X of (4, 3)(3, 2): 4 blocks of 2 × 3 are not 0; ∂Y/∂W: each of 8 results sees 3 of 6
  /// weights.
  @Test
  void theFullJacobiansHaveTheirZeros() {
    assertThat(Reports.column("jacobian", 2, "numbers")).containsExactly("96", "48");
    assertThat(Reports.column("jacobian", 2, "not 0")).containsExactly("24", "24");
    assertThat(Reports.column("jacobian", 2, "numbers kept")).containsExactly("12", "6");
  }

  /// By hand for one weight each and zero biases: h = σ(1 · 0) = 1/2, a = σ(2 · 1/2) = 0.731059, δ
  /// = 2(a − 0) a(1 − a) = 0.287468, ∂L/∂w₂ = δ/2, and back to z₁: δ · 2 · 1/4.
  @Test
  void backpropagationOfTwoNodesIsThatByHand() {
    Node hidden = new Node(one(1), Tensor.of(DType.FLOAT64, 0), 0);
    Node output = new Node(one(2), Tensor.of(DType.FLOAT64, 0), 0);
    Network network =
        new Network(new NodeLayer(new Node[] {hidden}), new NodeLayer(new Node[] {output}));
    network.gradients(new double[] {0}, new double[] {0});
    double a = 1 / (1 + Math.exp(-1));
    assertThat(output.delta).isCloseTo(2 * a * a * (1 - a), within(1e-15));
    assertThat(output.dw[0]).isCloseTo(output.delta / 2, within(1e-15));
    assertThat(hidden.delta).isCloseTo(output.delta / 2, within(1e-15));
  }

  private static Tensor one(double weight) {
    return Tensor.of(Shape.of(1, 1), new double[] {weight});
  }

  /// By hand: at w = (1, 0, 0), the point (2, 0) labelled 0 has z = 3, σ = 0.952574; the gradient
  /// is (−2, −4, 0)σ, and the step 0.1 of it.
  @Test
  void theFirstStepOfTheCircleIsThatByHand() {
    LabelledPoints point =
        new LabelledPoints("x", "y", List.of("in", "out"), List.of(new Point("", 0, 2, 0)));
    double sigma = 1 / (1 + Math.exp(-3));
    for (boolean oneByOne : new boolean[] {true, false}) {
      double[] after = CircleLab.descend(point, new double[] {1, 0, 0}, oneByOne).get(1);
      assertThat(after[0]).isCloseTo(1 + 0.2 * sigma, within(1e-15));
      assertThat(after[1]).isCloseTo(0.4 * sigma, within(1e-15));
      assertThat(after[2]).isZero();
    }
  }

  @Test
  void theQuadraticsFiguresAreThoseByHand() {
    assertThat(Reports.column("quadratic", 0, "x₁")).startsWith("0", "0.6", "1.08", "1.464");
    assertThat(Reports.column("quadratic", 0, "x₂")).startsWith("2", "0.8", "0.08", "−0.352");
    assertThat(Reports.column("quadratic", 1, "dy/dx")).containsExactly("12", "4", "8");
    assertThat(Reports.column("quadratic", 2, "w₁ after a step")).containsExactly("2.8", "2.8");
    assertThat(Reports.column("quadratic", 2, "w₂ after a step")).containsExactly("2.6", "1");
  }
}
