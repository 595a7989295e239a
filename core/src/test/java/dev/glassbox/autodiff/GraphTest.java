package dev.glassbox.autodiff;

import static dev.glassbox.autodiff.Graphs.constant;
import static dev.glassbox.autodiff.Graphs.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Graphs.TwoRoutes;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
  private final TwoRoutes two = TwoRoutes.make();

  private static List<String> texts(List<?> things) {
    return things.stream().map(Object::toString).toList();
  }

  @Test
  void nodesAreEquationsInputsFirst() {
    assertThat(texts(two.graph().nodes()))
        .containsExactly("a = 4", "b = 3", "c = a + b = 4 + 3 = 7", "d = a · c = 4 · 7 = 28");
    GraphNode d = two.graph().result();
    assertThat(d.op()).isEqualTo("mul");
    assertThat(d.formula()).isEqualTo("a · c");
    assertThat(d.numbers()).isEqualTo("4 · 7");
    assertThat(d.shape()).isEqualTo(Shape.of());
    assertThat(d.value()).isSameAs(two.d());
    assertThat(d.inputs()).extracting(GraphNode::name).containsExactly("a", "c");
    assertThat(two.graph().node(two.a()).kind()).isEqualTo(GraphNode.Kind.VARIABLE);
  }

  @Test
  void edgesCarryTheLocalDerivativeAsFormulaAndNumber() {
    assertThat(texts(two.graph().edges()))
        .containsExactly("∂c/∂a = 1", "∂c/∂b = 1", "∂d/∂a = c = 7", "∂d/∂c = a = 4");
    GraphEdge edge = two.graph().edges().get(2);
    assertThat(edge.numbers()).isEqualTo("7");
    assertThat(edge.value()).hasValue(7);
    assertThat(edge.input()).isZero();
    assertThat(edge.jacobian().item()).isEqualTo(7);
  }

  @Test
  void nodesWithoutANameGetShortOnesThatNoOtherHas() {
    Tensor x = variable(2);
    Tensor y = x.mul(3).add(x.square());
    Graph graph = Graph.of(y).named("v1", x);
    assertThat(texts(graph.nodes()))
        .containsExactly(
            "v1 = 2",
            "k1 = 3",
            "v2 = v1 · 3 = 2 · 3 = 6",
            "v3 = v1² = 2² = 4",
            "v4 = v2 + v3 = 6 + 4 = 10");
    assertThat(graph.node("k1").kind()).isEqualTo(GraphNode.Kind.CONSTANT);
    assertThat(graph.node("v3").isNamed()).isFalse();
    assertThat(graph.node("v1").isNamed()).isTrue();
  }

  @Test
  void namingGivesAnotherGraphAndLeavesThisOneAlone() {
    Graph renamed = two.graph().named("sum", two.c());
    assertThat(renamed.node("sum")).hasToString("sum = a + b = 4 + 3 = 7");
    assertThat(two.graph().node("c").value()).isSameAs(two.c());
    assertThat(renamed.named("c", two.d()).result().name()).isEqualTo("c");
  }

  @Test
  void aReshapeOfASingleNumberIsNoNode() {
    Tensor x = Tensor.of(DType.FLOAT64, 3).trainable();
    Tensor y = x.square().sum().reshape(1, 1);
    Graph graph = Graph.of(y).named("x", x).named("y", y);
    assertThat(texts(graph.nodes())).containsExactly("x = 3", "y = x² = 3² = 9");
    assertThat(graph.backward().of(x).shape()).isEqualTo(Shape.of(1));
    assertThat(graph.backward().of(x).item()).isEqualTo(6);
    assertThat(graph.backward().of(y).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(graph.forward(x).of(y).item()).isEqualTo(6);
  }

  @Test
  void aReshapeWhoseEndsAreBothNamedIsANode() {
    Tensor x = Tensor.of(DType.FLOAT64, 3).trainable();
    Tensor flat = x.reshape(1, 1);
    Graph graph = Graph.of(flat.exp()).named("x", x).named("flat", flat);
    assertThat(graph.node(flat).formula()).isEqualTo("x as (1, 1)");
    assertThat(graph.nodes()).hasSize(3);
  }

  @Test
  void aSumOverAllElementsIsOneNode() {
    Tensor x = Tensor.normal(Rng.seed(1), Shape.of(2, 3), 0, 1, DType.FLOAT64).trainable();
    Tensor loss = x.sum().square();
    Graph graph = Graph.of(loss).named("x", x);
    assertThat(graph.nodes()).extracting(GraphNode::formula).containsExactly("x", "Σ x", "v1²");
    Tensor gradient = loss.gradients().of(x);
    assertThat(graph.backward().of(x).toDoubleArray()).isEqualTo(gradient.toDoubleArray());
    assertThat(graph.backward().of(x).shape()).isEqualTo(x.shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "exp; e^x1; e⁻²",
        "neg; −x1; −(−2)",
        "square; x1²; (−2)²",
        "sqrt; √x1; √(−2)",
        "sigmoid; 1 / (1 + e^(−x1)); 1 / (1 + e⁻⁽⁻²⁾)",
        "relu; max(x1, 0); max(−2, 0)",
        "abs; |x1|; |−2|",
        "cube; x1³; (−2)³",
        "leaky; x1 if x1 > 0 else 0.1 · x1; −2 if (−2) > 0 else 0.1 · (−2)",
        "erf; erf x1; erf (−2)",
        "half; x1 / 2; −2 / 2",
        "itself; x1 − x1; −2 − (−2)",
        "power; x1^x1; (−2)⁻²"
      })
  void formulasTakeNamesAndNumbers(String operation, String names, String numbers) {
    Tensor x = variable(-2);
    Tensor y =
        switch (operation) {
          case "exp" -> x.exp();
          case "neg" -> x.neg();
          case "square" -> x.square();
          case "sqrt" -> x.sqrt();
          case "sigmoid" -> x.sigmoid();
          case "relu" -> x.relu();
          case "abs" -> x.abs();
          case "cube" -> x.pow(3);
          case "leaky" -> x.leakyRelu(0.1);
          case "erf" -> x.erf();
          case "half" -> x.div(2);
          case "itself" -> x.sub(x);
          default -> x.pow(x);
        };
    GraphNode node = Graph.of(y).named("x1", x).result();
    assertThat(node.formula()).isEqualTo(names);
    assertThat(node.numbers()).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "square; z; 2z; 2 · 4",
        "square; z1; 2 · z1; 2 · 4",
        "sqrt; z; 1 / (2y); 1 / (2 · 2)",
        "sigmoid; z; y(1 − y); 0.982014 · (1 − 0.982014)",
        "reciprocal; z; −1 / z²; −1 / 4²",
        "cube; z; 3 · z²; 3 · 4²",
        "tanh; z; 1 − y²; 1 − 0.999329²",
        "odd; a b; 2 · (a b); 2 · 4"
      })
  void derivativesTakeNamesAndNumbers(String op, String name, String names, String numbers) {
    Tensor z = variable(4);
    Tensor y =
        switch (op) {
          case "sqrt" -> z.sqrt();
          case "sigmoid" -> z.sigmoid();
          case "reciprocal" -> constant(1).div(z);
          case "cube" -> z.pow(3);
          case "tanh" -> z.tanh();
          default -> z.square();
        };
    GraphEdge edge = Graph.of(y).named(name, z).named("y", y).edges().getLast();
    assertThat(edge.derivative()).isEqualTo(names);
    assertThat(edge.numbers()).isEqualTo(numbers);
  }

  @Test
  void operationsOnTensorsReadAsOneWouldWriteThem() {
    Tensor w = Tensor.normal(Rng.seed(1), Shape.of(3, 2), 0, 1).trainable();
    Tensor x = Tensor.normal(Rng.seed(2), Shape.of(4, 2), 0, 1);
    Tensor z = x.matmul(w, false, true);
    Tensor mask = z.greater(0);
    Tensor h = Tensor.where(mask, z, z.mul(0.1));
    Tensor rows = Tensor.of(Shape.of(2), new long[] {1, 0});
    Tensor two = Tensor.concat(0, h, h.gather(rows)).softmax();
    Graph graph =
        Graph.of(two.sum())
            .named("W", w)
            .named("x", x)
            .named("z", z)
            .named("on", mask)
            .named("h", h)
            .named("rows", rows)
            .named("p", two);
    assertThat(graph.nodes())
        .extracting(GraphNode::formula)
        .containsSubsequence(
            "x · Wᵀ",
            "z · 0.1",
            "z if on else v1",
            "h[rows]",
            "h, v2 along axis 0",
            "e^v3 / Σ e^v3",
            "Σ p");
    GraphEdge product = graph.edges().get(1);
    assertThat(product).hasToString("∂z/∂W = (∂v4/∂z)ᵀ · x");
    assertThat(product.value()).isEmpty();
  }

  @Test
  void aMaskOfOneElementIsTrueOrFalse() {
    Tensor x = variable(2);
    Tensor y = Tensor.where(x.greater(3), x, x.neg());
    Graph graph = Graph.of(y).named("x", x).named("y", y);
    assertThat(graph.result()).hasToString("y = x if false else v1 = 2 if false else (−2) = −2");
    Tensor mask = graph.result().inputs().getFirst().value();
    Graph named = graph.named("large", mask);
    assertThat(named.node("large")).hasToString("large = false");
    assertThat(named.toSvg()).contains(">false</tspan>");
  }

  @Test
  void aCheckpointIsAFunctionOfItsInputs() {
    Tensor x = variable(2);
    Tensor w = variable(3);
    Tensor y = x.checkpoint(in -> in.mul(w).exp());
    Graph graph = Graph.of(y).named("x", x).named("w", w).named("y", y);
    assertThat(graph.result().formula()).isEqualTo("f(x, w)");
    assertThat(graph.edges().getFirst().value().orElseThrow())
        .isCloseTo(3 * Math.exp(6), within(1e-9));
  }

  @Test
  void theJacobianOfAnEdgeHasTheAxesOfItsEndFirst() {
    Tensor w = Tensor.normal(Rng.seed(1), Shape.of(2, 3), 0, 1, DType.FLOAT64).trainable();
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2, 3).reshape(3, 1);
    Tensor y = w.matmul(x);
    Tensor jacobian = Graph.of(y).edges().getFirst().jacobian();
    assertThat(jacobian.shape()).isEqualTo(Shape.of(2, 1, 2, 3));
    // ∂yᵢ/∂w_{kj} is xⱼ if i = k, else 0.
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        for (int j = 0; j < 3; j++) {
          assertThat(jacobian.at(i, 0, k, j)).isEqualTo(i == k ? j + 1 : 0);
        }
      }
    }
  }

  @Test
  void bothModesOfAnEdgeGiveOneJacobian() {
    Tensor x = Tensor.normal(Rng.seed(1), Shape.of(5), 0, 1, DType.FLOAT64).trainable();
    Tensor few = x.slice(0, 1, 3);
    Tensor many = x.slice(0, 0, 1).broadcastTo(Shape.of(4, 1));
    assertThat(Graph.of(few).edges().getFirst().jacobian().toDoubleArray())
        .containsExactly(0, 1, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(Graph.of(many).edges().getLast().jacobian().toDoubleArray())
        .containsExactly(1, 1, 1, 1);
  }

  @Test
  void aSecondDerivativeHasAGraphToo() {
    Tensor x = variable(2);
    Tensor slope = x.pow(3).vjp(constant(1)).of(x);
    Graph graph = Graph.of(slope).named("x", x);
    assertThat(graph.backward().of(x).item()).isCloseTo(12, within(1e-12));
  }

  @Test
  void aResultThatRemembersNothingIsOneNode() {
    Graph graph = Graph.of(constant(5));
    assertThat(graph.nodes()).hasSize(1);
    assertThat(graph.edges()).isEmpty();
    assertThat(graph.toString()).isEqualTo("k1 = 5\n");
    assertThat(graph.toSvg()).contains("</svg>");
    assertThatThrownBy(graph::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("backward: the result depends on no trainable tensor; make a leaf");
  }

  @Test
  void aMillionOperationsAreWalkedWithoutRecursion() {
    Tensor x = variable(1);
    Tensor y = x;
    for (int i = 0; i < 1_000_000; i++) {
      y = y.neg();
    }
    Graph graph = Graph.of(y).named("x", x);
    assertThat(graph.nodes()).hasSize(1_000_001);
    assertThat(graph.backward().of(x).item()).isEqualTo(1);
    assertThat(graph.forward(x).of(y).item()).isEqualTo(1);
    assertThat(graph.routes(x, y).sum()).isEqualTo(1);
    assertThat(graph.toString().lines()).hasSize(201);
    assertThatThrownBy(graph::toSvg)
        .hasMessage(
            "picture: 1,000,001 nodes are too many to draw, at most 3,000; take the graph of an"
                + " earlier node");
  }

  @Test
  void anUnusableRequestIsAnsweredInOneLine() {
    Graph graph = two.graph();
    Tensor stranger = Tensor.zeros(Shape.of(3));
    assertThatThrownBy(() -> graph.named("s", stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "graph: the tensor of shape (3) to be named s is not in this graph; of what was"
                + " computed from constants alone, only the last result is there");
    assertThatThrownBy(() -> graph.named(" ", two.a()))
        .hasMessage("graph: a name must not be blank");
    assertThatThrownBy(() -> graph.named("a", two.b()))
        .hasMessage("graph: a is the name of another node; choose a different one");
    assertThatThrownBy(() -> graph.node(stranger))
        .hasMessage(
            "graph: the tensor of shape (3) is not in the graph of d, which does not depend on it");
    assertThatThrownBy(() -> graph.node("e"))
        .hasMessage("graph: no node is named e; give names by named(…)");
    assertThatThrownBy(() -> graph.routes(stranger, two.d()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVectorAsAResultNeedsAnUpstreamGradient() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Tensor y = x.square();
    Graph graph = Graph.of(y).named("x", x).named("y", y);
    assertThatThrownBy(graph::backward)
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "backward: y has shape (2) and is not a single number; give backward(…) an upstream"
                + " gradient, or take the graph of a sum or an element");
    assertThat(graph.backward(Tensor.of(DType.FLOAT64, 1, 10)).of(x).toDoubleArray())
        .containsExactly(2, 40);
    assertThatThrownBy(() -> graph.backward(Tensor.of(DType.FLOAT64, 1)))
        .hasMessage(
            "backward: y of shape (2) was given a derivative of shape (1); both must be alike");
    assertThatThrownBy(() -> graph.forward(x))
        .hasMessage(
            "forward: x has shape (2) and is not a single number; give forward(…) a tangent, the"
                + " direction in which it varies");
    assertThat(graph.forward(x, Tensor.of(DType.FLOAT64, 1, 10)).of("y").toDoubleArray())
        .containsExactly(2, 40);
    assertThatThrownBy(() -> graph.forward(x, Tensor.of(DType.FLOAT64, 1)))
        .hasMessage(
            "forward: x of shape (2) was given a derivative of shape (1); both must be alike");
    assertThatThrownBy(() -> graph.derivation(x))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "derivation: x has shape (2), and the table is for single numbers; look at it by"
                + " routes(…), backward() or forward(…)");
  }

  @Test
  void aLeafThatWasAssignedNewNumbersIsNotShownBesideOldResults() {
    Tensor x = variable(2);
    Tensor y = x.square();
    x.assign(constant(3));
    assertThatThrownBy(() -> Graph.of(y))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "graph: a leaf was assigned new numbers since square () was computed from it; compute"
                + " the result again");
  }

  @Test
  void integersHaveNoDerivative() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Tensor rows = Tensor.of(Shape.of(1), new long[] {1});
    Tensor y = x.gather(rows);
    Graph graph = Graph.of(y).named("rows", rows);
    GraphEdge edge = graph.edges().getLast();
    assertThat(edge.isDifferentiable()).isFalse();
    assertThatThrownBy(edge::jacobian)
        .hasMessage("jacobian: rows is INT64, and there is no derivative by that");
    assertThatThrownBy(() -> graph.forward(rows))
        .hasMessage("forward: rows is INT64, and there is no derivative by that");
  }

  @Test
  void severalTensorsAreNamedInOneGo() {
    Tensor x = variable(2);
    Tensor y = variable(3);
    Tensor z = x.mul(y);
    Graph graph = Graph.of(z).named("x  y z", x, y, z);
    assertThat(texts(graph.nodes())).containsExactly("x = 2", "y = 3", "z = x · y = 2 · 3 = 6");
    assertThat(Graph.of(z).named("x y", x).node(x).name()).isEqualTo("x y");
    assertThatThrownBy(() -> Graph.of(z).named("x y", x, y, z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("graph: 'x y' holds 2 names for 3 tensors");
    assertThatThrownBy(() -> Graph.of(z).named("x x", x, y))
        .hasMessageContaining("x is the name of another node");
  }
}
