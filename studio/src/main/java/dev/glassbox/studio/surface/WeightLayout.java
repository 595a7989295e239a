package dev.glassbox.studio.surface;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Where the weights of a network stand in the row of all its numbers, [Layer#state()].
///
/// @param parts the weights that are trained
/// @param size how many numbers there are, buffers included
record WeightLayout(List<Part> parts, int size) {
  /// One tensor of weights.
  ///
  /// @param from its first place
  /// @param to the place after its last
  /// @param neurons how many neurons it holds the weights of, 0 if it is no matrix
  record Part(int from, int to, int neurons) {}

  static WeightLayout of(Layer network) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (Tensor tensor : network.state().values()) {
      if (tensor.isTrainable()) {
        int neurons = tensor.shape().rank() >= 2 ? tensor.shape().length(0) : 0;
        parts.add(new Part(at, at + tensor.size(), neurons));
      }
      at += tensor.size();
    }
    return new WeightLayout(List.copyOf(parts), at);
  }

  /// A random direction in which each neuron's weights are as long as the network's own; biases and
  /// what else is no matrix stay (Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets").
  double[] direction(float[] weights, Rng rng) {
    double[] direction = new double[size];
    for (Part part : parts) {
      for (int neuron = 0; neuron < part.neurons; neuron++) {
        int length = (part.to - part.from) / part.neurons;
        int from = part.from + neuron * length;
        double own = 0;
        double drawn = 0;
        for (int i = from; i < from + length; i++) {
          direction[i] = rng.nextGaussian();
          drawn += direction[i] * direction[i];
          own += (double) weights[i] * weights[i];
        }
        for (int i = from; i < from + length; i++) {
          direction[i] *= drawn == 0 ? 0 : Math.sqrt(own / drawn);
        }
      }
    }
    return direction;
  }

  /// A random direction of all that is trained.
  double[] direction(Rng rng) {
    double[] direction = new double[size];
    for (Part part : parts) {
      for (int i = part.from; i < part.to; i++) {
        direction[i] = rng.nextGaussian();
      }
    }
    return direction;
  }

  /// b − a, 0 where nothing is trained.
  double[] difference(float[] a, float[] b) {
    double[] difference = new double[size];
    for (Part part : parts) {
      for (int i = part.from; i < part.to; i++) {
        difference[i] = (double) b[i] - a[i];
      }
    }
    return difference;
  }
}
