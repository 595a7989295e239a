import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Updater;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Recorded once and run again.
final class Programmed {
  private Programmed() {}

  static Training of(Workload workload) {
    return switch (workload) {
      case Workload.Network network -> new NetworkTraining(network);
      case Workload.Prediction prediction -> new Predicting(prediction);
      case Workload.Product _ ->
          throw new IllegalArgumentException("a program of a single product is the product");
    };
  }

  /// A program of a step for each batch in turn. Recording it makes these steps too.
  private static final class NetworkTraining implements Training {
    private final Sequential model;
    private final Loss loss;
    private final List<Tensor> inputs;
    private final List<Tensor> targets;
    private final Updater updater;
    private final List<Tensor> first;
    private Program round;

    NetworkTraining(Workload.Network network) {
      model = Networks.model(network);
      loss = Networks.loss(network);
      first = Networks.copies(model.parameters());
      inputs = Networks.inputs(network);
      targets = Networks.targets(network);
      updater = Networks.optimizer(network).over(model.parameters());
    }

    @Override
    public void advance(int steps) {
      int step = 0;
      if (round == null) {
        round = Program.of(this::makeRound);
        step += inputs.size();
      }
      for (; step < steps; step += inputs.size()) {
        round.run();
      }
    }

    private void makeRound() {
      for (int batch = 0; batch < inputs.size(); batch++) {
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
    private final Tensor outputs;
    private final Program predict;

    Predicting(Workload.Prediction prediction) {
      int[] sizes = prediction.sizes();
      Sequential model = Networks.model(prediction);
      Tensor inputs = Networks.rows(prediction.rows(), sizes[0]).buffer();
      outputs = Tensor.zeros(Shape.of(prediction.rows(), sizes[sizes.length - 1])).buffer();
      predict = Program.of(() -> outputs.assign(model.apply(inputs)));
    }

    @Override
    public void advance(int steps) {
      for (int step = 0; step < steps; step++) {
        predict.run();
      }
    }

    @Override
    public void restart() {}

    @Override
    public double loss() {
      return Networks.meanSquare(outputs);
    }
  }
}
