import com.sun.management.ThreadMXBean;
import dev.glassbox.nn.Loss;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// What each phase of a training step takes and allocates, operation by operation, of a network of the
/// comparison with classes and Adam: after six seconds of warm-up, the median of thirty blocks of a tenth of a
/// second. bench/compare compiles it:
///
///     java --add-exports=java.base/jdk.internal.module=ALL-UNNAMED -XX:+UseSerialGC -Dglassbox.kernels=vector \
///       -cp core/target/classes:bench/.venv/classes Phases 64-100-10 32
final class Phases {
  private static final double WARM_SECONDS = 6;
  private static final double BLOCK_SECONDS = 0.1;
  private static final int BLOCKS = 30;
  private static final List<String> NAMES = List.of("forward", "loss", "backward", "update");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Sequential model;
  private final Tensor inputs;
  private final Tensor targets;
  private final Loss loss;
  private final Updater updater;
  private final long[] nanos = new long[NAMES.size()];
  private final long[] bytes = new long[NAMES.size()];

  private Phases(Workload.Network network) {
    model = Networks.model(network);
    inputs = Networks.inputs(network).getFirst();
    targets = Networks.targets(network).getFirst();
    loss = Networks.loss(network);
    updater = Networks.optimizer(network).over(model.parameters());
  }

  static void main(String[] arguments) {
    Workload.Network network =
        (Workload.Network)
            Workload.of(
                List.of("network", arguments[0], arguments[1], "cross-entropy", "adam", "1e-5"));
    Phases phases = new Phases(network);
    phases.block(WARM_SECONDS);
    List<double[]> micros = new ArrayList<>();
    List<double[]> kilobytes = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      int steps = phases.block(BLOCK_SECONDS);
      micros.add(Arrays.stream(phases.nanos).mapToDouble(n -> n / 1e3 / steps).toArray());
      kilobytes.add(Arrays.stream(phases.bytes).mapToDouble(b -> b / 1e3 / steps).toArray());
    }
    double total = 0;
    for (int phase = 0; phase < NAMES.size(); phase++) {
      total += median(micros, phase);
    }
    for (int phase = 0; phase < NAMES.size(); phase++) {
      double took = median(micros, phase);
      IO.println(
          "| %s | %,.0f µs (%.0f %%), %,.0f kB |"
              .formatted(
                  NAMES.get(phase), took, 100 * took / total, median(kilobytes, phase)));
    }
    IO.println("| step | %,.0f µs |".formatted(total));
  }

  /// Makes steps for so long, and counts anew what their phases take.
  private int block(double seconds) {
    Arrays.fill(nanos, 0);
    Arrays.fill(bytes, 0);
    int steps = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      Tensor outputs = time(0, () -> model.apply(inputs));
      Tensor value = time(1, () -> loss.of(outputs, targets));
      Gradients gradients = time(2, value::gradients);
      time(
          3,
          () -> {
            updater.step(gradients);
            return true;
          });
      steps++;
    }
    return steps;
  }

  private <T> T time(int phase, Supplier<T> work) {
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    T result = work.get();
    nanos[phase] += System.nanoTime() - start;
    bytes[phase] += threads.getCurrentThreadAllocatedBytes() - allocated;
    return result;
  }

  private static double median(List<double[]> blocks, int phase) {
    return blocks.stream().mapToDouble(block -> block[phase]).sorted().toArray()[blocks.size() / 2];
  }
}
