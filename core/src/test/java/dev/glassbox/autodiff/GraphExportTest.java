package dev.glassbox.autodiff;

import static dev.glassbox.autodiff.Graphs.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.autodiff.Graphs.TwoRoutes;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GraphExportTest {
  private static final String HOSTILE = "<b>\"x\"</b> & 'y'\n\\ | {z} # `q` \u0001";

  private final TwoRoutes two = TwoRoutes.make();

  private static Graph hostile() {
    Tensor x = variable(2);
    Tensor y = x.exp();
    return Graph.of(y).named(HOSTILE, x).named("y\"]; n9", y);
  }

  @Test
  void dot() {
    assertThat(two.graph().toDot())
        .isEqualTo(
            """
            digraph {
              rankdir=LR;
              node [shape=box, style=rounded, fontname="Times,serif"];
              edge [fontname="Times,serif", fontsize=11];
              n0 [label="a\\n4\\n∂d/∂a = 11"];
              n1 [label="b\\n3\\n∂d/∂b = 4"];
              n2 [label="c = a + b\\n7\\n∂d/∂c = 4"];
              n3 [label="d = a · c\\n28\\n∂d/∂d = 1"];
              n0 -> n2 [label="1"];
              n1 -> n2 [label="1"];
              n0 -> n3 [label="c = 7"];
              n2 -> n3 [label="a = 4"];
            }
            """);
  }

  @Test
  void mermaid() {
    assertThat(two.graph().toMermaid())
        .isEqualTo(
            """
            flowchart LR
              n0(["a<br/>4<br/>∂d/∂a = 11"])
              n1(["b<br/>3<br/>∂d/∂b = 4"])
              n2["c = a + b<br/>7<br/>∂d/∂c = 4"]
              n3["d = a · c<br/>28<br/>∂d/∂d = 1"]
              n0 -->|"1"| n2
              n1 -->|"1"| n2
              n0 -->|"c = 7"| n3
              n2 -->|"a = 4"| n3
            """);
  }

  @Test
  void json() {
    assertThat(two.graph().toJson())
        .isEqualTo(
            """
            {
              "result": 3,
              "nodes": [
                {"id": 0, "name": "a", "kind": "variable", "dtype": "FLOAT64", "shape": [], "value": 4.0, "adjoint": 11.0},
                {"id": 1, "name": "b", "kind": "variable", "dtype": "FLOAT64", "shape": [], "value": 3.0, "adjoint": 4.0},
                {"id": 2, "name": "c", "kind": "operation", "op": "add", "formula": "a + b", "dtype": "FLOAT64", "shape": [], "value": 7.0, "adjoint": 4.0},
                {"id": 3, "name": "d", "kind": "operation", "op": "mul", "formula": "a · c", "dtype": "FLOAT64", "shape": [], "value": 28.0, "adjoint": 1.0}
              ],
              "edges": [
                {"from": 0, "to": 2, "input": 0, "derivative": "1", "number": 1.0},
                {"from": 1, "to": 2, "input": 1, "derivative": "1", "number": 1.0},
                {"from": 0, "to": 3, "input": 0, "derivative": "c", "number": 7.0},
                {"from": 2, "to": 3, "input": 1, "derivative": "a", "number": 4.0}
              ]
            }
            """);
  }

  @Test
  void jsonNeverHoldsWhatJsonDoesNotKnow() {
    Tensor x = Tensor.of(DType.FLOAT64, -1, 0, 1e300).trainable();
    String json = Graph.of(x.log().sum().exp().mul(1e300)).toJson();
    assertThat(json).contains("[null, null, ").doesNotContain("NaN").doesNotContain("Infinity");
    Tensor many = Tensor.zeros(Shape.of(1001)).trainable();
    assertThat(Graph.of(many.sum()).named("many", many).toJson()).contains("\"shape\": [1001]}");
  }

  @Test
  void hostileNamesStayWhatTheyAre() {
    assertThat(hostile().toJson())
        .contains(
            "\"name\": \"<b>\\\"x\\\"</b> & 'y'\\n\\\\ | {z} # `q` \\u0001\"",
            "\"name\": \"y\\\"]; n9\"");
    assertThat(hostile().toDot())
        .contains(
            "[label=\"<b>\\\"x\\\"</b> & 'y' \\\\ | {z} # `q`  \\n2\\n", "label=\"y\\\"]; n9 =")
        .doesNotContain("\u0001");
    assertThat(hostile().toMermaid())
        .contains("#60;b#62;#34;x#34;#60;/b#62; #38; 'y' #92; #124; #123;z#125; #35; #96;q#96;")
        .contains("y#34;#93;#59; n9");
    assertThat(hostile().toMermaid().lines()).hasSize(4);
    assertThat(hostile().toDot().lines()).hasSize(8);
  }

  @Test
  void constantsAndTensorsAreWrittenWithoutAdjoints() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Graph graph = Graph.of(x.mul(3)).named("x", x);
    assertThat(graph.toDot())
        .contains("n1 [label=\"3\", color=gray60]", "n1 -> n2 [color=gray60]", "shape (2)")
        .doesNotContain("∂v1/∂x");
    assertThat(graph.toMermaid()).contains("n1 -.-> n2", "n0 -->|\"3\"| n2");
    assertThat(graph.toJson()).contains("\"value\": [3.0, 6.0]").doesNotContain("adjoint");
  }
}
