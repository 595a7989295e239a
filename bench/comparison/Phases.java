import com.sun.management.ThreadMXBean;
import dev.glassbox.nn.CrossEntropy;
import dev.glassbox.nn.Sequential;
import dev.glassbox.optim.Adam;
import dev.glassbox.optim.Updater;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/// What each phase of a training step takes and allocates, after six seconds of warm-up, over two seconds; of
/// a network of the comparison with classes and Adam. bench/compare compiles it:
///
///     java --add-exports=java.base/jdk.internal.module=ALL-UNNAMED -XX:+UseSerialGC -Dglassbox.kernels=vector \
///       -cp core/target/classes:bench/.venv/classes Phases 64-100-10 32
final class Phases {
  private static final double WARM_SECONDS = 6;
  private static final double SECONDS = 2;
  private static final List<String> NAMES = List.of("forward", "loss", "backward", "update");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] nanos = new long[NAMES.size()];
  private final long[] bytes = new long[NAMES.size()];

  static void main(String[] arguments) {
    Workload.Network network =
        (Workload.Network)
            Workload.of(
                List.of("network", arguments[0], arguments[1], "cross-entropy", "adam", "1e-5"));
    new Phases().measure(network, WARM_SECONDS);
    Phases phases = new Phases();
    phases.print(arguments[0], phases.measure(network, SECONDS));
  }

  private int measure(Workload.Network network, double seconds) {
    Sequential model = Networks.model(network);
    Tensor inputs = Networks.inputs(network).getFirst();
    Tensor targets = Networks.targets(network).getFirst();
    CrossEntropy loss = new CrossEntropy();
    Updater updater = Adam.of(network.rate()).over(model.parameters());
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

  private void print(String name, int steps) {
    double total = 0;
    for (long phase : nanos) {
      total += phase / 1e3 / steps;
    }
    IO.println("%s: %.0f µs a step".formatted(name, total));
    for (int i = 0; i < nanos.length; i++) {
      double micros = nanos[i] / 1e3 / steps;
      IO.println(
          "  %-8s %6.0f µs (%2.0f %%), %,.0f kB"
              .formatted(NAMES.get(i), micros, 100 * micros / total, bytes[i] / 1e3 / steps));
    }
  }
}
