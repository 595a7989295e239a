package dev.glassbox.cli;

import dev.glassbox.data.Table;
import dev.glassbox.data.TableModel;
import dev.glassbox.data.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox predict`: the rows that came in, with the prediction in a new column.
@Command(
    name = "predict",
    description =
        "Predict new rows; they come out as CSV, in their order, with the prediction added.",
    customSynopsis = "glassbox predict MODEL FILE|QUERY [OPTION…]",
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A file that glassbox train wrote.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE|QUERY",
      description =
          "The rows, with or without the target column: a file, - for standard input, or a query"
              + " in quotes.")
  private String source = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the CSV. Default: standard output.")
  private @Nullable Path out;

  @Option(
      names = "--probabilities",
      description = "Add a column with the probability of each class.")
  private boolean probabilities;

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      OutputFile.requireWritable(out, source);
      OutputFile.requireWritable(out, model.toString());
    }
    TableModel loaded = TableModel.load(model);
    Table rows = TableReader.standard().keepingText().read(source);
    Table answered = loaded.addTo(rows, probabilities);
    if (out == null) {
      answered.writeCsv(System.out);
      System.out.flush();
    } else {
      answered.writeCsv(out);
      Console.of(false, false)
          .errors()
          .println("%s written to %s".formatted(Figures.count(answered.rows(), "row"), out));
    }
    return 0;
  }
}
