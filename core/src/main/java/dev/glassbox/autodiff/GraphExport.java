package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Writes a graph for other tools: Graphviz, Mermaid and whatever reads JSON.
final class GraphExport {
  /// Tensors with more numbers are written by their shape alone.
  private static final int MOST_NUMBERS = 1000;

  private final Graph graph;
  private final @Nullable Sweep adjoints;

  GraphExport(Graph graph) {
    this.graph = graph;
    GraphNode result = graph.result();
    adjoints = result.isSingle() && result.isTracked() ? graph.backward() : null;
  }

  /// Graphviz: a node for each node, an edge for each edge.
  String dot() {
    var out = new StringBuilder();
    out.append("digraph {\n  rankdir=LR;\n");
    out.append("  node [shape=box, style=rounded, fontname=\"Times,serif\"];\n");
    out.append("  edge [fontname=\"Times,serif\", fontsize=11];\n");
    for (GraphNode node : graph.nodes()) {
      String label = String.join("\\n", lines(node).stream().map(GraphExport::dotText).toList());
      String look = node.kind() == GraphNode.Kind.CONSTANT ? ", color=gray60" : "";
      out.append("  n%d [label=\"%s\"%s];\n".formatted(node.index(), label, look));
    }
    for (GraphEdge edge : graph.edges()) {
      String look =
          edge.from().isTracked()
              ? "label=\"%s\"".formatted(dotText(derivative(edge)))
              : "color=gray60";
      int from = edge.from().index();
      out.append("  n%d -> n%d [%s];\n".formatted(from, edge.to().index(), look));
    }
    return out.append("}\n").toString();
  }

  private static String dotText(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }

  /// A Mermaid flowchart.
  String mermaid() {
    var out = new StringBuilder("flowchart LR\n");
    for (GraphNode node : graph.nodes()) {
      List<String> lines = lines(node).stream().map(GraphExport::mermaidText).toList();
      String label = "\"" + String.join("<br/>", lines) + "\"";
      String box =
          node.kind() == GraphNode.Kind.OPERATION ? "[" + label + "]" : "([" + label + "])";
      out.append("  n").append(node.index()).append(box).append('\n');
    }
    for (GraphEdge edge : graph.edges()) {
      String arrow =
          edge.from().isTracked() ? "-->|\"" + mermaidText(derivative(edge)) + "\"|" : "-.->";
      out.append("  n%d %s n%d\n".formatted(edge.from().index(), arrow, edge.to().index()));
    }
    return out.toString();
  }

  /// Mermaid knows characters by their number, and reads Markdown where it can.
  private static String mermaidText(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(' ');
              } else if ("\"#&<>`*_[](){}|\\;".indexOf(c) >= 0) {
                out.append('#').append(c).append(';');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /// What stands in a node's box: the equation, the value, the adjoint.
  private List<String> lines(GraphNode node) {
    List<String> lines = new ArrayList<>();
    boolean operation = node.kind() == GraphNode.Kind.OPERATION;
    String name = node.operand();
    lines.add(operation ? name + " = " + node.formula() : name);
    String value = node.isSingle() ? node.number() : "shape " + node.shape();
    if (!value.equals(name)) {
      lines.add(value);
    }
    Tensor adjoint = adjoint(node);
    if (adjoint != null && adjoint.size() == 1) {
      String symbol = "∂" + graph.result().name() + "/∂" + node.name();
      lines.add(symbol + " = " + Figures.of(adjoint.item()));
    }
    return lines;
  }

  private @Nullable Tensor adjoint(GraphNode node) {
    return adjoints == null ? null : adjoints.find(node);
  }

  private static String derivative(GraphEdge edge) {
    OptionalDouble value = edge.value();
    String formula = edge.derivative();
    if (value.isEmpty()) {
      return formula;
    }
    String number = Figures.of(value.getAsDouble());
    return number.equals(formula) ? number : formula + " = " + number;
  }

  /// One JSON object with nodes and edges; a number that JSON does not know is null.
  String json() {
    var out = new StringBuilder("{\n  \"result\": ");
    out.append(graph.result().index()).append(",\n  \"nodes\": [");
    String separator = "\n    ";
    for (GraphNode node : graph.nodes()) {
      out.append(separator).append(json(node));
      separator = ",\n    ";
    }
    out.append("\n  ],\n  \"edges\": [");
    separator = "\n    ";
    for (GraphEdge edge : graph.edges()) {
      out.append(separator).append(json(edge));
      separator = ",\n    ";
    }
    return out.append("\n  ]\n}\n").toString();
  }

  private String json(GraphNode node) {
    var fields = new ArrayList<String>();
    fields.add("\"id\": " + node.index());
    fields.add("\"name\": " + quoted(node.name()));
    fields.add("\"kind\": " + quoted(node.kind().name().toLowerCase(Locale.ROOT)));
    if (node.kind() == GraphNode.Kind.OPERATION) {
      fields.add("\"op\": " + quoted(node.op()));
      fields.add("\"formula\": " + quoted(node.formula()));
    }
    fields.add("\"dtype\": " + quoted(node.value().dtype().name()));
    fields.add("\"shape\": " + Arrays.toString(node.shape().lengths()));
    if (node.value().size() <= MOST_NUMBERS) {
      fields.add("\"value\": " + json(node.value()));
      Tensor adjoint = adjoint(node);
      if (adjoint != null) {
        fields.add("\"adjoint\": " + json(adjoint));
      }
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String json(GraphEdge edge) {
    var fields = new ArrayList<String>();
    fields.add("\"from\": " + edge.from().index());
    fields.add("\"to\": " + edge.to().index());
    fields.add("\"input\": " + edge.input());
    fields.add("\"derivative\": " + quoted(edge.derivative()));
    edge.value().ifPresent(number -> fields.add("\"number\": " + json(number)));
    return "{" + String.join(", ", fields) + "}";
  }

  /// A single number, or all numbers in row-major order.
  private static String json(Tensor tensor) {
    if (tensor.size() == 1) {
      return json(tensor.item());
    }
    List<String> numbers = new ArrayList<>();
    for (double number : tensor.toDoubleArray()) {
      numbers.add(json(number));
    }
    return "[" + String.join(", ", numbers) + "]";
  }

  private static String json(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "null";
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
