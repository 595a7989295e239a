package dev.glassbox.studio.microscope;

import dev.glassbox.autodiff.Graph;
import dev.glassbox.autodiff.GraphNode;
import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import dev.glassbox.tensor.Tensor;
import tools.jackson.databind.JsonNode;

/// The autograd microscope. Every command takes the whole text, so there is nothing to remember.
///
/// - `trace` of `text`: nodes and edges with values and local derivatives, where they lie in the
///   picture, the steps of the backward sweep, and a check of each derivative by finite difference.
/// - `routes` of `text` from `from` to `to`, two numbers of nodes: every route with its factors.
/// - `java` of `text`: a program that computes all this.
/// - `table` of `text` by `variable`, the number of a node: forward and reverse mode side by side.
public final class MicroscopeScreen implements Screen {
  private static final int MOST_ROUTES = 6;

  @Override
  public String name() {
    return "microscope";
  }

  @Override
  public JsonNode command(String command, JsonNode arguments) {
    Arguments given = new Arguments(arguments);
    Equations equations = Equations.of(given.text("text", ExpressionReader.LONGEST));
    Graph graph = equations.graph();
    TraceJson json = new TraceJson(graph);
    return switch (command) {
      case "trace" -> json.trace(equations);
      case "routes" ->
          json.routes(
              graph.routes(tensor(graph, given, "from"), tensor(graph, given, "to")), MOST_ROUTES);
      case "java" -> Json.object().put("java", JavaProgram.of(equations));
      case "table" -> json.table(graph.derivation(tensor(graph, given, "variable")));
      default ->
          throw MistakeException.unknownCommand(this, command, "trace, routes, table and java");
    };
  }

  private static Tensor tensor(Graph graph, Arguments given, String name) {
    GraphNode node = graph.nodes().get(given.integer(name, 0, graph.nodes().size() - 1));
    return node.value();
  }
}
