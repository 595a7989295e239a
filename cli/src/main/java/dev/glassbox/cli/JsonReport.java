package dev.glassbox.cli;

import dev.glassbox.data.Provenance;
import dev.glassbox.data.Scores;
import dev.glassbox.data.TableLearner.Learnt;
import dev.glassbox.data.Target;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The result of a training as one JSON object.
final class JsonReport {
  private JsonReport() {}

  static String of(Learnt learnt, double seconds, Path file) {
    Provenance provenance = learnt.model().provenance();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(
        "task",
        switch (learnt.model().schema().target()) {
          case Target.Classes _ -> "classify";
          case Target.Quantity _ -> "regress";
        });
    json.put("rows", provenance.rows());
    json.put("features", learnt.model().schema().used().size());
    json.put("parameters", learnt.model().network().parameterCount());
    json.put("epochs", provenance.epochs());
    json.put("bestEpoch", provenance.bestEpoch());
    json.put("seconds", Math.round(seconds * 1000) / 1000.0);
    json.put("model", file.toString());
    ObjectNode metrics = json.putObject("metrics");
    learnt.scores().forEach((part, scores) -> metrics.set(part, figures(scores.figures())));
    if (!learnt.folds().isEmpty()) {
      metrics.set("test", figures(Scores.mean(learnt.folds())));
      ArrayNode folds = json.putArray("folds");
      learnt.folds().forEach(scores -> folds.addObject().set("test", figures(scores.figures())));
    }
    return json.toString();
  }

  /// How good a model is on some rows.
  static String of(Scores scores) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rows", scores.rows());
    json.set("metrics", figures(scores.figures()));
    return json.toString();
  }

  /// Figures by name; one that is undefined for these rows is null, as JSON has no NaN.
  private static ObjectNode figures(Map<String, Double> figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    figures.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            json.put(name, value);
          } else {
            json.putNull(name);
          }
        });
    return json;
  }
}
