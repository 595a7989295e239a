package dev.glassbox.studio.layers;

import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what each layer gave in the graph of a network's output, however the network is written.
///
/// A layer's output is the last number of the graph that its weights had a part in and no later
/// layer's: so the activation behind a linear layer belongs to it. Later is the layer whose weights
/// meet the rows after more operations.
final class Outputs {
  private static final int NEVER = Integer.MAX_VALUE;

  private final List<NamedLayer> layers;
  private final Shape shape;
  private final List<Tensor> nodes;

  /// Weights, and what is computed from the weights of one layer alone.
  private final IdentityHashMap<Tensor, Integer> owners = new IdentityHashMap<>();

  private final IdentityHashMap<Tensor, Integer> depths = new IdentityHashMap<>();

  private Outputs(List<NamedLayer> layers, Tensor output) {
    this.layers = layers;
    shape = output.shape();
    nodes = inputsFirst(output);
    for (int i = 0; i < layers.size(); i++) {
      for (Tensor weight : layers.get(i).parameters()) {
        owners.put(weight, i);
      }
    }
  }

  /// What each layer gave, null for a layer that had no part in the output.
  ///
  /// @param output what the network gave, remembering where it came from
  static @Nullable Tensor[] of(Tensor output, List<NamedLayer> layers) {
    Outputs outputs = new Outputs(layers, output);
    return outputs.found(outputs.places());
  }

  /// For each layer its place in the order of the layers, `NEVER` if it is not used.
  private int[] places() {
    int[] first = new int[layers.size()];
    Arrays.fill(first, NEVER);
    for (Tensor node : nodes) {
      int depth = 0;
      for (Tensor input : node.inputs()) {
        depth = Math.max(depth, depths.getOrDefault(input, 0));
      }
      depths.put(node, depth + 1);
      for (Tensor input : node.inputs()) {
        Integer owner = owners.get(input);
        if (owner != null && isOfRows(node)) {
          first[owner] = Math.min(first[owner], depth + 1);
        } else if (owner != null) {
          owners.put(node, owner);
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> first[i]));
    int[] places = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      int layer = order.get(i);
      places[layer] = first[layer] == NEVER ? NEVER : i;
    }
    return places;
  }

  private @Nullable Tensor[] found(int[] places) {
    @Nullable Tensor[] found = new @Nullable Tensor[places.length];
    IdentityHashMap<Tensor, Integer> latest = new IdentityHashMap<>();
    for (Tensor node : nodes) {
      int last = -1;
      for (Tensor input : node.inputs()) {
        Integer owner = owners.get(input);
        last = Math.max(last, owner == null ? latest.getOrDefault(input, -1) : places[owner]);
      }
      latest.put(node, last);
      // A row of several layers' outputs side by side is none of them's own.
      boolean isJoined = node.op().map(Op::name).orElse("").equals("concat");
      for (int i = 0; i < places.length && isOfRows(node) && !isJoined; i++) {
        if (places[i] == last) {
          found[i] = node;
        }
      }
    }
    return found;
  }

  /// Whether there is something for each row, as in the output.
  private boolean isOfRows(Tensor node) {
    int rank = node.shape().rank();
    return rank > 0
        && shape.rank() > 0
        && node.shape().length(0) == shape.length(0)
        && rank >= Math.min(2, shape.rank());
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
