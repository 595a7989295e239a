package dev.glassbox.autodiff;

import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The computation behind a result, to look at: every number, every local derivative, and every
/// route by which one number reached another.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
/// Tensor c = a.add(b);
/// Tensor d = a.mul(c);
/// Graph graph = Graph.of(d).named("a b c d", a, b, c, d);
/// IO.println(graph); // a = 4, b = 3, c = a + b = 4 + 3 = 7, d = a · c = 4 · 7 = 28
/// double adjoint = graph.backward().of(a).item(); // ∂d/∂a = 11
/// }
///
/// What a graph can tell:
///
/// - [#nodes()] and [#edges()]: what was computed from what, with each local derivative as a
///   formula and, between single numbers, as a number; between tensors [GraphEdge#jacobian()] gives
///   it whole.
/// - [#backward()] and [#forward(Tensor)]: adjoints and tangents of all nodes, also one operation a
///   step.
/// - [#routes(Tensor, Tensor)]: all routes from one number to another, how many there are, what
///   they add up to, and which are the largest. From and to elements of tensors as well:
///   `graph.routes(w, List.of(1, 0), loss, List.of())`.
/// - [#derivation(Tensor)]: the table one would write on paper, forward and backward side by side.
/// - [#toSvg()] and [#picture()]: a picture to print, complete in itself. [#toDot()],
///   [#toMermaid()], [#toJson()] and [#toString()] for other tools and for reading.
///
/// {@snippet :
/// Tensor w = Tensor.of(0.5, -1.0).trainable();
/// Tensor x = Tensor.of(2.0, 3.0);
/// Tensor loss = w.mul(x).sum().square();
/// Graph graph = Graph.of(loss).named("w x loss", w, x, loss);
/// Tensor adjoint = graph.backward().of(w); // [-8, -12]
/// Routes routes = graph.routes(w, List.of(1), loss, List.of());
/// double derivative = routes.sum(); // ∂loss/∂w[1] = -12
/// String svg = graph.toSvg();
/// }
///
/// A graph is a value: [#named] gives another one, and all may be read from any number of threads.
/// Names belong to the graph, not to the tensors, and a node without one gets a short name that is
/// made up. A reshape of a single number, and one made only for the sake of a sum, is not shown as
/// a node of its own unless both its ends are named.
///
/// All walks are iterative and take time in proportion to the graph, a million nodes included.
public final class Graph {
  private static final int MOST_LINES = 200;

  private final GraphWalk walk;
  private final Map<Tensor, String> names;

  /// Made when it is first asked for.
  private volatile @Nullable GraphStructure structure;

  private Graph(GraphWalk walk, Map<Tensor, String> names) {
    this.walk = walk;
    this.names = names;
  }

  /// The graph of everything that a result was computed from, constants included.
  ///
  /// A result that depends on no trainable tensor remembers nothing, so its graph is one node.
  ///
  /// @throws IllegalStateException if a leaf was assigned new numbers since the result was computed
  public static Graph of(Tensor result) {
    return new Graph(new GraphWalk(result), Map.of());
  }

