package dev.glassbox.autodiff;

import static dev.glassbox.autodiff.Graphs.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.autodiff.Graphs.LogisticLoss;
import dev.glassbox.autodiff.Graphs.TwoRoutes;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphPictureTest {
  private final TwoRoutes two = TwoRoutes.make();

  private record Box(double x, double y, double width, double height) {
    boolean overlaps(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  private static Document parse(String svg) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) Objects.requireNonNull(found.item(i)));
    }
    return elements;
  }

  private static List<Element> groups(Document document, String kind) {
    return elements(document, "g").stream()
        .filter(g -> g.getAttribute("class").equals(kind))
        .toList();
  }

  private static List<String> texts(Document document, String tag) {
    return elements(document, tag).stream().map(Element::getTextContent).toList();
  }

  /// Checks what every picture must keep to, and returns it.
  private static Document checked(Graph graph, String svg) throws Exception {
    Document document = parse(svg);
    assertThat(groups(document, "node")).hasSize(graph.nodes().size());
    assertThat(groups(document, "edge")).hasSize(graph.edges().size());
    List<Box> boxes = new ArrayList<>();
    for (Element group : groups(document, "node")) {
      Element box = (Element) Objects.requireNonNull(group.getElementsByTagName("rect").item(0));
      boxes.add(
          new Box(
              Double.parseDouble(box.getAttribute("x")),
              Double.parseDouble(box.getAttribute("y")),
              Double.parseDouble(box.getAttribute("width")),
              Double.parseDouble(box.getAttribute("height"))));
    }
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(boxes.get(i).overlaps(boxes.get(j))).isFalse();
      }
    }
    return document;
  }

  @Test
  void theTwoRoutesAreMarkedAndExplained() throws Exception {
    Graph graph = two.graph();
    String svg = graph.picture().withRoutes(graph.routes(two.a(), two.d())).toSvg();
    Document document = checked(graph, svg);
    assertThat(texts(document, "text"))
        .contains("a", "c = a + b", "d = a · c", "c = 7", "a = 4", "11", "28")
        .contains("∂d/∂a = 11, the sum over 2 routes", "a → d: 7", "a → c → d: 1 · 4 = 4")
        .contains("above each node: its value", "below each node: its adjoint ∂d/∂node");
    assertThat(texts(document, "title"))
        .contains(
            "Computational graph of d",
            "c = a + b = 4 + 3 = 7; ∂d/∂c = 4",
            "∂d/∂a = c = 7",
            "∂c/∂b = 1");
    assertThat(svg).contains("stroke=\"#E69F00\"", "stroke=\"#56B4E9\" stroke-width=\"3.2\"");
  }

  @Test
  void manyKindsOfGraphsAreDrawn() throws Exception {
    Graph logistic = LogisticLoss.make().graph();
    assertThat(texts(checked(logistic, logistic.toSvg()), "text"))
        .contains("−1 / ξ42 = −0.9998", "ξ3 = eξ2", "−0.00037018");
    Tensor sum = Graphs.random(4, List.of(variable(0.3), variable(-0.8), variable(1.1)), 34);
    Graph forty = Graph.of(sum);
    checked(forty, forty.toSvg());
    Rng rng = Rng.seed(1);
    Tensor w = Tensor.normal(rng, Shape.of(3, 2), 0, 1, DType.FLOAT64).trainable();
    Tensor v = Tensor.normal(rng, Shape.of(1, 3), 0, 1, DType.FLOAT64).trainable();
    Tensor x = Tensor.of(DType.FLOAT64, 1, 2).reshape(1, 2);
    Tensor y = x.matmul(w, false, true).tanh().matmul(v, false, true);
    Graph network = Graph.of(y.square().sum()).named("W", w).named("V", v).named("x", x);
    assertThat(texts(checked(network, network.toSvg()), "text"))
        .contains("[1, 2]", "(3 × 2)", "v1 = x · WT")
        .anyMatch(text -> text.startsWith("‖ ‖ = "));
  }

  @Test
  void aTangentIsDrawnInsteadOfTheAdjoint() throws Exception {
    Graph graph = two.graph();
    Document document = checked(graph, graph.picture().withSweep(graph.forward(two.b())).toSvg());
    assertThat(texts(document, "text")).contains("below each node: its tangent ∂node/∂b");
    assertThat(texts(document, "title")).contains("d = a · c = 4 · 7 = 28; ∂d/∂b = 4", "a = 4");
  }

  @Test
  void withoutDerivativesOnlyValuesStand() throws Exception {
    Document document = checked(two.graph(), two.graph().picture().withoutDerivatives().toSvg());
    assertThat(texts(document, "text")).contains("28").doesNotContain("11");
  }

  @Test
  void aSweepIsDrawnStepByStep() throws Exception {
    Graph graph = two.graph();
    Sweep backward = graph.backward();
    Document start = checked(graph, graph.picture().withSweep(backward, 0).toSvg());
    assertThat(texts(start, "title")).contains("d = a · c = 4 · 7 = 28; ∂d/∂d = 1", "a = 4");
    Document first = checked(graph, graph.picture().withSweep(backward, 1).toSvg());
    assertThat(texts(first, "title")).contains("a = 4; ∂d/∂a = 7");
    Document second = checked(graph, graph.picture().withSweep(backward, 2).toSvg());
    assertThat(texts(second, "title")).contains("a = 4; ∂d/∂a = 11", "b = 3; ∂d/∂b = 4");
    assertThatThrownBy(() -> graph.picture().withSweep(backward, -1))
        .hasMessage("picture: cannot draw a sweep after -1 steps");
  }

  @Test
  void hostileNamesAreShownAsTheyAre() throws Exception {
    Tensor x = variable(2);
    Tensor y = x.exp();
    String name = "</text><script>alert(\"1\")</script>&\n\u0001";
    Graph graph = Graph.of(y).named(name, x).named("y".repeat(500), y);
    String svg = graph.picture().withRoutes(graph.routes(x, y)).toSvg();
    Document document = checked(graph, svg);
    assertThat(elements(document, "script")).isEmpty();
    assertThat(texts(document, "title"))
        .anyMatch(title -> title.startsWith("</text><script>alert(\"1\")</script>&   = 2"));
    assertThat(svg).doesNotContain("NaN");
  }

  /// A line that went on to the tip would show beside the arrow head.
  @Test
  void linesEndWhereTheirArrowHeadsBegin() {
    String svg = two.graph().toSvg();
    Matcher line =
        Pattern.compile("<path d=\"M[^\"]*?([0-9.]+) [0-9.]+\" fill=\"none\"").matcher(svg);
    Matcher tip = Pattern.compile("<path d=\"M([0-9.]+) [0-9.]+l-9.0").matcher(svg);
    for (int i = 0; i < 4; i++) {
      assertThat(line.find() && tip.find()).isTrue();
      assertThat(Double.parseDouble(tip.group(1)) - Double.parseDouble(line.group(1)))
          .isCloseTo(8, within(0.11));
    }
    // No line turns back.
    Matcher path = Pattern.compile("<path d=\"(M[^\"]*)\" fill=\"none\"").matcher(svg);
    while (path.find()) {
      List<Double> xs = new ArrayList<>();
      Matcher end = Pattern.compile("([0-9.]+) [0-9.]+(?=[LC]|$)").matcher(path.group(1));
      while (end.find()) {
        xs.add(Double.valueOf(end.group(1)));
      }
      assertThat(xs).hasSizeGreaterThan(1);
      assertThat(xs).isSorted();
    }
  }

  @Test
  void numbersThatAreNoneAreDrawnAsSuch() throws Exception {
    Tensor x = variable(-1);
    Graph graph = Graph.of(x.log().add(1));
    String svg = graph.toSvg();
    assertThat(texts(checked(graph, svg), "text")).contains("NaN");
    assertThat(svg).doesNotContain("\"NaN").doesNotContain("NaN,");
  }

  @Test
  void moreRoutesThanColoursAreRefused() throws Exception {
    Tensor x = variable(1);
    Tensor y = x;
    for (int i = 0; i < 3; i++) {
      y = y.add(y);
    }
    Graph graph = Graph.of(y);
    List<Route> seven = graph.routes(x, y).largest(7);
    assertThatThrownBy(() -> graph.picture().withRoutes(seven))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("picture: 7 routes cannot be told apart by colour, at most 6; mark fewer");
    String svg = graph.picture().withRoutes(graph.routes(x, y)).toSvg();
    assertThat(texts(checked(graph, svg), "text")).contains("∂v3/∂x1 = 8, the sum over 8 routes");
  }
}
