package dev.glassbox.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
    return differentiable
        ? walk(output, upstream, true, also)
        : Tensor.untracked(() -> walk(output, upstream, false, also));
  }

  private static Gradients walk(
      Tensor output, Tensor upstream, boolean differentiable, Tensor... also) {
    List<Tensor> order = inputsFirst(output);
    Set<Tensor> named = Set.copyOf(List.of(also));
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
      if (node.isTrainable() || named.contains(node)) {
        kept.put(node, adjoint);
      }
      passBack(node, adjoint, differentiable, adjoints);
    }
    return new Gradients(kept, named);
  }

  private static void passBack(
      Tensor node,
      Tensor adjoint,
      boolean differentiable,
      IdentityHashMap<Tensor, Tensor> adjoints) {
    Op op = node.origin();
    if (op == null) {
      return;
    }
    Tensor[] inputs = node.originInputs();
    Tensor[] seen = differentiable ? unchanged(node) : inputsAsSeen(node);
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].isTracked()) {
        adjoints.merge(inputs[i], op.vjp(i, seen, node, adjoint), Tensor::add);
      }
    }
  }

  private static Tensor[] inputsAsSeen(Tensor node) {
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

  /// Every tracked tensor that the output depends on, each after its inputs. Iterative, so that a
  /// chain of a million operations does not overflow the stack.
  private static List<Tensor> inputsFirst(Tensor output) {
    List<Tensor> order = new ArrayList<>();
    var finished = new IdentityHashMap<Tensor, Boolean>();
    Deque<Tensor> pending = new ArrayDeque<>();
    pending.push(output);
    while (!pending.isEmpty()) {
      Tensor node = pending.peek();
      Boolean state = finished.get(node);
      if (state == null) {
        finished.put(node, false);
        for (Tensor input : node.originInputs()) {
          if (input.isTracked() && !finished.containsKey(input)) {
            pending.push(input);
          }
        }
      } else {
        pending.pop();
        if (!state) {
          finished.put(node, true);
          order.add(node);
        }
      }
    }
    return order;
  }
}
