package dev.glassbox.autodiff;

import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A walk over a [Graph] that carries derivatives: adjoints from the result back to the leaves, or
/// tangents from one node on to the result.
///
/// It can be read at its end by [#of(Tensor)], or followed one operation at a time, as an animation
/// would:
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
/// Tensor d = a.mul(a.add(b));
/// Sweep backward = Graph.of(d).named("a", a).named("b", b).named("d", d).backward();
/// double adjoint = backward.of(a).item(); // 11
/// for (Sweep.Step step : backward) {
///   IO.println(step); // d: adjoint of a += v1 · 1 = 7, adjoint of v1 += a · 1 = 4 …
/// }
/// }
///
/// In backward order an operation's turn comes when its adjoint is complete, and its step adds one
/// contribution to each input: adjoint · local derivative. In forward order its step adds up its
/// own tangent from the inputs': local derivative · tangent.
public final class Sweep implements Iterable<Sweep.Step> {
  private final Graph graph;
  private final GraphNode start;
  private final Tensor seed;
  private final boolean backward;

  /// Filled when it is first asked for.
  private volatile @Nullable Tensor @Nullable [] totals;

  Sweep(Graph graph, GraphNode start, Tensor seed, boolean backward) {
    this.graph = graph;
    this.start = start;
    this.seed = seed;
    this.backward = backward;
  }

  /// One operation's part in a sweep.
  ///
  /// @param number which step, counted from 1
  /// @param node the operation whose turn it is
  /// @param carried the node's own adjoint or tangent after this step
  /// @param contributions what was added where; in backward order one for each input that
  ///   derivatives are followed through, in forward order one for each input that varies
  public record Step(int number, GraphNode node, Tensor carried, List<Contribution> contributions) {
    /// Keeps the contributions from being changed.
    public Step {
      contributions = List.copyOf(contributions);
    }

    /// The step in one line, such as `d: adjoint of a += c · 1 = 7, adjoint of c += a · 1 = 4`.
    @Override
    public String toString() {
      List<String> parts = contributions.stream().map(Contribution::toString).toList();
      return node.name() + ": " + String.join(", ", parts);
    }
  }

  /// One sum's growth by one edge.
  ///
  /// @param edge along which something was carried
  /// @param at where it was added: the edge's start in backward order, its end in forward order
  /// @param carried what was carried: the adjoint of the edge's end, or the tangent of its start
  /// @param added the local derivative times what was carried
  /// @param total the sum so far, this included
  public record Contribution(
      GraphEdge edge, GraphNode at, Tensor carried, Tensor added, Tensor total) {

    /// The contribution as text, such as `adjoint of a += c · 1 = 7`.
    @Override
    public String toString() {
      String kind = at == edge.from() ? "adjoint" : "tangent";
      String sum = kind + " of " + at.name() + " += ";
      return edge.value().isPresent()
          ? sum + product(edge.derivative()) + Figures.of(added.item())
          : sum + edge.derivative() + " applied to " + kind + " of " + other().name();
    }

    private GraphNode other() {
      return at == edge.from() ? edge.to() : edge.from();
    }

    private String product(String derivative) {
      String factor = derivative.contains(" ") ? "(" + derivative + ")" : derivative;
      return factor + " · " + Figures.factor(carried.item(), 6, false) + " = ";
    }
  }

  /// The adjoint ∂result/∂tensor, or the tangent of this tensor: of its shape, and zeros where
  /// nothing was carried.
  ///
  /// @throws IllegalArgumentException if the tensor is not in the graph, or is a constant in a
  ///   backward sweep, which follows nothing through constants
  public Tensor of(Tensor tensor) {
    Tensor total = total(graph.node(tensor));
    return Tensor.untracked(() -> total.reshape(tensor.shape()));
  }

  /// The adjoint or tangent of the node of this name.
  ///
  /// @throws IllegalArgumentException if there is none of this name, or it is a constant in a
  ///   backward sweep
  public Tensor of(String name) {
    return total(graph.node(name));
  }

  private Tensor total(GraphNode node) {
    if (backward && !node.isTracked()) {
      throw new IllegalArgumentException(
          "backward: %s is a constant, so no adjoint comes back to it; make it trainable() before"
                  .formatted(node.name())
              + " computing with it");
    }
    Tensor total = find(node);
    return total == null ? Tensor.zeros(node.shape(), node.value().dtype()) : total;
  }

  GraphNode start() {
    return start;
  }

  Tensor seed() {
    return seed;
  }

  boolean isBackward() {
    return backward;
  }

  /// The derivative that a node of this name carries, such as ∂d/∂a.
  String symbol(String name) {
    return backward ? "∂" + start.name() + "/∂" + name : "∂" + name + "/∂" + start.name();
  }

  /// What the sweep left at this node, if anything came there.
  @Nullable Tensor find(GraphNode node) {
    @Nullable Tensor[] all = totals;
    if (all == null) {
      Walk walk = new Walk();
      while (walk.hasNext()) {
        walk.next();
      }
      all = walk.sums;
      totals = all;
    }
    return all[node.index()];
  }

  /// The steps of this sweep from its start; each call walks anew.
  @Override
  public Iterator<Step> iterator() {
    return new Walk();
  }

  /// One walk, operation by operation.
  private final class Walk implements Iterator<Step> {
    private final List<GraphNode> nodes = graph.nodes();
    private final List<GraphEdge> edges = graph.edges();
    private final int[] edgesInto = graph.edgesInto();
    private final @Nullable Tensor[] sums = new Tensor[nodes.size()];
    private int at = backward ? start.index() : start.index() + 1;
    private int done;

    Walk() {
      sums[start.index()] = seed;
    }

    @Override
    public boolean hasNext() {
      while (at >= 0 && at < nodes.size() && !hasTurn(nodes.get(at))) {
        at += backward ? -1 : 1;
      }
      return at >= 0 && at < nodes.size();
    }

    private boolean hasTurn(GraphNode node) {
      if (backward) {
        return sums[node.index()] != null && node.kind() == GraphNode.Kind.OPERATION;
      }
      for (GraphNode input : node.inputs()) {
        if (sums[input.index()] != null) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Step next() {
      if (!hasNext()) {
        throw new NoSuchElementException("sweep: no operation is left");
      }
      GraphNode node = nodes.get(at);
      at += backward ? -1 : 1;
      done++;
      return Tensor.untracked(() -> step(node));
    }

    private Step step(GraphNode node) {
      List<Contribution> contributions = new ArrayList<>();
      for (int i = 0; i < node.inputs().size(); i++) {
        GraphEdge edge = edges.get(edgesInto[node.index()] + i);
        Tensor carried = sums[(backward ? edge.to() : edge.from()).index()];
        boolean followed = backward ? edge.from().isTracked() : edge.isDifferentiable();
        if (carried != null && followed) {
          contributions.add(carry(edge, carried));
        }
      }
      Tensor own = sums[node.index()];
      return new Step(
          done,
          node,
          own == null ? Tensor.zeros(node.shape(), node.value().dtype()) : own,
          contributions);
    }

    private Contribution carry(GraphEdge edge, Tensor carried) {
      GraphNode at = backward ? edge.from() : edge.to();
      Tensor added = backward ? edge.carryBack(carried) : edge.carryOn(carried);
      Tensor before = sums[at.index()];
      Tensor total = before == null ? added : before.add(added);
      sums[at.index()] = total;
      return new Contribution(edge, at, carried, added, total);
    }
  }
}
