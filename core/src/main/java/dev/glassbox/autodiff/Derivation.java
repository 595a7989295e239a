package dev.glassbox.autodiff;

import dev.glassbox.tensor.ShapeException;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The derivative of a result by a variable, worked out step by step in both modes, as one would on
/// paper.
///
/// Each row is a node v. The forward column carries ∂v/∂x from the top down: the sum over v's
/// inputs of the local derivative times what was carried to the input. The backward column carries
/// ∂L/∂v from the bottom up: the sum over v's uses of what was carried to the use times the local
/// derivative. Both end at the same number: forward in the last row, backward in the variable's.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
/// Tensor c = a.add(b);
/// Tensor d = a.mul(c);
/// Graph graph = Graph.of(d).named("a b c d", a, b, c, d);
/// Derivation derivation = graph.derivation(a);
/// IO.println(derivation); // the table
/// double forward = derivation.rows().getLast().forward(); // ∂d/∂a = 11
/// double backward = derivation.rows().getFirst().backward(); // ∂d/∂a = 11
/// }
///
/// @param variable what is derived by
/// @param result what is derived
/// @param rows a row for each node that gradients flow through, inputs first
public record Derivation(GraphNode variable, GraphNode result, List<Row> rows) {

  /// Keeps the rows from being changed.
  public Derivation {
    rows = List.copyOf(rows);
  }

  /// One node.
  ///
  /// @param node the node
  /// @param value its number
  /// @param locals its local derivatives, one for each input that gradients flow through
  /// @param forwardTerms what forward mode adds up here
  /// @param forward ∂node/∂variable
  /// @param backwardTerms what backward mode adds up here
  /// @param backward ∂result/∂node
  public record Row(
      GraphNode node,
      double value,
      List<Local> locals,
      List<Term> forwardTerms,
      double forward,
      List<Term> backwardTerms,
      double backward) {
    /// Keeps the lists from being changed.
    public Row {
      locals = List.copyOf(locals);
      forwardTerms = List.copyOf(forwardTerms);
      backwardTerms = List.copyOf(backwardTerms);
    }

    /// The node's name.
    public String variable() {
      return node.name();
    }

    /// The formula with names, empty for a leaf.
    public String expression() {
      return node.kind() == GraphNode.Kind.OPERATION ? node.formula() : "";
    }
  }

  /// A local derivative.
  ///
  /// @param edge from the input to the row's node
  /// @param formula with the names put in, such as `−1 / ξ²`
  /// @param number the same as a number
  public record Local(GraphEdge edge, String formula, double number) {
    /// The local derivative as an equation, such as `∂d/∂a = c = 7`.
    @Override
    public String toString() {
      String left = "∂" + edge.to().name() + "/∂" + edge.from().name() + " = ";
      String right = Figures.of(number, DIGITS);
      return left + (formula.equals(right) ? right : formula + " = " + right);
    }
  }

  /// One product in a running sum.
  ///
  /// @param carried the derivative that came to the other end of the edge
  /// @param local the local derivative of the edge
  public record Term(double carried, double local) {
    /// The product of both.
    public double product() {
      return carried * local;
    }
  }

  private static final int DIGITS = 8;

  static Derivation of(Graph graph, GraphNode variable) {
    for (GraphNode node : graph.nodes()) {
      if (!node.isSingle() && (node.isTracked() || node == variable)) {
        throw new ShapeException(
            "derivation: %s has shape %s, and the table is for single numbers; look at it by"
                    .formatted(node.name(), node.shape())
                + " routes(…), backward() or forward(…)");
      }
    }
    return Tensor.untracked(() -> new Working(graph, variable).derivation());
  }

  /// Carries derivatives both ways along the edges.
  private static final class Working {
    private final Graph graph;
    private final GraphNode variable;
    private final List<List<Local>> locals = new ArrayList<>();
    private final List<List<Term>> forwardTerms = new ArrayList<>();
    private final List<List<Term>> backwardTerms = new ArrayList<>();
    private final double[] forward;
    private final double[] backward;

