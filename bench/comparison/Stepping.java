import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.TrainingStep;
import java.util.List;
import java.util.stream.IntStream;

/// By training steps, which is how the trainer does it: each tells its loss.
final class Stepping implements Training {
  private final Sequential model;
  private final Loss loss;
  private final List<Tensor> first;
  private final List<Tensor> inputs;
  private final List<Tensor> targets;
  private final TrainingStep step;

  private Stepping(Workload.Network network) {
    model = Networks.model(network);
    loss = Networks.loss(network);
    first = Networks.copies(model.parameters());
    inputs = Networks.inputs(network).stream().map(Tensor::buffer).toList();
    targets = Networks.targets(network).stream().map(Tensor::buffer).toList();
    step = TrainingStep.of(model, loss, Networks.optimizer(network));
  }

  static Training of(Workload workload) {
    return switch (workload) {
      case Workload.Network network -> new Stepping(network);
      case Workload.Prediction _, Workload.Product _ ->
          throw new IllegalArgumentException("only a network is trained by steps");
    };
  }

  @Override
  public void advance(int steps) {
    for (int i = 0; i < steps; i++) {
      int batch = i % inputs.size();
      step.take(inputs.get(batch), targets.get(batch));
    }
  }

  @Override
  public void restart() {
    Networks.assign(model.parameters(), first);
  }

  @Override
  public double loss() {
    return IntStream.range(0, inputs.size())
        .mapToDouble(b -> loss.of(model.apply(inputs.get(b)), targets.get(b)).item())
        .average()
        .orElseThrow();
  }
}
