package dev.glassbox.cli;

import dev.glassbox.data.Scores;
import dev.glassbox.data.Table;
import dev.glassbox.data.TableModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox evaluate`: how good a model is on rows whose target is known.
@Command(
    name = "evaluate",
    description = "Score a model on rows whose target is known.",
    usageHelpAutoWidth = true)
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A file that glassbox train wrote.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE|QUERY",
      description = "Rows with the target column: a file, - or a query.")
  private String source = "";

  @Option(names = "--json", description = "Print one JSON object and nothing else to standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = Console.of(json, false);
    Scores scores = TableModel.load(model).evaluate(Table.read(source));
    if (json) {
      console.results().println(JsonReport.figures(scores.figures()));
    } else {
      ScoreText.lines(scores, "all").forEach(console.results()::println);
    }
    return 0;
  }
}
