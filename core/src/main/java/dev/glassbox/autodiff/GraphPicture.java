package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a [Graph] is drawn: which derivatives stand beside the values, and which routes are marked.
///
/// The picture shows values above the nodes, adjoints below them, and on each edge the local
/// derivative of its end by its start.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
/// Tensor c = a.add(b);
/// Tensor d = a.mul(c);
/// Graph graph = Graph.of(d).named("a", a).named("b", b).named("c", c).named("d", d);
/// String svg = graph.picture().withRoutes(graph.routes(a, d)).toSvg();
/// }
///
/// For an animation of the backward pass, draw its first k steps for k = 0, 1, 2, …:
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Graph graph = Graph.of(a.square().add(a)).named("a", a);
/// String first = graph.picture().withSweep(graph.backward(), 1).toSvg();
/// }
public final class GraphPicture {
  private static final int MOST_NODES = 3000;

  final Graph graph;
  final @Nullable Sweep sweep;

  /// What the sweep brought to each node, by its index; null where nothing came.
  final @Nullable Tensor[] carried;

  /// The node whose turn it was last, if the sweep is under way.
  final @Nullable GraphNode active;

  final List<Route> routes;

  /// What the routes add up to, if they were given as all routes between two nodes.
  final String summary;

  private GraphPicture(
      Graph graph,
      @Nullable Sweep sweep,
      @Nullable Tensor[] carried,
      @Nullable GraphNode active,
      List<Route> routes,
      String summary) {
    this.graph = graph;
    this.sweep = sweep;
    this.carried = carried;
    this.active = active;
    this.routes = routes;
    this.summary = summary;
  }

  static GraphPicture of(Graph graph) {
    int size = graph.nodes().size();
    if (size > MOST_NODES) {
      throw new IllegalArgumentException(
          "picture: %,d nodes are too many to draw, at most %,d; take the graph of an earlier node"
              .formatted(size, MOST_NODES));
    }
    GraphPicture plain = new GraphPicture(graph, null, new Tensor[size], null, List.of(), "");
    GraphNode result = graph.result();
    return result.isSingle() && result.isTracked() ? plain.withSweep(graph.backward()) : plain;
  }

  /// The picture with what this sweep brings to each node, instead of the adjoints.
  public GraphPicture withSweep(Sweep shown) {
    @Nullable Tensor[] all = new Tensor[carried.length];
    for (GraphNode node : graph.nodes()) {
      all[node.index()] = shown.find(node);
    }
    return new GraphPicture(graph, shown, all, null, routes, summary);
  }

  /// The picture after the first few steps of a sweep, with the last of them marked.
  ///
  /// @throws IllegalArgumentException if the number of steps is negative
  public GraphPicture withSweep(Sweep shown, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "picture: cannot draw a sweep after %d steps".formatted(steps));
    }
    @Nullable Tensor[] some = new Tensor[carried.length];
    some[shown.start().index()] = shown.seed();
    GraphNode last = null;
    Iterator<Sweep.Step> iterator = shown.iterator();
    for (int i = 0; i < steps && iterator.hasNext(); i++) {
      Sweep.Step step = iterator.next();
      last = step.node();
      for (Sweep.Contribution contribution : step.contributions()) {
        some[contribution.at().index()] = contribution.total();
      }
    }
    return new GraphPicture(graph, shown, some, last, routes, summary);
  }

  /// The picture with values only.
  public GraphPicture withoutDerivatives() {
    return new GraphPicture(graph, null, new Tensor[carried.length], null, routes, summary);
  }

  /// The picture with the largest routes between two nodes marked, each in a colour of its own, and
  /// their products and the sum of all in the legend.
  public GraphPicture withRoutes(Routes all) {
    List<Route> largest = all.largest(GraphSvg.MOST_ROUTES);
    return new GraphPicture(graph, sweep, carried, active, largest, all.summary());
  }

  /// The picture with these routes marked, each in a colour of its own, and their products in the
  /// legend.
  ///
  /// @throws IllegalArgumentException if there are more routes than colours to tell them apart
  public GraphPicture withRoutes(List<Route> marked) {
    if (marked.size() > GraphSvg.MOST_ROUTES) {
      throw new IllegalArgumentException(
          "picture: %d routes cannot be told apart by colour, at most %d; mark fewer"
              .formatted(marked.size(), GraphSvg.MOST_ROUTES));
    }
    return new GraphPicture(graph, sweep, carried, active, List.copyOf(marked), "");
  }

  /// Where everything lies, for a page that draws it itself.
  public GraphLayout layout() {
    return new GraphSvg(this).places();
  }

  /// The picture as SVG, complete in itself.
  public String toSvg() {
    return new GraphSvg(this).text();
  }
}
