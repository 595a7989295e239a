package dev.glassbox.studio.playground;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The network of a run: linear layers with an activation after each but the last.
///
/// @param linears the linear layers
/// @param model all layers
record Network(List<Linear> linears, Sequential model) {
  static Network of(Settings settings, Rng rng) {
    List<Linear> linears = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    int in = settings.data().inputs();
    for (int width : settings.hidden()) {
      Linear linear = settings.initialisation().layer(in, width, rng.split());
      linears.add(linear);
      layers.add(linear);
      layers.add(settings.activation());
      in = width;
    }
    Linear last = settings.initialisation().layer(in, settings.outputs(), rng.split());
    linears.add(last);
    layers.add(last);
    return new Network(List.copyOf(linears), new Sequential(layers));
  }

  /// A copy whose weights move by themselves.
  static Network like(Settings settings) {
    return of(settings, Rng.seed(0));
  }

  /// How many numbers are learnt.
  int size() {
    return Math.toIntExact(model.parameterCount());
  }

  /// All weights and biases in order: of each layer the weight, (out, in), and then the bias.
  float[] parameters() {
    float[] all = new float[size()];
    int at = 0;
    for (Tensor parameter : model.parameters()) {
      System.arraycopy(parameter.toFloatArray(), 0, all, at, parameter.size());
      at += parameter.size();
    }
    return all;
  }

  /// Takes over weights and biases in that order.
  void assign(float[] parameters) {
    int at = 0;
    for (Tensor parameter : model.parameters()) {
      Shape shape = parameter.shape();
      parameter.assign(Tensor.of(shape, Arrays.copyOfRange(parameters, at, at + parameter.size())));
      at += parameter.size();
    }
  }

  /// Sets one of the parameters.
  void set(int index, float value) {
    float[] all = parameters();
    all[index] = value;
    assign(all);
  }

  /// What every hidden layer gives, and then the last layer's numbers.
  List<Tensor> outputs(Tensor inputs) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor y = inputs;
    for (Layer layer : model.layers()) {
      y = layer.apply(y);
      if (!(layer instanceof Linear)) {
        outputs.add(y);
      }
    }
    outputs.add(y);
    return outputs;
  }
}
