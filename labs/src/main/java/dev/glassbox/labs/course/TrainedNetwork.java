package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A network after training, with the way it took.
///
/// @param path its weights before every 4th step, and at the end
record TrainedNetwork(DeepNetwork network, LabelledPoints points, List<Tensor> path) {
  private static final double RATE = 0.01;

  /// After so many steps of Adam from a random start.
  static TrainedNetwork of(DeepNetwork network, LabelledPoints points, int steps, Rng rng) {
    Tensor weights = network.start(rng).trainable();
    Updater updater = Adam.of(RATE).over(List.of(weights));
    List<Tensor> path = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      if (step % 4 == 0) {
        path.add(copy(weights));
      }
      updater.step(network.loss(weights, points).gradients());
    }
    path.add(copy(weights));
    return new TrainedNetwork(network, points, path);
  }

  private static Tensor copy(Tensor weights) {
    return Tensor.of(weights.shape(), weights.toDoubleArray());
  }

  Tensor start() {
    return path.getFirst();
  }

  Tensor end() {
    return path.getLast();
  }

  double loss(Tensor weights) {
    return network.loss(weights, points).item();
  }

  /// The middle m of a curve from this network to another along which the loss is low (Garipov et
  /// al. 2018): each step descends, by m alone, from the loss at a random place of the curve.
  Tensor middle(TrainedNetwork other, int steps, Rng rng) {
    Tensor middle = end().add(other.end()).div(2).trainable();
    Updater updater = Adam.of(RATE).over(List.of(middle));
    for (int step = 0; step < steps; step++) {
      Tensor at = curve(end(), middle, other.end(), rng.nextDouble());
      double falling = RATE * (1 - (double) step / steps);
      updater.step(network.loss(at, points).gradients(), falling);
    }
    return middle.detach();
  }

  /// Places of the curve to another network.
  List<Tensor> curveTo(TrainedNetwork other, Tensor middle, double[] ts) {
    return Arrays.stream(ts).mapToObj(t -> curve(end(), middle, other.end(), t)).toList();
  }

  /// The place (1 − t)²a + 2t(1 − t)m + t²b, which goes from a at t = 0 to b at t = 1.
  static Tensor curve(Tensor a, Tensor middle, Tensor b, double t) {
    return a.mul((1 - t) * (1 - t)).add(middle.mul(2 * t * (1 - t))).add(b.mul(t * t));
  }
}
