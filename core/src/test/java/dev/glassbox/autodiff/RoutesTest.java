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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private final TwoRoutes two = TwoRoutes.make();

  @Test
  void theTwoRoutesAddUpToTheDerivative() {
    Routes routes = two.graph().routes(two.a(), two.d());
    assertThat(routes.count()).isEqualTo(BigInteger.TWO);
    assertThat(routes.sum()).isEqualTo(11);
    assertThat(routes.largest(10)).extracting(Route::product).containsExactly(7.0, 4.0);
    assertThat(routes.largest(10)).extracting(Route::path).containsExactly("a → d", "a → c → d");
    assertThat(routes.largest(10).get(1).factors()).containsExactly(1.0, 4.0);
    assertThat(routes.largest(10).get(1).nodes())
        .extracting(GraphNode::name)
        .containsExactly("a", "c", "d");
    assertThat(routes)
        .hasToString(
            """
            ∂d/∂a = 11, the sum over 2 routes
              a → d: 7
              a → c → d: 1 · 4 = 4\
            """);
    assertThat(two.graph().routes(two.b(), two.d()).sum()).isEqualTo(4);
    assertThat(two.graph().routes(two.a(), two.c()).sum()).isEqualTo(1);
  }

  @Test
  void withoutARouteTheDerivativeIsZero() {
    Routes none = two.graph().routes(two.b(), two.a());
    assertThat(none.count()).isZero();
    assertThat(none.sum()).isZero();
    assertThat(none.largest(3)).isEmpty();
    assertThat(none.iterator().hasNext()).isFalse();
    assertThat(none).hasToString("∂a/∂b = 0, because no route leads there");
    assertThat(two.graph().routes(two.d(), two.a()).count()).isZero();
  }

  @Test
  void fromANodeToItselfLeadsOneRouteWithoutAnEdge() {
    Routes routes = two.graph().routes(two.c(), two.c());
    assertThat(routes.count()).isEqualTo(BigInteger.ONE);
    assertThat(routes.sum()).isEqualTo(1);
    assertThat(routes.largest(5)).containsExactly(new Route(List.of(), 1));
    assertThat(routes).hasToString("∂c/∂c = 1, by one route\n  the node itself: 1");
  }

  @Test
  void aNumberTimesItselfIsTwoRoutes() {
    Tensor x = variable(3);
    Tensor y = x.mul(x);
    Routes routes = Graph.of(y).routes(x, y);
    assertThat(routes.count()).isEqualTo(BigInteger.TWO);
    assertThat(routes.sum()).isEqualTo(6);
    assertThat(routes).extracting(route -> route.hops().getFirst().edge().input()).contains(0, 1);
  }

  @Test
  void moreRoutesThanCouldBeWalked() {
    Tensor x = variable(1);
    Tensor y = x;
    for (int i = 0; i < 100; i++) {
      y = y.add(y);
    }
    Routes routes = Graph.of(y).named("x", x).named("y", y).routes(x, y);
    assertThat(routes.count()).isEqualTo(BigInteger.TWO.pow(100));
    assertThat(routes.sum()).isEqualTo(0x1p100);
    assertThat(routes.largest(3)).extracting(Route::product).containsExactly(1.0, 1.0, 1.0);
    assertThat(routes.largest(3)).doesNotHaveDuplicates();
    assertThat(routes.toString())
        .startsWith("∂y/∂x = 1.26765·10³⁰, the sum over about 1.27·10³⁰ routes\n  x → v1 → v2 → ")
        .contains(" → … → ")
        .endsWith("\n  … of which these are the largest");
    Iterator<Route> each = routes.iterator();
    assertThat(each.next()).isNotEqualTo(each.next());
  }

  @Test
  void aHundredThousandDoublingsAreCounted() {
    Tensor x = variable(1);
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.add(y).mul(0.5);
    }
    Routes routes = Graph.of(y).routes(x, y);
    assertThat(routes.count()).isEqualTo(BigInteger.ONE.shiftLeft(100_000));
    assertThat(routes.sum()).isEqualTo(1);
    assertThat(routes.toString()).contains("routes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSumIsTheDerivativeInRandomGraphs(long seed) {
    List<Tensor> leaves = List.of(variable(0.3), variable(-0.8), variable(1.1));
    Tensor result = Graphs.random(seed, leaves, 25);
    Graph graph = Graph.of(result);
    for (int i = 0; i < leaves.size(); i++) {
      if (!isIn(graph, leaves.get(i))) {
        continue;
      }
      Routes routes = graph.routes(leaves.get(i), result);
      double derivative = result.gradients().of(leaves.get(i)).item();
      assertThat(routes.sum()).isCloseTo(derivative, within(1e-12));
      double h = 1e-5;
      double difference = (moved(seed, leaves, i, h) - moved(seed, leaves, i, -h)) / (2 * h);
      assertThat(routes.sum()).isCloseTo(difference, within(1e-6));
    }
  }

  private static boolean isIn(Graph graph, Tensor tensor) {
    return graph.nodes().stream().anyMatch(node -> node.value() == tensor);
  }

  private static double moved(long seed, List<Tensor> leaves, int i, double h) {
    List<Tensor> moved = new ArrayList<>(leaves);
    moved.set(i, variable(leaves.get(i).item() + h));
    return Graphs.random(seed, moved, 25).item();
  }

  /// All routes one by one are the outside check of what is computed without walking them.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void theLargestRoutesAreTheLargestOfAll(long seed) {
    Tensor x = variable(0.7);
    Tensor result = Graphs.random(seed, List.of(x, variable(-0.4)), 14);
    Routes routes = Graph.of(result).routes(x, result);
    List<Double> products = new ArrayList<>();
    double sum = 0;
    for (Route route : routes) {
      products.add(route.product());
      sum += route.product();
    }
    assertThat(routes.count()).isEqualTo(BigInteger.valueOf(products.size()));
    assertThat(routes.sum()).isCloseTo(sum, within(1e-12));
    products.sort(Comparator.comparingDouble(product -> -Math.abs(product)));
    List<Route> largest = routes.largest(7);
    assertThat(largest).doesNotHaveDuplicates().hasSize(Math.min(7, products.size()));
    for (int i = 0; i < largest.size(); i++) {
      assertThat(Math.abs(largest.get(i).product()))
          .isCloseTo(Math.abs(products.get(i)), within(1e-14));
    }
  }

  @Test
  void routesAreToldApartWhereADoubleIsZero() {
    Tensor x = variable(1);
    Tensor small = x;
    Tensor smaller = x;
    for (int i = 0; i < 5; i++) {
      small = small.mul(1e-100);
      smaller = smaller.mul(1e-110);
    }
    Tensor y = smaller.add(small);
    Graph graph = Graph.of(y).named("small", small).named("smaller", smaller);
    assertThat(graph.routes(x, y).largest(1).getFirst().path()).contains("→ small →");
  }

  @Test
  void routesLeadThroughTensorsElementByElement() {
    Rng rng = Rng.seed(3);
    Tensor w = Tensor.normal(rng, Shape.of(3, 2), 0, 1, DType.FLOAT64).trainable();
    Tensor v = Tensor.normal(rng, Shape.of(1, 3), 0, 1, DType.FLOAT64).trainable();
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).reshape(2, 1);
    Tensor loss = v.matmul(w.matmul(x).tanh()).square().sum();
    Graph graph = Graph.of(loss).named("W", w).named("x", x).named("loss", loss);
    Tensor gradient = loss.gradients().of(w);
    Routes ofWeight = graph.routes(w, List.of(1, 0), loss, List.of());
    assertThat(ofWeight.count()).isEqualTo(BigInteger.ONE);
    assertThat(ofWeight.sum()).isCloseTo(gradient.at(1, 0), within(1e-14));
    assertThat(ofWeight.largest(1).getFirst().path()).startsWith("W[1, 0] → v1[1, 0] → ");
    Routes ofInput = graph.routes(x, List.of(1, 0), loss, List.of());
    assertThat(ofInput.count()).isEqualTo(BigInteger.valueOf(3));
    assertThat(ofInput.sum())
        .isCloseTo(
            graph.forward(x, Tensor.of(DType.FLOAT64, 0, 1).reshape(2, 1)).of(loss).item(),
            within(1e-14));
  }

  @Test
  void betweenSingleNumbersRoutesMayPassThroughTensors() {
    Tensor s = variable(2);
    Tensor y = s.mul(Tensor.of(DType.FLOAT64, 1, 2, 3)).square().sum();
    Routes routes = Graph.of(y).routes(s, y);
    assertThat(routes.count()).isEqualTo(BigInteger.valueOf(3));
    assertThat(routes.sum()).isEqualTo(2 * 2 * (1 + 4 + 9));
  }

  @Test
  void aStepOfNoSlopeCountsBetweenSingleNumbers() {
    Tensor x = variable(-2);
    Tensor y = x.relu().add(x);
    Routes routes = Graph.of(y).routes(x, y);
    assertThat(routes.count()).isEqualTo(BigInteger.TWO);
    assertThat(routes.largest(2)).extracting(Route::product).containsExactly(1.0, 0.0);
  }

  @Test
  void anUnusableRequestIsAnsweredInOneLine() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).trainable();
    Tensor y = x.square().sum();
    Graph graph = Graph.of(y).named("x", x);
    assertThatThrownBy(() -> graph.routes(x, y))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "routes: x has shape (2) and is not a single number; name its element as in"
                + " routes(from, List.of(0, 1), to, List.of())");
    assertThatThrownBy(() -> graph.routes(x, List.of(2), y, List.of()))
        .hasMessage("routes: x has shape (2) and no element [2]");
    assertThatThrownBy(() -> graph.routes(x, List.of(0, 0), y, List.of()))
        .hasMessage("routes: x has shape (2) and no element [0, 0]");
    assertThatThrownBy(() -> graph.routes(x, List.of(0), y, List.of()).largest(-1))
        .hasMessage("routes: cannot list -1 of them");
    Iterator<Route> all = graph.routes(x, List.of(0), y, List.of()).iterator();
    all.next();
    assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void tooManyElementsAreRefused() {
    Tensor x = Tensor.zeros(Shape.of(5000), DType.FLOAT64).trainable();
    Tensor y = x.square().sum();
    assertThatThrownBy(() -> Graph.of(y).named("x", x).routes(x, List.of(0), y, List.of()))
        .hasMessage(
            "routes: between x (5000) and v1 (5000) there are 25,000,000 pairs of elements, too"
                + " many to follow; take a smaller batch or the routes of a part");
  }

  @Test
  void aConstantIsAStartToo() {
    Tensor k = constant(3);
    Tensor y = variable(2).mul(k);
    assertThat(Graph.of(y).routes(k, y).sum()).isEqualTo(2);
  }
}
