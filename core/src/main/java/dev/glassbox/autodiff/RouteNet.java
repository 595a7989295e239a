package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The single numbers on the routes between two of them, and the local derivatives between those.
///
/// Each element of a tensor is a vertex of its own, so that routes can lead through tensors.
/// Vertices are ordered such that all arcs lead from lower to higher ones; vertex 0 is where all
/// routes start, the last where they end, and every vertex in between lies on a route.
final class RouteNet {
  /// A net of this many arcs is a gigabyte or so.
  private static final int MOST_ARCS = 20_000_000;

  final List<GraphEdge> edges;

  /// The arcs into vertex v are those from `into[v]` up to `into[v + 1]`.
  final int[] into;

  /// For each arc, the vertices it leads from and to, the edge of the graph, the local derivative.
  final int[] tail;

  final int[] head;
  final int[] edge;
  final double[] factor;

  /// For each vertex, which element of its node it is, in row-major order.
  final int[] element;

  private RouteNet(
      List<GraphEdge> edges,
      int[] into,
      int[] tail,
      int[] head,
      int[] edge,
      double[] factor,
      int[] element) {
    this.edges = edges;
    this.into = into;
    this.tail = tail;
    this.head = head;
    this.edge = edge;
    this.factor = factor;
    this.element = element;
  }

  /// How many vertices there are; 0 if no route leads from start to end.
  int size() {
    return element.length;
  }

  static RouteNet of(Graph graph, GraphNode from, int fromElement, GraphNode to, int toElement) {
    return Tensor.untracked(() -> new Building(graph, from, fromElement, to, toElement).net());
  }

  /// Gathers all arcs between the elements of the nodes that lie between two nodes, and keeps those
  /// on routes.
  private static final class Building {
    private final List<GraphNode> nodes;
    private final List<GraphEdge> edges;
    private final int[] edgesInto;
    private final int first;
    private final int last;

    /// The first vertex of each node between; −1 for a node that no route passes.
    private final int[] begin;

    private final int start;
    private final int end;
    private int vertices;
    private int arcs;
    private int[] tail = new int[64];
    private int[] head = new int[64];
    private int[] edge = new int[64];
    private double[] factor = new double[64];

    Building(Graph graph, GraphNode from, int fromElement, GraphNode to, int toElement) {
      nodes = graph.nodes();
      edges = graph.edges();
      edgesInto = graph.edgesInto();
      first = from.index();
      last = to.index();
      begin = new int[nodes.size()];
      number(between());
      start = begin[first] < 0 ? -1 : begin[first] + fromElement;
      end = begin[last] < 0 ? -1 : begin[last] + toElement;
      if (start >= 0 && end >= 0) {
        connect();
      }
    }

    /// Which nodes lie on a path from the first to the last.
    private boolean[] between() {
      boolean[] reached = new boolean[nodes.size()];
      boolean[] between = new boolean[nodes.size()];
      reached[first] = true;
      for (int i = first + 1; i <= last; i++) {
        for (int e = edgesInto[i]; e < edgesInto[i + 1]; e++) {
          reached[i] |= reached[edges.get(e).from().index()] && edges.get(e).isDifferentiable();
        }
      }
      between[last] = last >= first && reached[last];
      for (int i = last; i > first; i--) {
        for (int e = edgesInto[i]; between[i] && e < edgesInto[i + 1]; e++) {
          int source = edges.get(e).from().index();
          between[source] |= reached[source] && edges.get(e).isDifferentiable();
        }
      }
      return between;
    }

    private void number(boolean[] between) {
      Arrays.fill(begin, -1);
      for (int i = first; i <= last; i++) {
        if (between[i]) {
          begin[i] = vertices;
          vertices = Math.addExact(vertices, nodes.get(i).value().size());
        }
      }
    }

