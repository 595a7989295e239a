package dev.glassbox.autodiff;

import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Everything that a result was computed from, each tensor after its inputs, and who uses it.
///
/// The walk is iterative, so that a chain of a million operations does not overflow the stack.
final class GraphWalk {
  private static final Integer UNFINISHED = -1;

  private final List<Tensor> order = new ArrayList<>();
  private final IdentityHashMap<Tensor, Integer> places = new IdentityHashMap<>();
  private final int[] uses;
  private final int[] usesByReductions;

  GraphWalk(Tensor result) {
    walk(result);
    uses = new int[order.size()];
    usesByReductions = new int[order.size()];
    for (Tensor tensor : order) {
      List<Tensor> inputs = tensor.inputs();
      boolean reduction = isReduction(tensor);
      for (Tensor input : inputs) {
        int place = place(input);
        uses[place]++;
        usesByReductions[place] += reduction ? 1 : 0;
      }
      requireCurrent(tensor);
    }
  }

  private void walk(Tensor result) {
    Deque<Tensor> pending = new ArrayDeque<>();
    pending.push(result);
    while (!pending.isEmpty()) {
      Tensor node = pending.peek();
      Integer place = places.putIfAbsent(node, UNFINISHED);
      if (place == null) {
        List<Tensor> inputs = node.inputs();
        // The last pushed is walked first, and the first input is to come first.
        for (int i = inputs.size() - 1; i >= 0; i--) {
          if (!places.containsKey(inputs.get(i))) {
            pending.push(inputs.get(i));
          }
        }
      } else {
        pending.pop();
        if (place.equals(UNFINISHED)) {
          places.put(node, order.size());
          order.add(node);
        }
      }
    }
  }

  /// A picture of numbers that never met would mislead.
  private static void requireCurrent(Tensor tensor) {
    if (!tensor.isCurrent()) {
      throw new IllegalStateException(
          "graph: a leaf was assigned new numbers since %s %s was computed from it; compute the"
                  .formatted(name(tensor), tensor.shape())
              + " result again");
    }
  }

  List<Tensor> order() {
    return order;
  }

  /// The place of a tensor in the order; −1 if it is not there.
  int place(Tensor tensor) {
    return places.getOrDefault(tensor, -1);
  }

  /// Whether this tensor holds the numbers of its input in the same order, and only their shape
  /// differs in a way that a reader need not see: a single number stays one, be it as a sum of one,
  /// or an axis is joined or dropped for the sake of a sum.
  boolean onlyReshapes(Tensor tensor) {
    boolean reshape =
        switch (name(tensor)) {
          case "reshape", "broadcastTo" -> true;
          default -> tensor.size() == 1 && isReduction(tensor);
        };
    if (!reshape || tensor.inputs().getFirst().size() != tensor.size()) {
      return false;
    }
    Tensor input = tensor.inputs().getFirst();
    int place = place(tensor);
    boolean before = uses[place] > 0 && uses[place] == usesByReductions[place];
    boolean after = isReduction(input) && uses[place(input)] == 1;
    return tensor.size() == 1 || before || after;
  }

  private static boolean isReduction(Tensor tensor) {
    return switch (name(tensor)) {
      case "sum", "max", "min" -> true;
      default -> false;
    };
  }

  private static String name(Tensor tensor) {
    Optional<Op> op = tensor.op();
    return op.isPresent() ? op.get().name() : "";
  }
}
