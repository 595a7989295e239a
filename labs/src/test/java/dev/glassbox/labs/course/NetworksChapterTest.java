package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.labs.Reports;
import dev.glassbox.labs.course.ActivationsLab.Traits;
import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The labs of chapter 2.
class NetworksChapterTest {
  private static Linear layer(Shape shape, double[] weight, double... bias) {
    return new Linear(Tensor.of(shape, weight), Tensor.of(DType.FLOAT64, bias));
  }

  /// By hand: (5 6)(1 2; 3 4) = (23 34) and 5 · 1 − 6 · 1 + 2 = 1.
  @Test
  void twoLayersCollapse() {
    Linear one =
        CollapseLab.collapsed(
            List.of(
                layer(Shape.of(2, 2), new double[] {1, 2, 3, 4}, 1, -1),
                layer(Shape.of(1, 2), new double[] {5, 6}, 2)));
    assertThat(one.weight().toDoubleArray()).containsExactly(23, 34);
    assertThat(one.bias().toDoubleArray()).containsExactly(1);
  }

  /// Closed forms: σ′ = σ(1 − σ), tanh′ = 1/cosh², softplus′ = σ, softsign′ = 1/(1 + |x|)².
  @Test
  void derivativesAreThoseOfTheClosedForms() {
    for (double x : new double[] {-3, -0.5, 0.25, 2}) {
      double sigmoid = 1 / (1 + Math.exp(-x));
      assertSlope(Activation.SIGMOID, x, sigmoid * (1 - sigmoid));
      assertSlope(Activation.TANH, x, Math.pow(Math.cosh(x), -2));
      assertSlope(Activation.SOFTPLUS, x, sigmoid);
      assertSlope(Activation.SOFTSIGN, x, Math.pow(1 + Math.abs(x), -2));
      assertSlope(Activation.SILU, x, sigmoid * (1 + x * (1 - sigmoid)));
      assertSlope(Activation.ELU, x, x > 0 ? 1 : Math.exp(x));
    }
  }

  private static void assertSlope(Activation activation, double x, double expected) {
    assertThat(ActivationsLab.derivative(activation, x)[0])
        .as("%s at %s", activation, x)
        .isCloseTo(expected, within(1e-14));
  }

  /// The mean of max(x, 0) over the standard normal distribution is 1/√(2π).
  @Test
  void theMeanOutputOfReluIsKnown() {
    assertThat(Traits.of(Activation.RELU).mean())
        .isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-5));
    assertThat(Traits.of(Activation.SIGMOID).mean()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void theTableSaysWhoSaturatesAndWhoDies() {
    List<String> names = Reports.column("activations", 0, "");
    List<String> saturates = Reports.column("activations", 0, "saturates");
    List<String> dies = Reports.column("activations", 0, "can die");
    assertThat(names.stream().filter(n -> saturates.get(names.indexOf(n)).equals("yes")))
        .containsExactly("sigmoid", "tanh", "hard_sigmoid", "hard_tanh");
    assertThat(names.stream().filter(n -> dies.get(names.indexOf(n)).equals("yes")))
        .containsExactly("relu", "hard_sigmoid", "hard_tanh", "hard_swish");
  }

  @Test
  void theGatesTruthTablesAreTheBooleanOnes() {
    assertThat(Reports.column("gates", 0, "OR")).satisfies(c -> assertBits(c, 0, 1, 1, 1));
    assertThat(Reports.column("gates", 0, "NAND")).satisfies(c -> assertBits(c, 1, 1, 1, 0));
    assertThat(Reports.column("gates", 0, "AND")).satisfies(c -> assertBits(c, 0, 0, 0, 1));
    assertThat(Reports.column("gates", 0, "XOR")).satisfies(c -> assertBits(c, 0, 1, 1, 0));
    // σ(−10) = 0.0000453978…
    assertThat(Reports.column("gates", 0, "OR").getFirst()).isEqualTo("0.000045");
  }

  private static void assertBits(List<? extends String> cells, int... bits) {
    for (int i = 0; i < bits.length; i++) {
      assertThat(Double.parseDouble(cells.get(i))).isCloseTo(bits[i], within(1e-4));
    }
  }

  @Test
  void theCountIsTheOneOfTheCourse() {
    assertThat(ParametersLab.count(100, 2000, 10)).isEqualTo(222_010);
    assertThat(Reports.column("parameters", 0, "parameters"))
        .containsExactly("200,000", "2,000", "20,000", "10", "222,010");
  }
}
