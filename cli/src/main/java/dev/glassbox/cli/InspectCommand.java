package dev.glassbox.cli;

import dev.glassbox.data.Feature;
import dev.glassbox.data.Provenance;
import dev.glassbox.data.TableModel;
import dev.glassbox.tensor.Tensor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `glassbox inspect`: what is in a model file.
@Command(
    name = "inspect",
    description = "Show what is in a model file: columns, network, weights, scores and origin.",
    usageHelpAutoWidth = true)
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A file that glassbox train wrote.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    TableModel model = TableModel.load(file);
    Provenance from = model.provenance();
    PrintStream out = Console.of(false, false).results();
    out.println("Predicts  %s: %s".formatted(model.schema().target().column(), model.schema().target().plan()));
    String label = "From      ";
    for (Feature feature : model.schema().used()) {
      out.println(label + feature.column() + ": " + feature.plan());
      label = "          ";
    }
    String left =
        model.schema().features().stream()
            .filter(feature -> !feature.isUsed())
            .map(Feature::column)
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      out.println("Left out  " + left);
    }
    out.println(
        "Network   %s; %,d parameters"
            .formatted(model.design().summary(), model.network().parameterCount()));
    label = "Weights   ";
    for (Map.Entry<String, Tensor> weight : model.network().state().entrySet()) {
      out.println(label + weights(weight.getKey(), weight.getValue()));
      label = "          ";
    }
    out.println(
        "Trained   on %,d rows of %s, %s, seed %d, epoch %d of %d%s"
            .formatted(
                from.rows(),
                from.source(),
                from.regime(),
                from.seed(),
                from.bestEpoch(),
                from.epochs(),
                from.refitted() ? ", then anew on training and validation rows" : ""));
    out.println("Data      SHA-256 " + from.fingerprint());
    out.println("Settings  " + texts(from.settings()));
    out.println("Versions  " + texts(from.versions()));
    from.scores()
        .forEach(
            (part, figures) ->
                out.println(
                    "%-10s%s"
                        .formatted(
                            part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1),
                            figures.entrySet().stream()
                                .map(f -> ScoreText.name(f.getKey()) + " " + ScoreText.number(f.getValue()))
                                .collect(Collectors.joining(" · ")))));
    return 0;
  }

  private static String weights(String name, Tensor tensor) {
    Tensor values = tensor.detach();
    double mean = values.mean().item();
    double deviation = Math.sqrt(values.sub(mean).square().mean().item());
    return String.format(
        Locale.ROOT,
        "%-22s %-12s mean %8.4f, deviation %7.4f",
        name,
        tensor.shape(),
        mean,
        deviation);
  }

  private static String texts(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> text.getKey() + " " + text.getValue())
        .collect(Collectors.joining(", "));
  }
}
