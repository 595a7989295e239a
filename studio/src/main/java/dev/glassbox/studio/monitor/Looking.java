package dev.glassbox.studio.monitor;

import dev.glassbox.nn.BinaryCrossEntropy;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import dev.glassbox.train.RegressionScores;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Looks at what a network does with some rows, by a copy of its own. For one thread at a time.
final class Looking {
  /// So many rows of each kind are looked at, at most.
  static final int MOST_ROWS = 256;

  /// An output of tanh this far from 0, or of a sigmoid in proportion, is saturated.
  private static final double SATURATED = 0.95;

  private static final Set<String> SILENT = Set.of("relu", "tanh", "sigmoid");

  private final Subject subject;
  private final Twin twin;
  private final Examples training;
  private final Examples heldOut;

  Looking(Subject subject) {
    this.subject = subject;
    twin = new Twin(subject.network());
    training = some(subject.training());
    heldOut = some(subject.test());
  }

  /// Of many rows some, at even distances.
  private static Examples some(Examples all) {
    int rows = all.rows();
    return rows <= MOST_ROWS
        ? all
        : all.rows(
            IntStream.range(0, MOST_ROWS).map(i -> (int) ((long) i * rows / MOST_ROWS)).toArray());
  }

  Look at(Snapshot snapshot) {
    twin.assign(snapshot.state());
    Tensor output = twin.network().apply(training.inputs());
    double held =
        heldOut.rows() == 0
            ? Double.NaN
            : score(
                Tensor.untracked(() -> twin.network().apply(heldOut.inputs())), heldOut.targets());
    return new Look(
        snapshot.step(),
        isClassification() ? "accuracy" : "R²",
        score(output.detach(), training.targets()),
        held,
        units(output));
  }

  private boolean isClassification() {
    return subject.loss() instanceof CrossEntropy || subject.loss() instanceof BinaryCrossEntropy;
  }

  private double score(Tensor output, Tensor targets) {
    double[] given = output.toDoubleArray();
    double[] wanted = targets.to(DType.FLOAT64).toDoubleArray();
    if (!isClassification()) {
      return given.length == wanted.length ? RegressionScores.of(given, wanted).r2() : Double.NaN;
    }
    int rows = output.shape().length(0);
    int hits = 0;
    for (int row = 0; row < rows; row++) {
      hits += picked(given, rows, row, 0) == wanted(wanted, rows, row) ? 1 : 0;
    }
    return (double) hits / rows;
  }

  private int wanted(double[] targets, int rows, int row) {
    boolean numbers = targets.length == rows && subject.loss() instanceof CrossEntropy;
    return numbers ? (int) targets[row] : picked(targets, rows, row, 0.5);
  }

  /// The class with the largest number, or of a single number whether it is above a limit.
  private static int picked(double[] values, int rows, int row, double limit) {
    int columns = values.length / rows;
    if (columns == 1) {
      return values[row] > limit ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < columns; c++) {
      if (values[row * columns + c] > values[row * columns + best]) {
        best = c;
      }
    }
    return best;
  }

  /// The activations between an output and the weights, each named after the weights that feed it.
  private List<Look.Units> units(Tensor output) {
    IdentityHashMap<Tensor, String> owners = new IdentityHashMap<>();
    twin.network()
        .state()
        .forEach(
            (name, tensor) -> {
              if (tensor.isTrainable()) {
                owners.put(tensor, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
              }
            });
    List<Look.Units> units = new ArrayList<>();
    for (Tensor node : behind(output)) {
      String activation = node.op().map(Op::name).orElse("");
      if (SILENT.contains(activation) && node.shape().rank() == 2) {
        units.add(
            new Look.Units(
                owner(node, owners), activation, node.shape().length(1), idle(node, activation)));
      }
    }
    Collections.reverse(units);
    return units;
  }

  /// The layer whose weight is the nearest behind a node.
  private static String owner(Tensor node, IdentityHashMap<Tensor, String> owners) {
    Deque<Tensor> next = new ArrayDeque<>(List.of(node));
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!next.isEmpty()) {
      Tensor tensor = next.poll();
      String name = owners.get(tensor);
      if (name != null) {
        return name;
      }
      tensor.inputs().stream().filter(seen::add).forEach(next::add);
    }
    return "";
  }

  /// All that an output was computed from, the nearest first.
  private static List<Tensor> behind(Tensor output) {
    List<Tensor> nodes = new ArrayList<>(List.of(output));
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).inputs().stream().filter(seen::add).forEach(nodes::add);
    }
    return nodes;
  }

  private static double idle(Tensor node, String activation) {
    Tensor values = node.detach();
    return switch (activation) {
      case "relu" -> share(values.max(0).lessEqual(0));
      case "tanh" -> share(values.abs().greater(SATURATED));
      default -> share(values.mul(2).sub(1).abs().greater(SATURATED));
    };
  }

  private static double share(Tensor mask) {
    boolean[] values = mask.toBooleanArray();
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return (double) count / Math.max(1, values.length);
  }
}
