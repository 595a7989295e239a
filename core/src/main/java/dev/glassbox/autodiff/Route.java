package dev.glassbox.autodiff;

import java.util.ArrayList;
import java.util.List;

/// One route by which a number reached another, with the local derivative of each edge on it.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor d = a.mul(a.add(3));
/// Graph graph = Graph.of(d).named("a", a).named("d", d);
/// Route first = graph.routes(a, d).largest(1).getFirst();
/// double product = first.product(); // 7
/// String text = first.toString(); // "a → d: 7"
/// }
///
/// @param hops the edges from start to end; none if start and end are the same
/// @param product the product of all factors, 1 if there is none
public record Route(List<Hop> hops, double product) {
  private static final int DIGITS = 6;
  private static final int LONGEST = 12;

  /// Keeps the hops from being changed.
  public Route {
    hops = List.copyOf(hops);
  }

  /// One edge of a route, between two single numbers.
  ///
  /// @param edge the edge
  /// @param from which element of the edge's start, in row-major order; 0 for a single number
  /// @param to which element of the edge's end, in row-major order
  /// @param factor the local derivative of the one by the other
  public record Hop(GraphEdge edge, int from, int to, double factor) {}

  /// The factors along the route, from start to end.
  public List<Double> factors() {
    return hops.stream().map(Hop::factor).toList();
  }

  /// The nodes along the route, from start to end; empty for the route from a node to itself.
  public List<GraphNode> nodes() {
    List<GraphNode> nodes = new ArrayList<>();
    for (Hop hop : hops) {
      if (nodes.isEmpty()) {
        nodes.add(hop.edge.from());
      }
      nodes.add(hop.edge.to());
    }
    return List.copyOf(nodes);
  }

  /// The names along the route, with arrows between them, such as `a → c → d`.
  public String path() {
    return String.join(" → ", names());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (Hop hop : hops) {
      if (names.isEmpty()) {
        names.add(hop.edge.from().element(hop.from));
      }
      names.add(hop.edge.to().element(hop.to));
    }
    return names;
  }

  /// The factors and their product as an equation, such as `1 · 4 = 4`.
  String equation() {
    if (hops.size() < 2) {
      return Figures.of(product);
    }
    List<String> factors = new ArrayList<>();
    for (Hop hop : hops) {
      factors.add(Figures.factor(hop.factor, DIGITS, factors.isEmpty()));
    }
    return String.join(" · ", shortened(factors)) + " = " + Figures.of(product);
  }

  /// A long list without its middle.
  private static List<String> shortened(List<String> all) {
    if (all.size() <= LONGEST) {
      return all;
    }
    List<String> ends = new ArrayList<>(all.subList(0, LONGEST / 2));
    ends.add("…");
    ends.addAll(all.subList(all.size() - LONGEST / 2, all.size()));
    return ends;
  }

  /// Path, factors and product, such as `a → c → d: 1 · 4 = 4`; the middle of a long route is left
  /// out.
  @Override
  public String toString() {
    return hops.isEmpty()
        ? "the node itself: 1"
        : String.join(" → ", shortened(names())) + ": " + equation();
  }
}
