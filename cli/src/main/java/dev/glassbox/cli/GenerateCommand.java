package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Generator;
import dev.glassbox.data.Table;
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
    usageHelpAutoWidth = true)
final class GenerateCommand implements Callable<Integer> {
  private static final int ROWS = 1000;

  @Parameters(paramLabel = "NAME", description = "Which table.")
  private String name = "";

  @Option(names = "--rows", paramLabel = "N", description = "How many rows. Default: ${DEFAULT-VALUE}.")
  private int rows = ROWS;

  @Option(names = "--noise", paramLabel = "X", description = "How noisy. Default: what suits the table.")
  private @Nullable Double noise;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the CSV. Default: standard output.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Generator generator = Generator.named(name);
    if (rows <= 0) {
      throw new DataException("--rows: needs a positive number, was %d".formatted(rows));
    }
    if (out != null) {
      OutputFile.requireWritable(out);
    }
    Table table =
        generator.generate(rows, noise == null ? generator.defaultNoise() : noise, Rng.seed(seed));
    if (out == null) {
      table.writeCsv(System.out);
      System.out.flush();
    } else {
      table.writeCsv(out);
      System.err.println(
          "%,d rows written to %s; try: glassbox train %s --target %s"
              .formatted(rows, out, out, generator.target()));
    }
    return 0;
  }
}
