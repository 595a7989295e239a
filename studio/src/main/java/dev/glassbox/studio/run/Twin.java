package dev.glassbox.studio.run;

import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// A copy of a network for looking: it takes on the weights of any step. For one thread at a time.
public final class Twin {
  private final Layer network;

  /// A twin of this network.
  ///
  /// @throws IllegalStateException if the network cannot be copied
  public Twin(Layer network) {
    this.network = Layer.copy(network);
  }

  /// The copy itself.
  public Layer network() {
    return network;
  }

  /// Takes on all weights and buffers, in the order of [Layer#state()].
  public void assign(float[] state) {
    int at = 0;
    for (Tensor tensor : network.state().values()) {
      float[] part = Arrays.copyOfRange(state, at, at + tensor.size());
      tensor.assign(Tensor.of(tensor.shape(), part).to(tensor.dtype()));
      at += part.length;
    }
  }

  /// All weights and buffers of a network in order.
  public static float[] state(Layer network) {
    int size = network.state().values().stream().mapToInt(Tensor::size).sum();
    float[] all = new float[size];
    int at = 0;
    for (Tensor tensor : network.state().values()) {
      float[] part = tensor.toFloatArray();
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
