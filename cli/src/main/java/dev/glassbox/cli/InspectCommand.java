package dev.glassbox.cli;

import dev.glassbox.data.Provenance;
import dev.glassbox.data.TableModel;
import dev.glassbox.data.Target;
import dev.glassbox.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `glassbox inspect`: what is in a model file.
@Command(
    name = "inspect",
    description = "Show what is in a model file: columns, network, weights, scores and origin.",
    customSynopsis = "glassbox inspect MODEL",
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A file that glassbox train wrote.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    TableModel model = TableModel.load(file);
    Provenance from = model.provenance();
    Target target = model.schema().target();
    Console console = Console.of(false, false);
    console.give("Target", target.column() + ": " + target.plan());
    console.give(Plan.columns(model.schema().features(), console.width()));
    console.give("Trained", trained(from));
    console.give("Seed", Long.toString(from.seed()));
    console.give("Options", texts(from.settings()));
    console.give("Versions", texts(from.versions()));
    console.give("SHA-256", from.fingerprint());
    console.give(
        "Network",
        String.format(
            Locale.ROOT,
            "%s; %,d parameters",
            model.design().summary(),
            model.network().parameterCount()));
    console.say("");
    console.give(weights(model.network().state()));
    scores(from)
        .ifPresent(
            table -> {
              console.say("");
              console.give(table.lines());
            });
    return 0;
  }

  private static String trained(Provenance from) {
    return "on %s of %s; %s training, epoch %d of %d was the best%s"
        .formatted(
            Figures.count(from.rows(), "row"),
            from.source(),
            from.regime(),
            from.bestEpoch(),
            from.epochs(),
            from.refitted() ? "; then anew on training and validation rows together" : "");
  }

  private static List<String> weights(Map<String, Tensor> state) {
    Grid grid = new Grid(2, 2);
    grid.row("Weights", "shape", "mean", "deviation", "smallest", "largest");
    state.forEach(
        (name, weight) -> {
          Tensor values = weight.detach();
          double mean = values.mean().item();
          grid.row(
              name,
              values.shape().toString(),
              Figures.number(mean),
              Figures.number(Math.sqrt(values.sub(mean).square().mean().item())),
              Figures.number(values.min().item()),
              Figures.number(values.max().item()));
        });
    return grid.lines();
  }

  private static Optional<ScoreTable> scores(Provenance from) {
    return from.scores().values().stream()
        .findFirst()
        .map(
            first -> {
              ScoreTable table = new ScoreTable("Scores", first.keySet());
              for (String part : List.of("test", "validation", "train")) {
                Map<String, Double> figures = from.scores().get(part);
                if (figures != null) {
                  table.row(part, figures);
                }
              }
              return table;
            });
  }

  private static String texts(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> text.getKey() + " " + text.getValue())
        .collect(Collectors.joining(", "));
  }
}
