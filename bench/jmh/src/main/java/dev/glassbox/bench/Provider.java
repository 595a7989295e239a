package dev.glassbox.bench;

import dev.glassbox.kernel.Kernels;
import dev.glassbox.kernel.ScalarKernels;
import dev.glassbox.kernel.VectorKernels;
import java.text.MessageFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Whose kernels are measured.
public enum Provider {
  /// The plain loops.
  SCALAR,
  /// The vector instructions, once they are in use.
  VECTOR;

  private static final Logger LOGGER = Logger.getLogger("dev.glassbox.kernel");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int N = 64;

  Kernels kernels() {
    return switch (this) {
      case SCALAR -> ScalarKernels.INSTANCE;
      case VECTOR -> warm();
    };
  }

  /// Products until the kernels log which instructions they use. Until then they are the scalar
  /// ones.
  private static Kernels warm() {
    CompletableFuture<String> choice = new CompletableFuture<>();
    Handler handler = new Listener(choice);
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
    float[] a = Numbers.around0(N * N);
    float[] c = new float[N * N];
    long start = System.nanoTime();
    while (!choice.isDone()) {
      VectorKernels.INSTANCE.matmul(a, 0, false, a, 0, false, c, 0, N, N, N);
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("the vector kernels are not ready after 30 s");
      }
    }
    LOGGER.removeHandler(handler);
    String message = choice.join();
    if (!message.contains("vectors")) {
      throw new IllegalStateException("no vector instructions to measure: " + message);
    }
    return VectorKernels.INSTANCE;
  }

  private static final class Listener extends Handler {
    private final CompletableFuture<String> choice;

    Listener(CompletableFuture<String> choice) {
      this.choice = choice;
    }

    @Override
    public void publish(LogRecord entry) {
      choice.complete(MessageFormat.format(entry.getMessage(), entry.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
