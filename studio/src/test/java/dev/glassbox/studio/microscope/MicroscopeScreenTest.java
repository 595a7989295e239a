package dev.glassbox.studio.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.studio.screen.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MicroscopeScreenTest {
  private static final String TWO_ROUTES = "c = a+b; d = a*c; a=4; b=3";

  private static JsonNode ask(String command, String text, Object... arguments) {
    ObjectNode json = Json.object();
    json.put("text", text);
    for (int i = 0; i < arguments.length; i += 2) {
      json.put((String) arguments[i], (int) arguments[i + 1]);
    }
    return new MicroscopeScreen().command(command, json);
  }

  private static int node(JsonNode trace, String name) {
    JsonNode nodes = trace.get("nodes");
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double value(JsonNode trace, String name) {
    return trace.get("nodes").get(node(trace, name)).get("value").asDouble();
  }

  /// The adjoint that the backward steps leave at a node.
  private static double adjoint(JsonNode trace, String name) {
    int wanted = node(trace, name);
    double total = wanted == trace.get("result").asInt() ? 1 : 0;
    for (JsonNode step : trace.get("backward")) {
      for (JsonNode contribution : step.get("contributions")) {
        JsonNode edge = trace.get("edges").get(contribution.get("edge").asInt());
        if (edge.get("from").asInt() == wanted) {
          total = contribution.get("total").asDouble();
        }
      }
    }
    return total;
  }

  /// d = a(a + b) at a = 4, b = 3: d = 28, ∂d/∂a = 2a + b = 11, ∂d/∂b = a = 4.
  @Test
  void valuesAndAdjointsAreThoseByHand() {
    JsonNode trace = ask("trace", TWO_ROUTES);

    assertThat(value(trace, "c")).isEqualTo(7);
    assertThat(value(trace, "d")).isEqualTo(28);
    assertThat(adjoint(trace, "c")).isEqualTo(4);
    assertThat(adjoint(trace, "a")).isEqualTo(11);
    assertThat(adjoint(trace, "b")).isEqualTo(4);
    JsonNode d = trace.get("nodes").get(node(trace, "d"));
    assertThat(d.get("formula").asString()).isEqualTo("a · c");
    assertThat(d.get("numbers").asString()).isEqualTo("4 · 7");
  }

  @Test
  void everyDerivativeAgreesWithItsFiniteDifference() {
    JsonNode trace = ask("trace", "f = sigmoid(w*x+b)^2/max(x,2); w=0.5; x=3; b=-1");

    assertThat(trace.get("checks").size()).isEqualTo(3);
    for (JsonNode check : trace.get("checks")) {
      assertThat(check.get("passed").asBoolean()).isTrue();
      assertThat(check.get("numeric").asDouble())
          .isEqualTo(check.get("analytic").asDouble(), within(1e-8));
      String name = trace.get("nodes").get(check.get("node").asInt()).get("name").asString();
      assertThat(check.get("analytic").asDouble()).isEqualTo(adjoint(trace, name), within(1e-15));
    }
  }

  @Test
  void theRoutesHaveTheirFactorsTheirProductsAndTheirSum() {
    JsonNode trace = ask("trace", TWO_ROUTES);
    JsonNode routes = ask("routes", TWO_ROUTES, "from", node(trace, "a"), "to", node(trace, "d"));

    assertThat(routes.get("count").asString()).isEqualTo("2");
    assertThat(routes.get("sum").asDouble()).isEqualTo(11);
    List<String> lines = new ArrayList<>();
    for (JsonNode route : routes.get("routes")) {
      lines.add(
          route.get("path").asString() + " " + route.get("factors") + " " + route.get("product"));
    }
    assertThat(lines).containsExactly("a → d [7.0] 7.0", "a → c → d [1.0,4.0] 4.0");
  }

  @Test
  void bothModesEndAtTheSameNumber() {
    JsonNode trace = ask("trace", TWO_ROUTES);
    int a = node(trace, "a");
    JsonNode rows = ask("table", TWO_ROUTES, "variable", a).get("rows");

    assertThat(rows.get(rows.size() - 1).get("forward").asDouble()).isEqualTo(11);
    for (JsonNode row : rows) {
      if (row.get("node").asInt() == a) {
        assertThat(row.get("backward").asDouble()).isEqualTo(11);
        assertThat(row.get("backwardTerms").toString()).isEqualTo("[[1.0,7.0],[4.0,1.0]]");
      }
    }
  }

  @Test
  void everyNodeAndEdgeHasItsPlaceInThePicture() {
    JsonNode trace = ask("trace", TWO_ROUTES);

    for (JsonNode node : trace.get("nodes")) {
      assertThat(node.get("x").asDouble()).isBetween(0.0, trace.get("width").asDouble());
      assertThat(node.get("y").asDouble()).isBetween(0.0, trace.get("height").asDouble());
    }
    for (JsonNode edge : trace.get("edges")) {
      JsonNode points = edge.get("points");
      JsonNode from = trace.get("nodes").get(edge.get("from").asInt());
      JsonNode to = trace.get("nodes").get(edge.get("to").asInt());
      assertThat(points.get(0).get(0).asDouble())
          .isEqualTo(from.get("x").asDouble() + from.get("width").asDouble() / 2, within(1e-9));
      assertThat(points.get(points.size() - 1).get(0).asDouble())
          .isEqualTo(to.get("x").asDouble() - to.get("width").asDouble() / 2, within(1e-9));
    }
  }

  @Test
  void theProgramIsMadeOfThePublicMethods() {
    assertThat(
            ask("java", "d = -a^2/(b+1)*int; a=4; b=3; int = sin(pi); z=1").get("java").asString())
        .contains("Tensor a = Tensor.scalar(DType.FLOAT64, 4.0).trainable();\n")
        .contains("Tensor int_ = Tensor.scalar(DType.FLOAT64, 1.2246467991473532E-16).trainable();")
        .contains("Tensor d = a.pow(2.0).neg().div(b.add(1.0)).mul(int_);\n")
        .contains(
            "Graph.of(d).named(\"a\", a).named(\"b\", b).named(\"int\", int_).named(\"d\", d);")
        .contains("IO.println(\"∂d/∂a = \" + backward.of(a).item());")
        .doesNotContain("Tensor z");
  }

  @Test
  void aNumberThatIsNoneIsNull() {
    JsonNode trace = ask("trace", "f = log(x) * x; x = -1");

    assertThat(Json.text(trace)).doesNotContain(":NaN");
    assertThat(trace.get("nodes").get(trace.get("result").asInt()).get("value").isNull()).isTrue();
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> ask("routes", TWO_ROUTES, "from", 99, "to", 0))
        .hasMessage("from must be a number from 0 to 3, was 99");
    assertThatThrownBy(() -> ask("explode", TWO_ROUTES))
        .hasMessage("microscope has no command 'explode'; it has trace, routes, table and java");
    assertThatThrownBy(() -> new MicroscopeScreen().command("trace", Json.object()))
        .hasMessage("text is missing; give it");
  }
}
