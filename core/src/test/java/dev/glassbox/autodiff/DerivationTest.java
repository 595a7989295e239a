package dev.glassbox.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Graphs.LogisticLoss;
import dev.glassbox.autodiff.Graphs.TwoRoutes;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private final TwoRoutes two = TwoRoutes.make();

  @Test
  void bothModesStandSideBySide() {
    assertThat(two.graph().derivation(two.a()))
        .hasToString(
            """
            variable  expression  value  local derivative  forward: ∂·/∂a      backward: ∂d/∂·
            a                     4                        1                   4 · 1 + 1 · 7 = 11
            b                     3                        0                   4 · 1 = 4
            c         a + b       7      ∂c/∂a = 1         1 · 1 = 1           1 · 4 = 4
                                         ∂c/∂b = 1
            d         a · c       28     ∂d/∂a = c = 7     1 · 7 + 1 · 4 = 11  1
                                         ∂d/∂c = a = 4
            """);
  }

  @Test
  void rowsAreValues() {
    List<Derivation.Row> rows = two.graph().derivation(two.a()).rows();
    assertThat(rows).extracting(Derivation.Row::variable).containsExactly("a", "b", "c", "d");
    Derivation.Row d = rows.getLast();
    assertThat(d.expression()).isEqualTo("a · c");
    assertThat(d.value()).isEqualTo(28);
    assertThat(d.forward()).isEqualTo(11);
    assertThat(d.backward()).isEqualTo(1);
    assertThat(d.locals()).extracting(Derivation.Local::formula).containsExactly("c", "a");
    assertThat(d.locals()).extracting(Derivation.Local::number).containsExactly(7.0, 4.0);
    assertThat(d.forwardTerms())
        .containsExactly(new Derivation.Term(1, 7), new Derivation.Term(1, 4));
    assertThat(rows.getFirst().backward()).isEqualTo(11);
    assertThat(rows.getFirst().backwardTerms())
        .extracting(Derivation.Term::product)
        .containsExactly(4.0, 7.0);
  }

  /// By hand: L = ln(1 + e^(−3W)), so ∂L/∂W = −3e⁻⁹ / (1 + e⁻⁹) at W = 3. A lecture's table of this
  /// example is known to drop the minus of ∂(1/ξ)/∂ξ = −1/ξ² and to end with the opposite sign.
  @Test
  void theLogisticLossStepByStep() {
    LogisticLoss logistic = LogisticLoss.make();
    Derivation derivation = logistic.graph().derivation(logistic.w());
    double small = Math.exp(-9);
    double expected = -3 * small / (1 + small);
    assertThat(expected).isCloseTo(-0.00037018372, within(1e-11));
    assertThat(derivation.rows().getLast().forward()).isCloseTo(expected, within(1e-18));
    assertThat(derivation.rows().getFirst().backward()).isCloseTo(expected, within(1e-18));
    assertThat(logistic.loss().gradients().of(logistic.w()).item())
        .isCloseTo(expected, within(1e-18));
    assertThat(derivation.rows())
        .extracting(Derivation.Row::variable)
        .containsExactly("W", "ξ1", "ξ2", "ξ3", "ξ4", "ξ5", "ξ6", "L");
    assertThat(derivation.rows().stream().flatMap(row -> row.locals().stream()))
        .extracting(Derivation.Local::toString)
        .containsExactly(
            "∂ξ1/∂W = X = 3",
            "∂ξ2/∂ξ1 = −1",
            "∂ξ3/∂ξ2 = e^ξ2 = 0.0001234098",
            "∂ξ4/∂ξ3 = 1",
            "∂ξ5/∂ξ4 = −1 / ξ4² = −0.99975323",
            "∂ξ6/∂ξ5 = 1 / ξ5 = 1.0001234",
            "∂L/∂ξ6 = −1");
    // The running products of both modes, each against its closed form.
    double[] forward = {
      1,
      3,
      -3,
      -3 * small,
      -3 * small,
      3 * small / ((1 + small) * (1 + small)),
      3 * small / (1 + small),
      expected
    };
    double[] backward = {
      expected,
      -small / (1 + small),
      small / (1 + small),
      1 / (1 + small),
      1 / (1 + small),
      -(1 + small),
      -1,
      1
    };
    for (int i = 0; i < forward.length; i++) {
      Derivation.Row row = derivation.rows().get(i);
      assertThat(row.forward()).as(row.variable()).isCloseTo(forward[i], within(1e-15));
      assertThat(row.backward()).as(row.variable()).isCloseTo(backward[i], within(1e-15));
    }
  }

  @Test
  void aConstantMayBeDerivedBy() {
    LogisticLoss logistic = LogisticLoss.make();
    Graph graph = logistic.graph();
    Derivation byX = graph.derivation(graph.node("X").value());
    // ∂L/∂X = −W e⁻⁹ / (1 + e⁻⁹), and W = X here.
    assertThat(byX.rows().getLast().forward()).isCloseTo(-0.00037018372, within(1e-11));
    assertThat(byX.rows()).extracting(Derivation.Row::variable).contains("X", "W");
  }
}
