package dev.glassbox.labs.course;

import dev.glassbox.labs.LabelledPoints;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;

/// A deep network from two numbers to one score, as a function of one long vector of weights.
///
/// @param depth how many hidden layers there are after the first
/// @param width the neurons of each
/// @param residual whether each of them adds to what it is given, in place of replacing it
record DeepNetwork(int depth, int width, boolean residual) {
  /// How many weights and biases there are.
  int size() {
    return begin(depth + 1) + width + 1;
  }

  String title() {
    return "%d layers, %s".formatted(depth + 1, residual ? "residual" : "plain");
  }

  private int inputs(int layer) {
    return layer == 0 ? 2 : width;
  }

  private int outputs(int layer) {
    return layer == depth + 1 ? 1 : width;
  }

  /// Where a layer's numbers begin: its weights, neuron by neuron, then its biases.
  int begin(int layer) {
    return layer == 0 ? 0 : 3 * width + (layer - 1) * (width * width + width);
  }

  /// A layer's output before its activation.
  private Tensor linear(int layer, Tensor weights, Tensor x) {
    int biases = begin(layer) + outputs(layer) * inputs(layer);
    Tensor w = weights.slice(0, begin(layer), biases).reshape(outputs(layer), inputs(layer));
    return x.matmul(w, false, true).add(weights.slice(0, biases, biases + outputs(layer)));
  }

  Tensor scores(Tensor weights, Tensor x) {
    Tensor a = linear(0, weights, x).tanh();
    for (int layer = 1; layer <= depth; layer++) {
      Tensor z = linear(layer, weights, a).tanh();
      a = residual ? a.add(z) : z;
    }
    return linear(depth + 1, weights, a);
  }

  Tensor loss(Tensor weights, LabelledPoints points) {
    Tensor targets = points.targets().reshape(points.size(), 1);
    return scores(weights, points.inputs()).sigmoidCrossEntropy(targets).mean();
  }

  /// Weights that are normal with variance 1/inputs, and biases 0.
  Tensor start(Rng rng) {
    double[] weights = new double[size()];
    for (int layer = 0; layer <= depth + 1; layer++) {
      for (int i = 0; i < outputs(layer) * inputs(layer); i++) {
        weights[begin(layer) + i] = rng.nextGaussian() / Math.sqrt(inputs(layer));
      }
    }
    return Tensor.of(DType.FLOAT64, weights);
  }

  /// A random direction in which each neuron's weights are as long as the network's own (Li et al.
  /// 2018); biases stay.
  Tensor direction(Tensor weights, Rng rng) {
    double[] own = weights.toDoubleArray();
    double[] direction = new double[own.length];
    for (int layer = 0; layer <= depth + 1; layer++) {
      for (int neuron = 0; neuron < outputs(layer); neuron++) {
        int from = begin(layer) + neuron * inputs(layer);
        double ownLength = 0;
        double length = 0;
        for (int i = from; i < from + inputs(layer); i++) {
          direction[i] = rng.nextGaussian();
          length += direction[i] * direction[i];
          ownLength += own[i] * own[i];
        }
        for (int i = from; i < from + inputs(layer); i++) {
          direction[i] *= Math.sqrt(ownLength / length);
        }
      }
    }
    return Tensor.of(DType.FLOAT64, direction);
  }
}
