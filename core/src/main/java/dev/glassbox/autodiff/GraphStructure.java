package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes of a graph under the names given so far.
///
/// A reshape that a reader need not see belongs to the node whose numbers it holds, unless both
/// have names of their own.
final class GraphStructure {
  private final GraphWalk walk;
  private final Map<Tensor, String> names;
  private final Set<String> taken;
  private final Map<String, GraphNode> byName = new HashMap<>();

  /// For each tensor in the walk, the first of the node that it belongs to.
  private final int[] first;

  private final @Nullable String[] givenName;
  private final @Nullable Tensor[] shown;
  private final GraphNode[] nodeAt;
  private final List<GraphNode> nodes = new ArrayList<>();
  private final List<GraphEdge> edges = new ArrayList<>();
  private int variables;
  private int constants;
  private int results;

  GraphStructure(GraphWalk walk, Map<Tensor, String> names) {
    this.walk = walk;
    this.names = names;
    taken = new HashSet<>(names.values());
    int size = walk.order().size();
    first = new int[size];
    givenName = new String[size];
    shown = new Tensor[size];
    nodeAt = new GraphNode[size];
    for (int place = 0; place < size; place++) {
      join(place);
    }
    for (int place = 0; place < size; place++) {
      if (first[place] == place) {
        nodeAt[place] = node(place);
      } else {
        nodeAt[place] = nodeAt[first[place]];
      }
    }
    connect();
  }

  private void join(int place) {
    Tensor tensor = walk.order().get(place);
    String name = names.get(tensor);
    int home = place;
    if (walk.onlyReshapes(tensor)) {
      int source = first[walk.place(tensor.inputs().getFirst())];
      if (name == null || givenName[source] == null) {
        home = source;
      }
    }
    first[place] = home;
    if (name != null) {
      givenName[home] = name;
    }
    Tensor maker = walk.order().get(home);
    if (home != place && shown[home] == null && maker.op().isPresent()) {
      shown[home] = tensor;
    }
  }

  private GraphNode node(int place) {
    Tensor made = walk.order().get(place);
    Tensor seen = shown[place] == null ? made : shown[place];
    List<Tensor> used = made.inputs();
    GraphNode[] inputs = new GraphNode[used.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = nodeAt[walk.place(used.get(i))];
    }
    String name = givenName[place];
    GraphNode node =
        new GraphNode(
            nodes.size(),
            name == null ? makeUp(made) : name,
            name != null,
            seen,
            made,
            List.of(inputs));
    nodes.add(node);
    byName.put(node.name(), node);
    return node;
  }

  private String makeUp(Tensor made) {
    String name;
    do {
      if (made.op().isPresent()) {
        results++;
        name = "v" + results;
      } else if (made.isTracked()) {
        variables++;
        name = "x" + variables;
      } else {
        constants++;
        name = "k" + constants;
      }
    } while (taken.contains(name));
    return name;
  }

  private void connect() {
    GraphNode result = nodes.getLast();
    for (GraphNode to : nodes) {
      for (int i = 0; i < to.inputs().size(); i++) {
        edges.add(new GraphEdge(to.inputs().get(i), to, i, result));
      }
    }
  }

  List<GraphNode> nodes() {
    return nodes;
  }

  List<GraphEdge> edges() {
    return edges;
  }

  @Nullable GraphNode find(Tensor tensor) {
    int place = walk.place(tensor);
    return place < 0 ? null : nodeAt[place];
  }

  @Nullable GraphNode find(String name) {
    return byName.get(name);
  }

  /// The edges into each node lie side by side; this is where those of a node begin, and at the end
  /// how many there are.
  int[] edgesInto() {
    int[] begin = new int[nodes.size() + 1];
    for (GraphNode node : nodes) {
      begin[node.index() + 1] = begin[node.index()] + node.inputs().size();
    }
    return begin;
  }
}
