import java.text.MessageFormat;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Glassbox on one workload, in one of its ways, which are the names in [#start].
///
///     java -cp core/target/classes:bench/.venv/classes Comparison eager WARM_SECONDS SECONDS CHECKED_STEPS WORKLOAD...
final class Comparison {
  private static final Logger KERNELS = Logger.getLogger("dev.glassbox.kernel");

  private Comparison() {}

  static void main(String[] arguments) {
    StringBuilder kernels = new StringBuilder();
    listen(kernels);
    Workload workload = Workload.of(Arrays.asList(arguments).subList(4, arguments.length));
    Measurement measurement =
        Measurement.of(
            start(arguments[0], workload),
            Double.parseDouble(arguments[1]),
            Double.parseDouble(arguments[2]),
            Integer.parseInt(arguments[3]));
    synchronized (kernels) {
      String inUse = kernels.isEmpty() ? "kernels: scalar" : kernels.toString();
      IO.println(measurement.json("JDK " + Runtime.version(), inUse));
    }
  }

  /// A fresh start of this workload in this way.
  private static Training start(String way, Workload workload) {
    return switch (way) {
      case "eager" -> Eager.of(workload);
      case "program" -> Programmed.of(workload);
      case "training step" -> Stepping.of(workload);
      default -> throw new IllegalArgumentException("no way of running is called " + way);
    };
  }

  /// Keeps what is logged of the kernels' choice.
  private static void listen(StringBuilder kernels) {
    KERNELS.setUseParentHandlers(false);
    KERNELS.setLevel(Level.ALL);
    KERNELS.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            synchronized (kernels) {
              kernels.append(MessageFormat.format(entry.getMessage(), entry.getParameters()));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }
}