    Working(Graph graph, GraphNode variable) {
      this.graph = graph;
      this.variable = variable;
      List<GraphNode> nodes = graph.nodes();
      forward = new double[nodes.size()];
      backward = new double[nodes.size()];
      for (GraphNode _ : nodes) {
        locals.add(new ArrayList<>());
        forwardTerms.add(new ArrayList<>());
        backwardTerms.add(new ArrayList<>());
      }
      for (GraphEdge edge : graph.edges()) {
        if (follows(edge)) {
          double number = edge.value().orElseThrow();
          locals.get(edge.to().index()).add(new Local(edge, edge.derivative(), number));
        }
      }
      boolean[] varies = new boolean[nodes.size()];
      varies[variable.index()] = true;
      forward[variable.index()] = 1;
      for (GraphNode node : nodes) {
        carryTo(node.index(), varies);
      }
      backward[graph.result().index()] = 1;
      for (GraphNode node : nodes.reversed()) {
        carryFrom(node.index());
      }
    }

    private boolean follows(GraphEdge edge) {
      return edge.from().isTracked() || edge.from() == variable;
    }

    private void carryTo(int to, boolean[] varies) {
      for (Local local : locals.get(to)) {
        int from = local.edge.from().index();
        if (varies[from]) {
          varies[to] = true;
          Term term = new Term(forward[from], local.number);
          forwardTerms.get(to).add(term);
          forward[to] += term.product();
        }
      }
    }

    private void carryFrom(int to) {
      for (Local local : locals.get(to)) {
        int from = local.edge.from().index();
        Term term = new Term(backward[to], local.number);
        backwardTerms.get(from).add(term);
        backward[from] += term.product();
      }
    }

    Derivation derivation() {
      List<Row> rows = new ArrayList<>();
      for (GraphNode node : graph.nodes()) {
        int i = node.index();
        if (node.isTracked() || node == variable) {
          rows.add(
              new Row(
                  node,
                  node.value().item(),
                  locals.get(i),
                  forwardTerms.get(i),
                  forward[i],
                  backwardTerms.get(i).reversed(),
                  backward[i]));
        }
      }
      return new Derivation(variable, graph.result(), rows);
    }
  }

  /// The table as text in aligned columns; a node with several inputs takes several lines.
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    String x = variable.name();
    lines.add(
        List.of(
            "variable",
            "expression",
            "value",
            "local derivative",
            "forward: ∂·/∂" + x,
            "backward: ∂" + result.name() + "/∂·"));
    for (Row row : rows) {
      int height = Math.max(1, row.locals.size());
      for (int i = 0; i < height; i++) {
        String local = i < row.locals.size() ? row.locals.get(i).toString() : "";
        lines.add(
            i == 0
                ? List.of(
                    row.variable(),
                    row.expression(),
                    Figures.of(row.value, DIGITS),
                    local,
                    running(row.forwardTerms, row.forward),
                    running(row.backwardTerms, row.backward))
                : List.of("", "", "", local, "", ""));
      }
    }
    return aligned(lines);
  }

  /// A running sum such as `7 · 1 + 4 · 1 = 11`.
  private static String running(List<Term> terms, double sum) {
    if (terms.isEmpty()) {
      return Figures.of(sum, DIGITS);
    }
    var text = new StringBuilder();
    for (Term term : terms) {
      text.append(text.isEmpty() ? "" : " + ");
      text.append(Figures.factor(term.carried, DIGITS, text.isEmpty()));
      text.append(" · ").append(Figures.factor(term.local, DIGITS, false));
    }
    return text + " = " + Figures.of(sum, DIGITS);
  }

  private static String aligned(List<List<String>> lines) {
    int[] widths = new int[lines.getFirst().size()];
    for (List<String> line : lines) {
      Arrays.setAll(widths, i -> Math.max(widths[i], width(line.get(i))));
    }
    var text = new StringBuilder();
    for (List<String> line : lines) {
      var row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        row.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i)) + 2));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
