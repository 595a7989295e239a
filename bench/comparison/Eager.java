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
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Operations one by one, as a user writes them.
final class Eager {
  private Eager() {}

  static Training of(Workload workload) {
    return switch (workload) {
      case Workload.Network network -> new NetworkTraining(network);
      case Workload.Product product -> new Multiplying(product.n());
    };
  }

  private static final class NetworkTraining implements Training {
    private final Sequential model;
    private final Loss loss;
    private final Updater updater;
    private final List<Tensor> inputs;
    private final List<Tensor> targets;

    NetworkTraining(Workload.Network network) {
      model = model(network);
      loss = network.hasClasses() ? new CrossEntropy() : new MeanSquaredError();
      Optimizer optimizer =
          network.optimizer().equals("adam") ? Adam.of(network.rate()) : Sgd.of(network.rate());
      updater = optimizer.over(model.parameters());
      inputs = inputs(network);
      targets = targets(network);
    }

    @Override
    public void advance(int steps) {
      for (int step = 0; step < steps; step++) {
        int batch = step % inputs.size();
        updater.step(loss(batch).gradients());
      }
    }

    private Tensor loss(int batch) {
      return loss.of(model.apply(inputs.get(batch)), targets.get(batch));
    }

    @Override
    public double loss() {
      return IntStream.range(0, inputs.size()).mapToDouble(b -> loss(b).item()).average().orElseThrow();
    }
  }

  static Sequential model(Workload.Network network) {
    int[] sizes = network.sizes();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      int in = sizes[i];
      int out = sizes[i + 1];
      double scale = 1 / Math.sqrt(in);
      float[] weight = Workload.numbers(out * in, 3 + 2 * i, scale);
      float[] bias = Workload.numbers(out, 4 + 2 * i, scale);
      layers.add(
          new Linear(
              Tensor.of(Shape.of(out, in), weight).trainable(),
              Tensor.of(Shape.of(out), bias).trainable()));
      boolean last = i + 2 == sizes.length;
      if (!last) {
        layers.add(network.isXor() ? Activation.TANH : Activation.RELU);
      } else if (network.isXor()) {
        layers.add(Activation.SIGMOID);
      }
    }
    return new Sequential(layers);
  }

  static List<Tensor> inputs(Workload.Network network) {
    if (network.isXor()) {
      return IntStream.range(0, 4).mapToObj(i -> Tensor.of(i & 1, i >> 1).reshape(1, 2)).toList();
    }
    int in = network.sizes()[0];
    float[] numbers = Workload.numbers(network.batch() * in, 1, 1);
    return List.of(Tensor.of(Shape.of(network.batch(), in), numbers));
  }

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

  private static final class Multiplying implements Training {
    private final Tensor a;
    private final Tensor b;
    private Tensor c;

    Multiplying(int n) {
      a = Tensor.of(Shape.of(n, n), Workload.numbers(n * n, 1, 1));
      b = Tensor.of(Shape.of(n, n), Workload.numbers(n * n, 2, 1));
      c = Tensor.zeros(Shape.of(n, n));
    }

    @Override
    public void advance(int steps) {
      for (int step = 0; step < steps; step++) {
        c = a.matmul(b);
      }
    }

    @Override
    public double loss() {
      double sum = 0;
      for (float element : c.toFloatArray()) {
        sum += (double) element * element;
      }
      return sum / c.size();
    }
  }
}
