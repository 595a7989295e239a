package dev.glassbox.autodiff;

import static dev.glassbox.autodiff.Graphs.constant;
import static dev.glassbox.autodiff.Graphs.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Graphs.TwoRoutes;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SweepTest {
  private final TwoRoutes two = TwoRoutes.make();

  private static List<String> steps(Sweep sweep) {
    List<String> steps = new ArrayList<>();
    sweep.forEach(step -> steps.add(step.toString()));
    return steps;
  }

  @Test
  void theBackwardSweepEndsAtTheGradients() {
    Sweep backward = two.graph().backward();
    assertThat(backward.of(two.a()).item()).isEqualTo(11);
    assertThat(backward.of("b").item()).isEqualTo(4);
    assertThat(backward.of("c").item()).isEqualTo(4);
    assertThat(backward.of(two.d()).item()).isEqualTo(1);
  }

  @Test
  void theBackwardSweepGoesOneOperationAStep() {
    assertThat(steps(two.graph().backward()))
        .containsExactly(
            "d: adjoint of a += c · 1 = 7, adjoint of c += a · 1 = 4",
            "c: adjoint of a += 1 · 4 = 4, adjoint of b += 1 · 4 = 4");
  }

  @Test
  void theForwardSweepGoesOneOperationAStep() {
    assertThat(steps(two.graph().forward(two.a())))
        .containsExactly(
            "c: tangent of c += 1 · 1 = 1",
            "d: tangent of d += c · 1 = 7, tangent of d += a · 1 = 4");
    assertThat(two.graph().forward(two.b()).of("d").item()).isEqualTo(4);
    assertThat(two.graph().forward(two.b()).of("a").item()).isZero();
  }

  @Test
  void aStepSaysWhatWasAddedWhereAndWhatTheSumIsNow() {
    Iterator<Sweep.Step> steps = two.graph().backward().iterator();
    steps.next();
    Sweep.Step second = steps.next();
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.node().name()).isEqualTo("c");
    assertThat(second.carried().item()).isEqualTo(4);
    Sweep.Contribution toA = second.contributions().getFirst();
    assertThat(toA.at().name()).isEqualTo("a");
    assertThat(toA.edge().to().name()).isEqualTo("c");
    assertThat(toA.carried().item()).isEqualTo(4);
    assertThat(toA.added().item()).isEqualTo(4);
    assertThat(toA.total().item()).isEqualTo(11);
    assertThat(steps.hasNext()).isFalse();
    assertThatThrownBy(steps::next).isInstanceOf(NoSuchElementException.class);
  }

  /// L = (x + y)z at (−2, 5, −4).
  @Test
  void theProductOfASum() {
    Tensor x = variable(-2);
    Tensor y = variable(5);
    Tensor z = variable(-4);
    Sweep backward = Graph.of(x.add(y).mul(z)).backward();
    assertThat(backward.of(x).item()).isEqualTo(-4);
    assertThat(backward.of(y).item()).isEqualTo(-4);
    assertThat(backward.of(z).item()).isEqualTo(3);
  }

  /// g = xy² − x²y at (2, 5).
  @Test
  void theDifferenceOfTwoTerms() {
    Tensor x = variable(2);
    Tensor y = variable(5);
    Tensor g = x.mul(y.square()).sub(x.square().mul(y));
    Graph graph = Graph.of(g);
    assertThat(graph.backward().of(x).item()).isEqualTo(5);
    assertThat(graph.forward(x).of(g).item()).isEqualTo(5);
    // ∂g/∂y = 2xy − x².
    assertThat(graph.backward().of(y).item()).isEqualTo(16);
  }

  /// Softmax with cross-entropy, written out: the adjoint of the logits is p − y.
  @Test
  void softmaxWithCrossEntropyLeavesTheDifference() {
    Tensor z = Tensor.of(DType.FLOAT64, 2, 1, 0.1).trainable();
    Tensor y = Tensor.of(DType.FLOAT64, 0, 1, 0);
    Tensor p = z.softmax();
    Tensor loss = y.mul(p.log()).sum().neg();
    Tensor adjoint = Graph.of(loss).named("z", z).named("p", p).backward().of("z");
    double total = Math.exp(2) + Math.exp(1) + Math.exp(0.1);
    double[] expected = {Math.exp(2) / total, Math.exp(1) / total - 1, Math.exp(0.1) / total};
    assertThat(adjoint.toDoubleArray()).containsExactly(expected, within(1e-15));
    Tensor fused = z.reshape(1, 3).softmaxCrossEntropy(y.reshape(1, 3));
    assertThat(Graph.of(fused).backward().of(z).toDoubleArray())
        .containsExactly(expected, within(1e-15));
  }

  @Test
  void bothSweepsOfATensorGraphAgreeWithGradients() {
    Rng rng = Rng.seed(5);
    Tensor w = Tensor.normal(rng, Shape.of(3, 2), 0, 1, DType.FLOAT64).trainable();
    Tensor b = Tensor.normal(rng, Shape.of(3), 0, 1, DType.FLOAT64).trainable();
    Tensor x = Tensor.normal(rng, Shape.of(4, 2), 0, 1, DType.FLOAT64);
    Tensor loss = x.matmul(w, false, true).add(b).tanh().softmax().max(1).log().mean();
    Gradients gradients = loss.gradients();
    Graph graph = Graph.of(loss);
    Sweep backward = graph.backward();
    assertThat(backward.of(w).toDoubleArray())
        .containsExactly(gradients.of(w).toDoubleArray(), within(1e-15));
    assertThat(backward.of(b).toDoubleArray())
        .containsExactly(gradients.of(b).toDoubleArray(), within(1e-15));
    Tensor direction = Tensor.normal(rng, w.shape(), 0, 1, DType.FLOAT64);
    assertThat(graph.forward(w, direction).of(loss).item())
        .isCloseTo(gradients.of(w).mul(direction).sum().item(), within(1e-14));
  }

  @Test
  void stepsOfATensorGraphSayWhatWasAppliedToWhat() {
    Tensor w = Tensor.of(DType.FLOAT64, 1, 2, 3, 4).reshape(2, 2).trainable();
    Tensor x = Tensor.of(DType.FLOAT64, 1, 1).reshape(2, 1);
    Tensor y = w.matmul(x);
    Tensor s = y.square().sum();
    Graph graph = Graph.of(s).named("W", w).named("x", x).named("y", y).named("s", s);
    assertThat(steps(graph.backward()))
        .contains("y: adjoint of W += ∂s/∂y · xᵀ applied to adjoint of y");
    assertThat(graph.backward().of("y").toDoubleArray()).containsExactly(6, 14);
  }

  @Test
  void noAdjointComesBackToAConstant() {
    Tensor x = variable(2);
    Tensor k = constant(3);
    Graph graph = Graph.of(x.mul(k)).named("k", k);
    assertThatThrownBy(() -> graph.backward().of(k))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "backward: k is a constant, so no adjoint comes back to it; make it trainable() before"
                + " computing with it");
    assertThat(graph.forward(k).of(graph.result().name()).item()).isEqualTo(2);
  }

  @Test
  void sweepsLeaveNoHistory() {
    assertThat(two.graph().backward().of(two.a()).isTracked()).isFalse();
    assertThat(two.graph().forward(two.a()).of(two.d()).isTracked()).isFalse();
  }
}
