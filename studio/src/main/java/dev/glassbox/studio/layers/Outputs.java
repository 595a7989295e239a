package dev.glassbox.studio.layers;

import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what each layer gave in the graph of a network's output, however the network is written.
///
/// A layer's output is the last number of the graph that its weights had a part in and no later
/// layer's: so the activation behind a linear layer belongs to it.
final class Outputs {
  private final List<NamedLayer> layers;
  private final int rows;
  private final IdentityHashMap<Tensor, Integer> owners = new IdentityHashMap<>();
  private final IdentityHashMap<Tensor, Integer> latest = new IdentityHashMap<>();
  private final int[] order;
  private final @Nullable Tensor[] found;
  private int used;

  private Outputs(List<NamedLayer> layers, int rows) {
    this.layers = layers;
    this.rows = rows;
    order = new int[layers.size()];
    Arrays.fill(order, -1);
    found = new @Nullable Tensor[layers.size()];
  }

  /// What each layer gave, null for a layer that had no part in the output.
  ///
  /// @param output what the network gave, remembering where it came from
  static @Nullable Tensor[] of(Tensor output, List<NamedLayer> layers) {
    Outputs outputs =
        new Outputs(layers, output.shape().rank() == 0 ? 1 : output.shape().length(0));
    outputs.walk(output);
    return outputs.found;
  }

  private void walk(Tensor output) {
    for (int i = 0; i < layers.size(); i++) {
      for (Tensor weight : layers.get(i).parameters()) {
        owners.put(weight, i);
      }
    }
    for (Tensor node : inputsFirst(output)) {
      visit(node);
    }
  }

  private void visit(Tensor node) {
    int last = -1;
    for (Tensor input : node.inputs()) {
      Integer owner = owners.get(input);
      if (owner != null && order[owner] < 0) {
        order[owner] = used++;
      }
      last = Math.max(last, owner == null ? latest.getOrDefault(input, -1) : order[owner]);
    }
    latest.put(node, last);
    // A row of several layers' outputs side by side is none of them's own.
    boolean isJoined = node.op().map(Op::name).orElse("").equals("concat");
    if (last >= 0 && !isJoined && node.shape().rank() > 0 && node.shape().length(0) == rows) {
      for (int i = 0; i < order.length; i++) {
        if (order[i] == last) {
          found[i] = node;
        }
      }
    }
  }

  /// Every tracked tensor behind an output but the leaves, each after its inputs.
  private static List<Tensor> inputsFirst(Tensor output) {
    List<Tensor> nodes = new ArrayList<>();
    IdentityHashMap<Tensor, Boolean> finished = new IdentityHashMap<>();
    Deque<Tensor> pending = new ArrayDeque<>(List.of(output));
    while (!pending.isEmpty()) {
      Tensor node = pending.peek();
      Boolean isFinished = finished.putIfAbsent(node, false);
      if (isFinished == null) {
        for (Tensor input : node.inputs()) {
          if (input.op().isPresent() && !finished.containsKey(input)) {
            pending.push(input);
          }
        }
      } else {
        pending.pop();
        if (!isFinished) {
          finished.put(node, true);
          nodes.add(node);
        }
      }
    }
    return nodes;
  }
}
