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
    customSynopsis = "glassbox evaluate MODEL FILE|QUERY [OPTION…]",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A file that glassbox train wrote.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE|QUERY",
      description =
          "Rows with the target column: a file, - for standard input, or a query in quotes.")
  private String source = "";

  @Option(
      names = "--json",
      description = "Print one JSON object and nothing else to standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = Console.of(json, false);
    TableModel loaded = TableModel.load(model);
    Table table = Table.read(source);
    Scores scores = loaded.evaluate(table);
    if (json) {
      console.results().println(JsonReport.of(scores));
      return 0;
    }
    String target = loaded.schema().target().column();
    int left = table.rows() - scores.rows();
    if (left > 0) {
      console.say(
          "Note",
          "%s left out, as the %s is not known".formatted(Figures.count(left, "row"), target));
    }
    console.give(
        new ScoreTable("Scores", scores.figures().keySet()).part(table.source(), scores).lines());
    console.say("");
    console.give(Mistakes.lines(scores, "Rows", target, console.width()));
    return 0;
  }
}
