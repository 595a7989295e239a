import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Updater;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Gradients;
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

  /// A program of a step for each batch in turn; recording it makes these steps. What Adam computes from the number
  /// of the step is set before. Plain descent has no such thing, so that the steps of a round can be one program.
  private static final class NetworkTraining implements Training {
    private final double rate;
    private final Sequential model;
    private final Loss loss;
    private final List<Tensor> first;
    private final List<Tensor> inputs;
    private final List<Tensor> targets;
    private final Updater.Part part;
    private Program round;

    NetworkTraining(Workload.Network network) {
      rate = network.rate();
      model = Networks.model(network);
      loss = Networks.loss(network);
      first = Networks.copies(model.parameters());
      inputs = Networks.inputs(network);
      targets = Networks.targets(network);
      part = Networks.optimizer(network).over(model.parameters()).part(loss(0).gradients());
    }

    @Override
    public void advance(int steps) {
      for (int step = 0; step < steps; step += inputs.size()) {
        part.advance(rate);
        if (round == null) {
          round = Program.of(this::makeRound);
        } else {
          round.run();
        }
      }
    }

    private void makeRound() {
      for (int batch = 0; batch < inputs.size(); batch++) {
        Gradients gradients = loss(batch).gradients();
        part.move(part.parameters().stream().map(gradients::of).toList());
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