    private void connect() {
      for (int i = first + 1; i <= last; i++) {
        for (int e = edgesInto[i]; begin[i] >= 0 && e < edgesInto[i + 1]; e++) {
          GraphEdge along = edges.get(e);
          if (begin[along.from().index()] >= 0 && along.isDifferentiable()) {
            addArcs(along, e);
          }
        }
      }
    }

    private void addArcs(GraphEdge along, int number) {
      int source = begin[along.from().index()];
      int target = begin[along.to().index()];
      OptionalDouble single = along.value();
      if (single.isPresent()) {
        add(source, target, number, single.getAsDouble());
        return;
      }
      long entries = (long) along.from().value().size() * along.to().value().size();
      if (arcs + entries > MOST_ARCS) {
        throw new IllegalArgumentException(
            "routes: between %s %s and %s %s there are %,d pairs of elements, too many to follow;"
                    .formatted(
                        along.from().name(),
                        along.from().shape(),
                        along.to().name(),
                        along.to().shape(),
                        entries)
                + " take a smaller batch or the routes of a part");
      }
      Tensor matrix = along.matrix();
      double[] slopes = matrix.toDoubleArray();
      int columns = along.from().value().size();
      for (int at = 0; at < slopes.length; at++) {
        // Most pairs of elements have nothing to do with each other.
        if (slopes[at] != 0) {
          add(source + at % columns, target + at / columns, number, slopes[at]);
        }
      }
    }

    private void add(int from, int to, int number, double slope) {
      if (arcs == tail.length) {
        int room = arcs + arcs / 2;
        tail = Arrays.copyOf(tail, room);
        head = Arrays.copyOf(head, room);
        edge = Arrays.copyOf(edge, room);
        factor = Arrays.copyOf(factor, room);
      }
      tail[arcs] = from;
      head[arcs] = to;
      edge[arcs] = number;
      factor[arcs] = slope;
      arcs++;
    }

    /// Arcs were added by the order of their ends' nodes, so one walk forwards and one backwards
    /// find the vertices that lie on routes.
    RouteNet net() {
      boolean[] onRoute = new boolean[vertices];
      if (start >= 0 && end >= 0) {
        boolean[] reached = new boolean[vertices];
        reached[start] = true;
        for (int a = 0; a < arcs; a++) {
          reached[head[a]] |= reached[tail[a]];
        }
        onRoute[end] = reached[end];
        for (int a = arcs - 1; a >= 0; a--) {
          onRoute[tail[a]] |= onRoute[head[a]] && reached[tail[a]];
        }
      }
      return kept(onRoute);
    }

    private RouteNet kept(boolean[] onRoute) {
      int[] renumbered = new int[vertices];
      int kept = 0;
      for (int v = 0; v < vertices; v++) {
        renumbered[v] = onRoute[v] ? kept++ : -1;
      }
      int[] into = new int[kept + 1];
      for (int a = 0; a < arcs; a++) {
        if (onRoute[tail[a]] && onRoute[head[a]]) {
          into[renumbered[head[a]] + 1]++;
        }
      }
      for (int v = 0; v < kept; v++) {
        into[v + 1] += into[v];
      }
      int[] next = Arrays.copyOf(into, kept);
      int[] tails = new int[into[kept]];
      int[] heads = new int[into[kept]];
      int[] numbers = new int[into[kept]];
      double[] factors = new double[into[kept]];
      for (int a = 0; a < arcs; a++) {
        if (onRoute[tail[a]] && onRoute[head[a]]) {
          int at = next[renumbered[head[a]]]++;
          tails[at] = renumbered[tail[a]];
          heads[at] = renumbered[head[a]];
          numbers[at] = edge[a];
          factors[at] = factor[a];
        }
      }
      int[] elements = new int[kept];
      for (int i = first; i <= last; i++) {
        for (int e = 0; begin[i] >= 0 && e < nodes.get(i).value().size(); e++) {
          int v = renumbered[begin[i] + e];
          if (v >= 0) {
            elements[v] = e;
          }
        }
      }
      return new RouteNet(edges, into, tails, heads, numbers, factors, elements);
    }
  }
}
