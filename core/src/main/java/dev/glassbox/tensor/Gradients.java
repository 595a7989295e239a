package dev.glassbox.tensor;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The gradients of one result with respect to what it depends on: a value, so there is nothing to
/// reset between steps.
///
/// {@snippet :
/// Tensor w = Tensor.of(3.0).trainable();
/// Gradients gradients = w.square().sum().gradients();
/// Tensor dw = gradients.of(w); // 6
/// }
public final class Gradients {
  private final IdentityHashMap<Tensor, Tensor> byTensor;
  private final Set<Tensor> named;

  private Gradients(IdentityHashMap<Tensor, Tensor> byTensor, Set<Tensor> named) {
    this.byTensor = byTensor;
    this.named = named;
  }

  /// The gradient with respect to a trainable leaf, or to a tensor named in [Tensor#vjp]; zeros if
  /// it had no part in the result.
  ///
  /// @throws IllegalArgumentException if this tensor was neither trainable nor named
  public Tensor of(Tensor tensor) {
    Tensor gradient = byTensor.get(tensor);
    if (gradient != null) {
      return gradient;
    }
    if (tensor.isTrainable() || named.contains(tensor)) {
      return tensor.zerosLike();
    }
    throw new IllegalArgumentException(
        "gradients: no gradient is kept for this tensor of shape %s; make it trainable(), or name it"
                .formatted(tensor.shape())
            + " in vjp");
  }

  /// Whether a gradient came back to this trainable leaf or named tensor.
  public boolean reach(Tensor tensor) {
    return byTensor.containsKey(tensor);
  }

  /// Reverse mode: walks the graph from the result to the leaves, adding up at each tensor what
  /// comes back along its uses.
  ///
  /// @param differentiable whether the gradients must in turn remember how they came about
  /// @param also tensors that are no leaves but whose gradients are wanted
  static Gradients reverse(Tensor output, Tensor upstream, boolean differentiable, Tensor... also) {
    Set<Tensor> named = Set.copyOf(List.of(also));
    Predicate<Tensor> isKept = node -> node.isTrainable() || named.contains(node);
    List<Tensor> order = History.inputsFirst(output);
    return new Gradients(
        walk(order, output, upstream, differentiable, Tensor::isTracked, isKept), named);
  }

  /// Carries the upstream gradient of the output back over a part of the graph.
  ///
  /// @param order that part, each node after its inputs
  /// @param isWanted whether a node belongs to that part
  /// @param isKept whether a node's gradient is asked for
  /// @return the gradients that are asked for
  static IdentityHashMap<Tensor, Tensor> walk(
      List<Tensor> order,
      Tensor output,
      Tensor upstream,
      boolean differentiable,
      Predicate<Tensor> isWanted,
      Predicate<Tensor> isKept) {
    return differentiable
        ? carry(order, output, upstream, true, isWanted, isKept)
        : Tensor.untracked(() -> carry(order, output, upstream, false, isWanted, isKept));
  }

  private static IdentityHashMap<Tensor, Tensor> carry(
      List<Tensor> order,
      Tensor output,
      Tensor upstream,
      boolean differentiable,
      Predicate<Tensor> isWanted,
      Predicate<Tensor> isKept) {
    var adjoints = new IdentityHashMap<Tensor, Tensor>();
    var kept = new IdentityHashMap<Tensor, Tensor>();
    adjoints.put(output, upstream);
    for (int i = order.size() - 1; i >= 0; i--) {
      Tensor node = order.get(i);
      // Done with this node's adjoint after this visit: every use of it came before.
      Tensor adjoint = adjoints.remove(node);
      if (adjoint == null) {
        continue;
      }
      if (isKept.test(node)) {
        kept.put(node, adjoint);
      }
      passBack(node, adjoint, differentiable, isWanted, adjoints);
    }
    return kept;
  }

  private static void passBack(
      Tensor node,
      Tensor adjoint,
      boolean differentiable,
      Predicate<Tensor> isWanted,
      IdentityHashMap<Tensor, Tensor> adjoints) {
    Op op = node.origin();
    if (op == null) {
      return;
    }
    Tensor[] inputs = node.originInputs();
    boolean[] wanted = new boolean[inputs.length];
    boolean any = false;
    for (int i = 0; i < inputs.length; i++) {
      wanted[i] = isWanted.test(inputs[i]);
      any |= wanted[i];
    }
    if (!any) {
      return;
    }
    Tensor[] seen = differentiable ? unchanged(node) : inputsAsSeen(node);
    @Nullable Tensor[] gradients = op.vjps(wanted, seen, node, adjoint);
    for (int i = 0; i < inputs.length; i++) {
      Tensor gradient = gradients[i];
      if (gradient != null) {
        adjoints.merge(inputs[i], gradient, Tensor::add);
      }
    }
  }

  /// The inputs with the numbers that this was computed from.
  static Tensor[] inputsAsSeen(Tensor node) {
    Tensor[] seen = new Tensor[node.originInputs().length];
    Arrays.setAll(seen, node::inputAsSeen);
    return seen;
  }

  /// A gradient that is to be differentiated again refers to the leaves themselves, so their
  /// numbers must still be those that the result was computed from.
  private static Tensor[] unchanged(Tensor node) {
    Tensor[] inputs = node.originInputs();
    for (int i = 0; i < inputs.length; i++) {
      if (!node.inputIsUnchanged(i)) {
        throw new IllegalStateException(
            "vjp: a leaf of shape %s was assigned new numbers since the result was computed from it;"
                    .formatted(inputs[i].shape())
                + " compute the result again");
      }
    }
    return inputs;
  }
}
