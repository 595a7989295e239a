package dev.glassbox.cli;

import dev.glassbox.data.Generator;
import dev.glassbox.data.Table;
import dev.glassbox.io.AtomicFile;
import dev.glassbox.tensor.Rng;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox generate`: a made-up table on which one can see what a network learns.
@Command(
    name = "generate",
    description = "Make a table to learn from, such as spirals; glassbox data lists them.",
    customSynopsis = "glassbox generate NAME [OPTION…]",
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Which table.")
  private String name = "";

  @Option(names = "--rows", paramLabel = "N", description = "How many rows. Default: 1000.")
  private int rows = 1000;

  @Option(
      names = "--noise",
      paramLabel = "X",
      description = "The standard deviation of the noise. Default: what suits the table.")
  private @Nullable Double noise;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all chance comes from: the same seed, the same table. Default: 42.")
  private long seed = 42;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the CSV. Default: standard output.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Generator generator = Generator.named(name);
    if (out != null) {
      AtomicFile.requireWritable(out);
    }
    Table table =
        generator.generate(rows, noise == null ? generator.defaultNoise() : noise, Rng.seed(seed));
    if (out == null) {
      table.writeCsv(System.out);
      System.out.flush();
    } else {
      table.writeCsv(out);
      Console.of(false, false)
          .errors()
          .println(
              "%s written to %s; train on them: glassbox train %s --target %s"
                  .formatted(
                      Figures.count(rows, "row"), out, Figures.argument(out), generator.target()));
    }
    return 0;
  }
}
