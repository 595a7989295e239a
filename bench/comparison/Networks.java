import dev.glassbox.nn.Activation;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Optimizer;
import dev.glassbox.optim.Sgd;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a network workload starts from, as Glassbox has it; the numbers are those of `workloads.py`.
final class Networks {
  private Networks() {}

  static Sequential model(Workload.Network network) {
    return network.isXor()
        ? model(network.sizes(), Activation.TANH, List.of(Activation.SIGMOID))
        : model(network.sizes(), Activation.RELU, List.of());
  }

  static Sequential model(Workload.Prediction prediction) {
    return model(prediction.sizes(), Activation.RELU, List.of());
  }

  private static Sequential model(int[] sizes, Activation between, List<Activation> last) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      if (i > 0) {
        layers.add(between);
      }
      int in = sizes[i];
      int out = sizes[i + 1];
      double scale = 1 / Math.sqrt(in);
      float[] weight = Workload.numbers(out * in, 3 + 2 * i, scale);
      float[] bias = Workload.numbers(out, 4 + 2 * i, scale);
      layers.add(
          new Linear(
              Tensor.of(Shape.of(out, in), weight).trainable(),
              Tensor.of(Shape.of(out), bias).trainable()));
    }
    layers.addAll(last);
    return new Sequential(layers);
  }

  static Loss loss(Workload.Network network) {
    return network.hasClasses() ? new CrossEntropy() : new MeanSquaredError();
  }

  static Optimizer optimizer(Workload.Network network) {
    return network.optimizer().equals("adam") ? Adam.of(network.rate()) : Sgd.of(network.rate());
  }

  /// The inputs, batch by batch.
  static List<Tensor> inputs(Workload.Network network) {
    if (network.isXor()) {
      return IntStream.range(0, 4).mapToObj(i -> Tensor.of(i & 1, i >> 1).reshape(1, 2)).toList();
    }
    return List.of(rows(network.batch(), network.sizes()[0]));
  }

  /// What the network should answer, batch by batch.
  static List<Tensor> targets(Workload.Network network) {
    if (network.isXor()) {
      return IntStream.range(0, 4).mapToObj(i -> Tensor.of((i & 1) ^ (i >> 1)).reshape(1, 1)).toList();
    }
    int out = network.out();
    if (network.hasClasses()) {
      long[] classes = IntStream.range(0, network.batch()).mapToLong(i -> i % out).toArray();
      return List.of(Tensor.of(Shape.of(network.batch()), classes));
    }
    float[] numbers = Workload.numbers(network.batch() * out, 2, 1);
    return List.of(Tensor.of(Shape.of(network.batch(), out), numbers));
  }

  static List<Tensor> copies(List<Tensor> weights) {
    return weights.stream().map(w -> Tensor.of(w.shape(), w.toFloatArray())).toList();
  }

  static void assign(List<Tensor> weights, List<Tensor> values) {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(values.get(i));
    }
  }

  /// As many rows of inputs, of this width.
  static Tensor rows(int count, int width) {
    return Tensor.of(Shape.of(count, width), Workload.numbers(count * width, 1, 1));
  }

  /// The mean square of all elements, in double precision.
  static double meanSquare(Tensor x) {
    double sum = 0;
    for (float element : x.toFloatArray()) {
      sum += (double) element * element;
    }
    return sum / x.size();
  }
}
