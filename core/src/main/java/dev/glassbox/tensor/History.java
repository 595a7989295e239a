package dev.glassbox.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/// How a result came about: the graph of operations behind it.
final class History {
  private History() {}

  /// Every tracked tensor that the output depends on, each after its inputs. Iterative, so that a
  /// chain of a million operations does not overflow the stack.
  static List<Tensor> inputsFirst(Tensor output) {
    return inputsFirst(output, tensor -> false);
  }

  /// Every tracked tensor that the output depends on, each after its inputs, without what lies
  /// behind an end.
  static List<Tensor> inputsFirst(Tensor output, Predicate<Tensor> isEnd) {
    List<Tensor> order = new ArrayList<>();
    if (!output.isTracked()) {
      return order;
    }
    var finished = new IdentityHashMap<Tensor, Boolean>();
    Deque<Tensor> pending = new ArrayDeque<>();
    pending.push(output);
    while (!pending.isEmpty()) {
      Tensor node = pending.peek();
      Boolean state = finished.get(node);
      if (state == null) {
        finished.put(node, false);
        if (isEnd.test(node)) {
          continue;
        }
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
