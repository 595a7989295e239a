package dev.glassbox.data;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Embedding;
import dev.glassbox.nn.Initializer;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The plan of a network for a table, from which it is built: data only, so that a model file can
/// hold it.
///
/// @param numbers how many numbers a row has
/// @param embeddings for each column of codes, how many codes there are
/// @param waves how many cosine features stand beside the inputs, mostly none
/// @param hidden the widths of the hidden layers
/// @param activation the function between the layers
/// @param dropout the share of each hidden layer that falls out in training
/// @param outputs how many numbers come out: one for each class, or a single one
public record NetworkDesign(
    int numbers,
    List<Integer> embeddings,
    int waves,
    List<Integer> hidden,
    Activation activation,
    double dropout,
    int outputs) {

  private static final int LARGEST = 1 << 24;

  /// Copies the lists.
  public NetworkDesign {
    embeddings = List.copyOf(embeddings);
    hidden = List.copyOf(hidden);
  }

  /// The width of the learnt vectors for so many codes: about the square root, at least 2.
  static int embeddingWidth(int codes) {
    return Math.clamp(Math.round(Math.sqrt(codes)), 2, 32);
  }

  /// How many numbers enter the first layer.
  int inputs() {
    return numbers + embeddings.stream().mapToInt(NetworkDesign::embeddingWidth).sum();
  }

  /// A network of this plan with fresh weights.
  ///
  /// Hidden layers start as He et al. 2015 say. The last starts near zero, so that the first
  /// predictions are the same for every row and the first steps are calm.
  Layer create(Rng rng) {
    List<Embedding> vectors = new ArrayList<>();
    for (int codes : embeddings) {
      vectors.add(Embedding.of(codes, embeddingWidth(codes), rng.split()));
    }
    List<Layer> layers = new ArrayList<>();
    int width = inputs();
    if (waves > 0) {
      layers.add(CosineFeatures.of(width, waves, rng.split()));
      width += waves;
    }
    for (int next : hidden) {
      layers.add(Linear.of(width, next, Initializer.heNormal(), rng.split()));
      layers.add(activation);
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
      width = next;
    }
    double deviation = (waves > 0 ? 1 : 0.01) / Math.sqrt(width);
    layers.add(Linear.of(width, outputs, Initializer.normal(0, deviation), rng.split()));
    return new TableNetwork(vectors, new Sequential(layers));
  }

  /// The widths from input to output with the function between them: `9 → 128 → 128 → 3, silu`.
  public String summary() {
    List<Integer> widths = new ArrayList<>(List.of(inputs()));
    widths.addAll(hidden);
    widths.add(outputs);
    String arrows = widths.stream().map(String::valueOf).collect(Collectors.joining(" → "));
    String beside = waves > 0 ? ", %d cosine features".formatted(waves) : "";
    String fallOut =
        dropout > 0 ? String.format(Locale.ROOT, ", dropout %s", Numbers.text(dropout)) : "";
    return arrows + ", " + activation.title() + beside + fallOut;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonFields.object();
    json.put("numbers", numbers);
    ArrayNode codes = json.putArray("embeddings");
    embeddings.forEach(codes::add);
    json.put("waves", waves);
    ArrayNode widths = json.putArray("hidden");
    hidden.forEach(widths::add);
    json.put("activation", activation.title());
    json.put("dropout", dropout);
    json.put("outputs", outputs);
    return json;
  }

  static NetworkDesign fromJson(JsonNode node) {
    JsonFields json = JsonFields.of("network", node);
    double dropout = json.number("dropout");
    if (dropout < 0 || dropout >= 1) {
      throw json.wrong("dropout", "must lie in [0, 1)");
    }
    Activation activation;
    try {
      activation = Activation.named(json.text("activation"));
    } catch (IllegalArgumentException unknown) {
      throw json.wrong("activation", "is unknown: '%s'".formatted(json.text("activation")));
    }
    NetworkDesign design =
        new NetworkDesign(
            json.whole("numbers", 0, LARGEST),
            json.wholes("embeddings", 1, LARGEST),
            json.whole("waves", 0, 65_536),
            json.wholes("hidden", 1, 65_536),
            activation,
            dropout,
            json.whole("outputs", 1, LARGEST));
    if (design.hidden.size() > 64 || design.parameters() > Integer.MAX_VALUE) {
      throw json.wrong("hidden", "describes a network too large to build");
    }
    return design;
  }

  /// How many trainable numbers the network has; a double, as a file may claim any sizes.
  double parameters() {
    double sum = 0;
    for (int codes : embeddings) {
      sum += (double) codes * embeddingWidth(codes);
    }
    double width = inputs();
    if (waves > 0) {
      sum += (width + 1) * waves;
      width += waves;
    }
    for (int next : hidden) {
      sum += (width + 1) * next;
      width = next;
    }
    return sum + (width + 1) * outputs;
  }
}
