import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Updater;
import dev.glassbox.program.Program;
import dev.glassbox.program.StepTime;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// Where the time of a training step goes, of a network of the comparison with classes and Adam: the steps of its
/// program with the median of 3,000 times (200 where a step takes longer than ten milliseconds), after six seconds of
/// warm-up. bench/compare compiles it:
///
///     java --add-exports=java.base/jdk.internal.module=ALL-UNNAMED -XX:+UseSerialGC -Dglassbox.kernels=vector \
///       -cp core/target/classes:bench/.venv/classes Profile 64-100-10 32
final class Profile {
  private static final double WARM_SECONDS = 6;

  static void main(String[] arguments) {
    Workload.Network network =
        (Workload.Network)
            Workload.of(
                List.of("network", arguments[0], arguments[1], "cross-entropy", "adam", "1e-5"));
    Sequential model = Networks.model(network);
    Tensor inputs = Networks.inputs(network).getFirst();
    Tensor targets = Networks.targets(network).getFirst();
    Loss loss = Networks.loss(network);
    Updater.Part part =
        Networks.optimizer(network)
            .over(model.parameters())
            .part(loss.of(model.apply(inputs), targets).gradients());
    part.advance(network.rate());
    Program step =
        Program.of(
            () -> {
              Gradients gradients = loss.of(model.apply(inputs), targets).gradients();
              part.move(part.parameters().stream().map(gradients::of).toList());
            });
    int runs = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_SECONDS * 1e9) {
      step.run();
      runs++;
    }
    List<StepTime> times = step.times(WARM_SECONDS / runs < 0.01 ? 3000 : 200);
    double total = times.stream().mapToDouble(StepTime::micros).sum();
    IO.println("| µs | share | step |");
    IO.println("|---|---|---|");
    for (StepTime time : times) {
      IO.println(
          "| %.2f | %.0f %% | %s |"
              .formatted(time.micros(), 100 * time.micros() / total, time.description()));
    }
    IO.println("| %.2f | | all |".formatted(total));
  }
}
