package dev.glassbox.studio.layers;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.studio.run.Rows;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Op;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at all layers of a network, by a copy of its own and always on the same rows, as it
/// predicts: nothing drops out, and running statistics are used. For one thread at a time.
final class Gaze {
  /// How many rows are looked at, at most.
  static final int MOST_ROWS = 256;

  private final @Nullable Twin twin;
  private final Layer network;
  private final Loss loss;
  private final Examples rows;
  private final List<NamedLayer> layers;

  /// At a network that is trained, through a copy.
  Gaze(Subject subject) {
    twin = new Twin(subject.network());
    network = twin.network();
    loss = subject.loss();
    rows = Rows.some(subject.training(), MOST_ROWS);
    layers = NamedLayer.of(network);
  }

  /// At a network itself, with the weights that it has.
  Gaze(Layer network, Loss loss, Examples rows) {
    twin = null;
    this.network = network;
    this.loss = loss;
    this.rows = rows;
    layers = NamedLayer.of(network);
  }

  /// The rows that are looked at.
  Examples rows() {
    return rows;
  }

  /// The network that is looked at.
  Layer network() {
    return network;
  }

  List<NamedLayer> layers() {
    return layers;
  }

  /// What there was to see.
  ///
  /// @param loss on the rows
  /// @param gradients by all weights
  /// @param outputs of each layer, null where they cannot be seen
  record Pass(double loss, Gradients gradients, @Nullable Tensor[] outputs) {}

  Pass at(Snapshot snapshot) {
    if (twin != null) {
      twin.assign(snapshot.state());
    }
    return now();
  }

  Pass now() {
    Tensor output = network.apply(rows.inputs());
    Tensor value = loss.of(output, rows.targets());
    return new Pass(value.item(), value.gradients(), Outputs.of(output, layers));
  }

  /// The figures of all layers at a step.
  List<Figures> figures(Snapshot snapshot) {
    return figures(at(snapshot), snapshot.updateRatios());
  }

  /// The figures of all layers after a pass.
  ///
  /// @param updateRatios for each parameter of the network, or empty
  List<Figures> figures(Pass pass, float[] updateRatios) {
    List<Figures> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      NamedLayer layer = layers.get(i);
      Tensor seen = pass.outputs()[i];
      Tensor output = seen == null ? null : seen.detach();
      int main = layer.numbers().get(layer.main());
      String activation = seen == null ? null : seen.op().map(Op::name).orElse("");
      all.add(
          new Figures(
              norm(layer.parameters().stream().map(pass.gradients()::of).toList()),
              output == null ? Double.NaN : output.mean().item(),
              output == null ? Double.NaN : output.standardDeviation().item(),
              output == null ? Double.NaN : idle(output, activation),
              norm(layer.parameters()),
              updateRatios.length == 0 ? Double.NaN : updateRatios[main],
              activation));
    }
    return all;
  }

  private static double norm(List<Tensor> parts) {
    double sum = 0;
    for (Tensor part : parts) {
      for (float value : part.toFloatArray()) {
        sum += (double) value * value;
      }
    }
    return Math.sqrt(sum);
  }

  /// For rectifiers the share of units that are at 0 for all rows; for tanh and sigmoid the share
  /// of all activations that lie close to an end.
  private static double idle(Tensor output, @Nullable String activation) {
    return switch (activation) {
      case "relu" -> share(output.max(0).lessEqual(0));
      case "tanh" -> share(output.abs().greater(Figures.SATURATED));
      case "sigmoid" -> share(output.mul(2).sub(1).abs().greater(Figures.SATURATED));
      case null, default -> Double.NaN;
    };
  }

  private static double share(Tensor mask) {
    int count = 0;
    for (boolean one : mask.toBooleanArray()) {
      count += one ? 1 : 0;
    }
    return (double) count / mask.size();
  }
}
