package dev.glassbox.bench;

import dev.glassbox.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What all benchmarks share: a process for each provider, with the launcher's options for java,
/// and the kernels on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow",
      "-Dglassbox.kernels=vector",
      "-Dglassbox.threads=1"
    })
@Warmup(iterations = 12, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Pairing {
  /// Whose kernels.
  @Param public Provider provider;

  /// The kernels themselves.
  protected Kernels kernels;

  /// Gets the kernels ready.
  @Setup
  public void choose() {
    kernels = provider.kernels();
  }
}
