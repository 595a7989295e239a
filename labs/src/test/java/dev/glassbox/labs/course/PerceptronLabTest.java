package dev.glassbox.labs.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.labs.Reports;
import dev.glassbox.labs.course.PerceptronLab.Correction;
import dev.glassbox.labs.course.PerceptronLab.Weights;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PerceptronLabTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  /// By hand: size + fluffiness − 1 is −0.1, −0.9, 0.3, 0.9, 0.1, 0.5, −0.2, 0.5, 0.4, −0.2.
  @Test
  void fixedWeightsAreRightForFive() {
    assertThat(Reports.column("perceptron", 0, "w · x̃"))
        .containsExactly("−0.1", "−0.9", "0.3", "0.9", "0.1", "0.5", "−0.2", "0.5", "0.4", "−0.2");
    assertThat(Reports.column("perceptron", 0, "right?"))
        .containsExactly("no", "yes", "yes", "no", "yes", "no", "no", "no", "yes", "yes");
  }

  /// By hand: the hamster at (0.1, 0.8) is missed, so w = (1, 1, −1) + 0.5 (0.1, 0.8, 1); then the
  /// hyena at (1.4, 0.5) is wrongly called cute, 1.05 · 1.4 + 1.4 · 0.5 − 0.5 > 0, and taken away.
  @Test
  void theFirstCorrectionsAreThoseDoneByHand() {
    List<Correction> corrections = PerceptronLab.learn(Animals.ten(), new Weights(1, 1, -1), 0.5);
    assertWeights(corrections.get(0).weights(), 1.05, 1.4, -0.5);
    assertWeights(corrections.get(1).weights(), 0.35, 1.15, -1.0);
    assertThat(corrections.get(1).point().name()).isEqualTo("hyena");
    assertWeights(corrections.getLast().weights(), -0.6, 1.9, -0.5);
    assertThat(corrections).hasSize(7);
    assertThat(corrections.getLast().epoch()).isEqualTo(2);
  }

  private static void assertWeights(Weights w, double x, double y, double bias) {
    assertThat(w.x()).isCloseTo(x, ROUNDING);
    assertThat(w.y()).isCloseTo(y, ROUNDING);
    assertThat(w.bias()).isCloseTo(bias, ROUNDING);
  }

  /// fluffiness − 0.3 size − 0.3 is positive for the cute ones and for no other.
  @Test
  void aLineSeparatesTheTen() {
    LabelledPoints ten = Animals.ten();
    assertThat(new Weights(-0.3, 1, -0.3).right(ten)).isEqualTo(10);
  }
}
