package dev.glassbox.studio.microscope;

import static dev.glassbox.studio.screen.Json.array;

import dev.glassbox.autodiff.Derivation;
import dev.glassbox.autodiff.GradientCheck;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.GraphEdge;
import dev.glassbox.autodiff.GraphLayout;
import dev.glassbox.autodiff.GraphNode;
import dev.glassbox.autodiff.Route;
import dev.glassbox.autodiff.Routes;
import dev.glassbox.autodiff.Sweep;
import dev.glassbox.studio.screen.Json;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A graph of single numbers as JSON: nodes and edges by their index.
final class TraceJson {
  private final Graph graph;
  private final IdentityHashMap<GraphEdge, Integer> indices = new IdentityHashMap<>();

  TraceJson(Graph graph) {
    this.graph = graph;
    graph.edges().forEach(edge -> indices.put(edge, indices.size()));
  }

  private static ObjectNode object() {
    return Json.object();
  }

  /// Everything that does not depend on what is selected.
  ObjectNode trace(Equations equations) {
    ObjectNode json = object();
    json.put("result", graph.result().index());
    ArrayNode unused = json.putArray("unused");
    equations.unused().forEach(unused::add);
    GraphLayout layout = graph.picture().layout();
    json.put("width", layout.width());
    json.put("height", layout.height());
    ArrayNode nodes = json.putArray("nodes");
    graph.nodes().forEach(node -> nodes.add(node(node, layout.boxes().get(node.index()))));
    ArrayNode edges = json.putArray("edges");
    for (GraphEdge edge : graph.edges()) {
      edges.add(edge(edge, layout.courses().get(edges.size())));
    }
    ArrayNode backward = json.putArray("backward");
    for (Sweep.Step step : graph.backward()) {
      backward.add(step(step));
    }
    ArrayNode checks = json.putArray("checks");
    for (GraphNode node : graph.nodes()) {
      if (node.kind() == GraphNode.Kind.VARIABLE) {
        checks.add(check(node, equations.check(node.name())));
      }
    }
    return json;
  }

  private static ObjectNode node(GraphNode node, GraphLayout.Box box) {
    ObjectNode json = object();
    json.put("name", node.name());
    json.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
    json.put("formula", node.formula());
    json.put("numbers", node.numbers());
    json.put("value", node.value().item());
    ArrayNode inputs = json.putArray("inputs");
    node.inputs().forEach(input -> inputs.add(input.index()));
    json.put("x", box.x());
    json.put("y", box.y());
    json.put("width", box.width());
    json.put("height", box.height());
    return json;
  }

  private static ObjectNode edge(GraphEdge edge, GraphLayout.Course course) {
    ObjectNode json = object();
    json.put("from", edge.from().index());
    json.put("to", edge.to().index());
    json.put("followed", edge.from().kind() != GraphNode.Kind.CONSTANT);
    json.put("derivative", edge.derivative());
    json.put("numbers", edge.numbers());
    json.put("value", edge.value().orElse(Double.NaN));
    ArrayNode points = json.putArray("points");
    course.points().forEach(point -> points.add(array(point.x(), point.y())));
    json.set("label", array(course.label().x(), course.label().y()));
    return json;
  }

  private ObjectNode step(Sweep.Step step) {
    ObjectNode json = object();
    json.put("node", step.node().index());
    ArrayNode contributions = json.putArray("contributions");
    for (Sweep.Contribution contribution : step.contributions()) {
      ObjectNode one = contributions.addObject();
      one.put("edge", indices.get(contribution.edge()));
      one.put("carried", contribution.carried().item());
      one.put("added", contribution.added().item());
      one.put("total", contribution.total().item());
    }
    return json;
  }

  private static ObjectNode check(GraphNode variable, GradientCheck check) {
    ObjectNode json = object();
    json.put("node", variable.index());
    json.put("analytic", check.analytic());
    json.put("numeric", check.numeric());
    json.put("relativeError", check.relativeError());
    json.put("passed", check.passed());
    return json;
  }

  /// The largest of the routes between two nodes, their number and their sum.
  ObjectNode routes(Routes routes, int most) {
    ObjectNode json = object();
    json.put("count", routes.count().toString());
    json.put("sum", routes.sum());
    ArrayNode list = json.putArray("routes");
    for (Route route : routes.largest(most)) {
      ObjectNode one = list.addObject();
      one.put("path", route.path());
      ArrayNode edges = one.putArray("edges");
      route.hops().forEach(hop -> edges.add(indices.get(hop.edge())));
      one.set(
          "factors", array(route.factors().stream().mapToDouble(Double::doubleValue).toArray()));
      one.put("product", route.product());
    }
    return json;
  }

  /// The table of both modes.
  ObjectNode table(Derivation derivation) {
    ObjectNode json = object();
    ArrayNode rows = json.putArray("rows");
    for (Derivation.Row row : derivation.rows()) {
      ObjectNode one = rows.addObject();
      one.put("node", row.node().index());
      one.put("expression", row.expression());
      one.put("value", row.value());
      ArrayNode locals = one.putArray("locals");
      for (Derivation.Local local : row.locals()) {
        locals.add(local.toString());
      }
      one.set("forwardTerms", terms(row.forwardTerms()));
      one.put("forward", row.forward());
      // In the order in which the sweep adds them.
      one.set("backwardTerms", terms(row.backwardTerms().reversed()));
      one.put("backward", row.backward());
    }
    return json;
  }

  private static JsonNode terms(List<Derivation.Term> terms) {
    ArrayNode list = Json.array();
    terms.forEach(term -> list.add(array(term.carried(), term.local())));
    return list;
  }
}
