import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Operations one by one, as a user writes them.
final class Eager {
  private Eager() {}

  static Training of(Workload workload) {
    return switch (workload) {
      case Workload.Network network -> new NetworkTraining(network);
      case Workload.Prediction prediction -> new Predicting(prediction);
      case Workload.Product product -> new Multiplying(product.n());
    };
  }

  private static final class NetworkTraining implements Training {
    private final Sequential model;
    private final Loss loss;
    private final Updater updater;
    private final List<Tensor> first;
    private final List<Tensor> inputs;
    private final List<Tensor> targets;

    NetworkTraining(Workload.Network network) {
      model = Networks.model(network);
      loss = Networks.loss(network);
      updater = Networks.optimizer(network).over(model.parameters());
      first = Networks.copies(model.parameters());
      inputs = Networks.inputs(network);
      targets = Networks.targets(network);
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
    public void restart() {
      Networks.assign(model.parameters(), first);
    }

    @Override
    public double loss() {
      return IntStream.range(0, inputs.size()).mapToDouble(b -> loss(b).item()).average().orElseThrow();
    }
  }

  private static final class Predicting implements Training {
    private final Sequential model;
    private final Tensor inputs;
    private Tensor outputs = Tensor.of(0);

    Predicting(Workload.Prediction prediction) {
      model = Networks.model(prediction);
      inputs = Networks.rows(prediction.rows(), prediction.sizes()[0]);
    }

    @Override
    public void advance(int steps) {
      for (int step = 0; step < steps; step++) {
        outputs = Tensor.untracked(() -> model.apply(inputs));
      }
    }

    @Override
    public void restart() {}

    @Override
    public double loss() {
      return Networks.meanSquare(outputs);
    }
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
    public void restart() {}

    @Override
    public double loss() {
      return Networks.meanSquare(c);
    }
  }
}
