package dev.glassbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks and sets the two providers side by side. Where no argument narrows them down,
/// the results go into files as well, `kernels.md` and `kernels.json`.
///
///     Report FOLDER ABOUT [ARGUMENTS OF JMH]
public final class Report {
  private static final String NOTES =
      """

      Thousand millions a second: of floating-point operations for the product, which has 2mnk of
      them, and of elements read for the rest. The median of the iterations, with the slowest and
      the fastest in brackets. One thread, float32. Where vector instructions would not be faster,
      the vector kernels are the scalar ones.
      """;

  /// How fast a kernel was.
  ///
  /// @param nanos a call
  /// @param least of an iteration
  /// @param most of an iteration
  private record Times(double nanos, double least, double most) {
    static Times of(RunResult result) {
      Statistics statistics = result.getPrimaryResult().getStatistics();
      return new Times(statistics.getPercentile(50), statistics.getMin(), statistics.getMax());
    }

    String perNano(double work) {
      return "%s (%s–%s)"
          .formatted(digits(work / nanos), digits(work / most), digits(work / least));
    }
  }

  /// One kernel on one input.
  private record Pair(String kernel, String input, double work, Times scalar, Times vector) {
    String row() {
      return "| %s | %s | %s | %s | %s |\n"
          .formatted(
              kernel,
              input,
              scalar.perNano(work),
              vector.perNano(work),
              digits(scalar.nanos / vector.nanos));
    }

    String json() {
      return ("  {\"kernel\": \"%s\", \"input\": \"%s\", \"scalar nanoseconds\": %s,"
              + " \"vector nanoseconds\": %s}")
          .formatted(kernel, input, scalar.nanos, vector.nanos);
    }
  }

  private Report() {}

  /// Measures, prints and writes.
  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    Path folder = Path.of(arguments[0]);
    String about = arguments[1];
    List<String> chosen = List.of(arguments).subList(2, arguments.length);
    CommandLineOptions options = new CommandLineOptions(chosen.toArray(String[]::new));
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    if (options.shouldList()) {
      new Runner(options).list();
      return;
    }
    OutputFormat progress =
        OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
    List<Pair> pairs = pairs(new Runner(options, progress).run());
    String text = markdown(about, pairs);
    IO.print(text);
    if (chosen.isEmpty()) {
      Files.writeString(folder.resolve("kernels.md"), text);
      Files.writeString(folder.resolve("kernels.json"), json(about, pairs));
    }
  }

  /// The results of the vector kernels, each with that of the scalar ones for the same input.
  private static List<Pair> pairs(Collection<RunResult> results) {
    List<Pair> pairs = new ArrayList<>();
    for (RunResult vector : results) {
      BenchmarkParams parameters = vector.getParams();
      if (provider(parameters) == Provider.VECTOR) {
        results.stream()
            .filter(other -> provider(other.getParams()) == Provider.SCALAR)
            .filter(other -> input(other.getParams()).equals(input(parameters)))
            .filter(other -> kernel(other.getParams()).equals(kernel(parameters)))
            .findFirst()
            .ifPresent(scalar -> pairs.add(pair(scalar, vector)));
      }
    }
    return pairs;
  }

  private static Pair pair(RunResult scalar, RunResult vector) {
    BenchmarkParams parameters = vector.getParams();
    String kernel = kernel(parameters);
    double elements = Sizes.product(parameters.getParam("size"));
    double work = kernel.equals("matmul") ? 2 * elements : elements;
    return new Pair(kernel, input(parameters), work, Times.of(scalar), Times.of(vector));
  }

  private static Provider provider(BenchmarkParams parameters) {
    return Provider.valueOf(parameters.getParam("provider"));
  }

  private static String kernel(BenchmarkParams parameters) {
    String benchmark = parameters.getBenchmark();
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  private static String input(BenchmarkParams parameters) {
    return parameters.getParamsKeys().stream()
        .filter(key -> !key.equals("provider"))
        .map(key -> key + " " + parameters.getParam(key))
        .collect(Collectors.joining(", "));
  }

  private static String markdown(String about, List<Pair> pairs) {
    return "# Scalar and vector kernels\n\n%s\n\n".formatted(about)
        + "| kernel | input | scalar | vector | times as fast |\n|---|---|---|---|---|\n"
        + pairs.stream().map(Pair::row).collect(Collectors.joining())
        + NOTES;
  }

  private static String json(String about, List<Pair> pairs) {
    return pairs.stream()
        .map(Pair::json)
        .collect(
            Collectors.joining(
                ",\n", "{\"about\": \"%s\", \"results\": [\n".formatted(about), "\n]}\n"));
  }

  private static String digits(double number) {
    return number >= 100 ? "%.0f".formatted(number) : "%.3g".formatted(number);
  }
}