  /// This graph with a name for a tensor.
  ///
  /// @throws IllegalArgumentException if the tensor is not in this graph, or the name is blank or
  ///   another tensor's
  public Graph named(String name, Tensor tensor) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("graph: a name must not be blank");
    }
    if (walk.place(tensor) < 0) {
      throw new IllegalArgumentException(
          "graph: the tensor of shape %s to be named %s is not in this graph; of what was computed from"
                  .formatted(tensor.shape(), name)
              + " constants alone, only the last result is there");
    }
    Map<Tensor, String> more = new LinkedHashMap<>(names);
    more.remove(tensor);
    if (more.containsValue(name)) {
      throw new IllegalArgumentException(
          "graph: %s is the name of another node; choose a different one".formatted(name));
    }
    more.put(tensor, name);
    return new Graph(walk, Collections.unmodifiableMap(more));
  }

  /// This graph with names for several tensors, in their order: `named("x y", x, y)`.
  ///
  /// @param names as many as tensors, with spaces between them
  /// @throws IllegalArgumentException if there are more or fewer names than tensors, or one is
  ///   refused by [#named(String, Tensor)]
  public Graph named(String names, Tensor... tensors) {
    List<String> single = names.isBlank() ? List.of() : List.of(names.strip().split("\\s+", -1));
    if (single.size() != tensors.length) {
      throw new IllegalArgumentException(
          "graph: '%s' holds %d names for %d tensors"
              .formatted(names, single.size(), tensors.length));
    }
    Graph graph = this;
    for (int i = 0; i < tensors.length; i++) {
      graph = graph.named(single.get(i), tensors[i]);
    }
    return graph;
  }

  private GraphStructure structure() {
    GraphStructure built = structure;
    if (built == null) {
      built = new GraphStructure(walk, names);
      structure = built;
    }
    return built;
  }

  /// All nodes, each after its inputs.
  public List<GraphNode> nodes() {
    return Collections.unmodifiableList(structure().nodes());
  }

  /// All edges, ordered by the node that they lead into and by its inputs.
  public List<GraphEdge> edges() {
    return Collections.unmodifiableList(structure().edges());
  }

  int[] edgesInto() {
    return structure().edgesInto();
  }

  /// The node of the result.
  public GraphNode result() {
    return structure().nodes().getLast();
  }

  /// The node that holds a tensor.
  ///
  /// @throws IllegalArgumentException if the tensor is not in this graph
  public GraphNode node(Tensor tensor) {
    GraphNode node = structure().find(tensor);
    if (node == null) {
      throw new IllegalArgumentException(
          "graph: the tensor of shape %s is not in the graph of %s, which does not depend on it"
              .formatted(tensor.shape(), result().name()));
    }
    return node;
  }

  /// The node of a name.
  ///
  /// @throws IllegalArgumentException if no node of this graph has the name
  public GraphNode node(String name) {
    GraphNode node = structure().find(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "graph: no node is named %s; give names by named(…)".formatted(name));
    }
    return node;
  }

  /// The backward sweep: the adjoint ∂result/∂node of every node that gradients flow through.
  ///
  /// @throws ShapeException if the result is not a single number
  /// @throws IllegalStateException if the result depends on no trainable tensor
  public Sweep backward() {
    GraphNode result = result();
    if (!result.isSingle()) {
      throw new ShapeException(
          "backward: %s has shape %s and is not a single number; give backward(…) an upstream"
                  .formatted(result.name(), result.shape())
              + " gradient, or take the graph of a sum or an element");
    }
    return backward(Tensor.full(result.shape(), 1, result.value().dtype()));
  }

  /// The backward sweep that starts with this upstream gradient of the result.
  ///
  /// @throws ShapeException if `upstream` has not the shape of the result
  /// @throws IllegalStateException if the result depends on no trainable tensor
  public Sweep backward(Tensor upstream) {
    GraphNode result = result();
    if (!result.isTracked()) {
      throw new IllegalStateException(
          "backward: the result depends on no trainable tensor; make a leaf trainable() before"
              + " computing it, and outside of untracked(…)");
    }
    return new Sweep(this, result, fitted("backward", upstream, result), true);
  }

  /// The forward sweep: the tangent ∂node/∂x of every node that depends on the single number x.
  ///
  /// @throws IllegalArgumentException if x is not in this graph
  /// @throws ShapeException if x is not a single number
  public Sweep forward(Tensor x) {
    GraphNode node = node(x);
    if (!node.isSingle()) {
      throw new ShapeException(
          "forward: %s has shape %s and is not a single number; give forward(…) a tangent, the"
                  .formatted(node.name(), node.shape())
              + " direction in which it varies");
    }
    return forward(x, Tensor.full(x.shape(), 1, x.dtype()));
  }

  /// The forward sweep of how every node varies as x moves in the direction `tangent`.
  ///
  /// @throws IllegalArgumentException if x is not in this graph, or not of floating-point type
  /// @throws ShapeException if `tangent` has not the shape of x
  public Sweep forward(Tensor x, Tensor tangent) {
    GraphNode node = node(x);
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "forward: %s is %s, and there is no derivative by that"
              .formatted(node.name(), x.dtype()));
    }
    if (!tangent.shape().equals(x.shape())) {
      throw misfit("forward", tangent, node);
    }
    return new Sweep(this, node, tangent.detach().reshape(node.shape()).to(x.dtype()), false);
  }

  /// All routes from one single number to another, through tensors too, element by element.
  ///
  /// @throws IllegalArgumentException if one of them is not in this graph
  /// @throws ShapeException if one of them is not a single number
  public Routes routes(Tensor from, Tensor to) {
    return routes(requireSingle(node(from)), 0, requireSingle(node(to)), 0);
  }

  private static GraphNode requireSingle(GraphNode node) {
    if (!node.isSingle()) {
      throw new ShapeException(
          "routes: %s has shape %s and is not a single number; name its element as in routes(from,"
                  .formatted(node.name(), node.shape())
              + " List.of(0, 1), to, List.of())");
    }
    return node;
  }

  /// All routes from one element of a tensor to one element of another, element by element.
  ///
  /// @param fromIndex the place of the element, one number an axis; none for a single number
  /// @param toIndex likewise
  /// @throws IllegalArgumentException if one of the tensors is not in this graph, or there are too
  ///   many elements between them to follow
  /// @throws ShapeException if an index does not fit its tensor's shape
  public Routes routes(Tensor from, List<Integer> fromIndex, Tensor to, List<Integer> toIndex) {
    return routes(node(from), place(from, fromIndex), node(to), place(to, toIndex));
  }

  private Routes routes(GraphNode from, int fromPlace, GraphNode to, int toPlace) {
    RouteNet net = RouteNet.of(this, from, fromPlace, to, toPlace);
    return new Routes(from.element(fromPlace), to.element(toPlace), net);
  }

  private int place(Tensor tensor, List<Integer> index) {
    boolean fits = index.size() == tensor.shape().rank();
    int place = 0;
    for (int axis = 0; fits && axis < index.size(); axis++) {
      int length = tensor.shape().length(axis);
      fits = index.get(axis) >= 0 && index.get(axis) < length;
      place = place * length + index.get(axis);
    }
    if (!fits) {
      throw new ShapeException(
          "routes: %s has shape %s and no element %s"
              .formatted(node(tensor).name(), tensor.shape(), index));
    }
    return place;
  }

  /// The derivation, step by step, of the derivative of the result by a variable.
  ///
  /// @throws IllegalArgumentException if the variable is not in this graph
  /// @throws ShapeException if a node that gradients flow through is not a single number
  public Derivation derivation(Tensor variable) {
    return Derivation.of(this, node(variable));
  }

  /// The picture of this graph, to be changed before it is drawn: other derivatives, marked routes.
  ///
  /// @throws IllegalArgumentException if there are too many nodes to draw
  public GraphPicture picture() {
    return GraphPicture.of(this);
  }

  /// The picture of this graph as SVG: values, local derivatives and, if the result is a single
  /// number, adjoints.
  ///
  /// @throws IllegalArgumentException if there are too many nodes to draw
  public String toSvg() {
    return picture().toSvg();
  }

  /// This graph for Graphviz, in its DOT language.
  public String toDot() {
    return new GraphExport(this).dot();
  }

  /// This graph as a Mermaid flowchart, which many Markdown viewers draw.
  public String toMermaid() {
    return new GraphExport(this).mermaid();
  }

  /// This graph as one JSON object: `result`, the id of the result; `nodes`, each with `id`,
  /// `name`, `kind`, `op`, `formula`, `dtype`, `shape`, `value` and `adjoint`; `edges`, each with
  /// `from`, `to`, `input`, `derivative` and, between single numbers, `number`.
  ///
  /// Values of more than one number are flat arrays in row-major order, left out above 1000
  /// numbers. NaN and infinities, which JSON does not know, are null.
  public String toJson() {
    return new GraphExport(this).json();
  }

  /// All nodes as equations, a line each, of a large graph the first and the last.
  @Override
  public String toString() {
    List<GraphNode> nodes = nodes();
    var text = new StringBuilder();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.size() > MOST_LINES && i == MOST_LINES / 2) {
        int left = nodes.size() - MOST_LINES;
        text.append("… %,d more …\n".formatted(left));
        i += left;
      }
      text.append(nodes.get(i)).append('\n');
    }
    return text.toString();
  }

  private static Tensor fitted(String sweep, Tensor given, GraphNode node) {
    boolean fits = given.shape().equals(node.shape()) || given.shape().equals(node.made().shape());
    if (!fits) {
      throw misfit(sweep, given, node);
    }
    return given.detach().reshape(node.shape()).to(node.value().dtype());
  }

  private static ShapeException misfit(String sweep, Tensor given, GraphNode node) {
    return new ShapeException(
        "%s: %s of shape %s was given a derivative of shape %s; both must be alike"
            .formatted(sweep, node.name(), node.shape(), given.shape()));
  }
}
