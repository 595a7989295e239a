package dev.glassbox.studio.layers;

import dev.glassbox.studio.run.Recipe;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the page is told of layers.
final class LayersJson {
  /// A figure of a layer, and its name for the page.
  private enum Metric {
    GRADIENT,
    MEAN,
    SPREAD,
    IDLE,
    WEIGHT,
    UPDATE;

    double of(Figures figures) {
      return switch (this) {
        case GRADIENT -> figures.gradient();
        case MEAN -> figures.mean();
        case SPREAD -> figures.spread();
        case IDLE -> figures.idle();
        case WEIGHT -> figures.weight();
        case UPDATE -> figures.update();
      };
    }

    String title() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private LayersJson() {}

  static ObjectNode map(Subject subject, LayerMap map) {
    LayerMap.Shown shown = map.shown();
    ObjectNode json =
        Json.object()
            .put("training", map.number())
            .put("title", subject.title())
            .put("rows", map.gaze().rows().rows())
            .put("of", subject.training().rows())
            .put("wanted", shown.wanted());
    if (shown.failure() != null) {
      json.put("failure", shown.failure());
    }
    ArrayNode steps = json.putArray("steps");
    shown.steps().forEach(steps::add);
    List<NamedLayer> layers = map.gaze().layers();
    ArrayNode list = json.putArray("layers");
    for (int i = 0; i < layers.size(); i++) {
      ObjectNode layer = list.addObject().put("title", layers.get(i).title());
      layer.put("name", layers.get(i).name());
      layer.put("parameters", layers.get(i).parameters().stream().mapToInt(Tensor::size).sum());
      if (!shown.figures().isEmpty()) {
        layer.put("activation", shown.figures().getFirst().get(i).activation());
      }
    }
    ObjectNode values = json.putObject("values");
    for (Metric metric : Metric.values()) {
      ArrayNode rows = values.putArray(metric.title());
      for (int i = 0; i < layers.size(); i++) {
        ArrayNode row = rows.addArray();
        for (List<Figures> figures : shown.figures()) {
          row.add(metric.of(figures.get(i)));
        }
      }
    }
    return json;
  }

  static ObjectNode layer(LayerMap map, Snapshot snapshot, int number) {
    synchronized (map) {
      Gaze gaze = map.gaze();
      NamedLayer layer = gaze.layers().get(number);
      Gaze.Pass pass = gaze.at(snapshot);
      Figures figures = gaze.figures(pass, snapshot.updateRatios()).get(number);
      ObjectNode json =
          Json.object()
              .put("training", map.number())
              .put("step", snapshot.step())
              .put("layer", number)
              .put("title", layer.title())
              .put("loss", pass.loss())
              .put("activation", figures.activation());
      ObjectNode values = json.putObject("values");
      for (Metric metric : Metric.values()) {
        values.put(metric.title(), metric.of(figures));
      }
      json.set("weights", Histogram.of(layer.weight().toFloatArray()).toJson());
      Tensor gradient = pass.gradients().of(layer.weight());
      json.set("gradients", Histogram.of(gradient.toFloatArray()).toJson());
      Tensor output = pass.outputs()[number];
      if (output != null) {
        json.set("activations", Histogram.of(output.toFloatArray()).toJson());
      }
      json.set("picture", WeightPicture.of(layer, number == 0, gaze.rows()));
      return json;
    }
  }

  /// @param known how the network is trained, if that is known
  static ObjectNode starts(
      Starts.Comparison comparison, Subject subject, Recipe recipe, Optional<Recipe> known) {
    ObjectNode json =
        Json.object()
            .put("training", subject.number())
            .put("optimiser", recipe.optimizer().toString())
            .put("batch", Math.min(recipe.batch(), subject.training().rows()))
            .put("known", known.isPresent());
    ArrayNode steps = json.putArray("steps");
    for (int step : comparison.measured()) {
      steps.add(step);
    }
    ArrayNode layers = json.putArray("layers");
    NamedLayer.of(subject.network()).forEach(layer -> layers.add(layer.title()));
    ArrayNode list = json.putArray("starts");
    for (Starts.Trained trained : comparison.trained()) {
      ObjectNode one = list.addObject().put("title", trained.start().title());
      one.set("losses", Json.array(trained.losses()));
      one.set("before", figures(trained.before()));
      one.set("after", figures(trained.after()));
    }
    return json;
  }

  private static ObjectNode figures(List<Figures> layers) {
    ObjectNode json = Json.object();
    for (Metric metric : Metric.values()) {
      json.set(metric.title(), Json.array(layers.stream().mapToDouble(metric::of).toArray()));
    }
    return json;
  }
}
