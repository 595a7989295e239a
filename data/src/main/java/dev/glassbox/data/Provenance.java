package dev.glassbox.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a model came from: enough to make it again and to know what it is worth.
///
/// @param source the file or query that the rows came from
/// @param fingerprint the SHA-256 of those rows
/// @param rows how many rows with a known target there were
/// @param regime how hard the network was trained
/// @param epochs how many passes over the rows were made before the best one was chosen
/// @param bestEpoch the pass that was best
/// @param refitted whether it was then trained anew on training and validation rows together
/// @param seed from which every random choice followed
/// @param settings what the user chose, by name
/// @param scores the figures on each part of the rows: `train`, `validation`, `test`
/// @param versions of Glassbox and of Java
public record Provenance(
    String source,
    String fingerprint,
    int rows,
    String regime,
    int epochs,
    int bestEpoch,
    boolean refitted,
    long seed,
    Map<String, String> settings,
    Map<String, Map<String, Double>> scores,
    Map<String, String> versions) {

  private static final Set<String> PARTS = Set.of("train", "validation", "test");

  /// Copies the maps. Versions come in the order of their names, so that equal models make equal
  /// files.
  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  /// Nothing is known.
  static Provenance unknown() {
    return new Provenance("", "", 0, "", 0, 0, false, 0, Map.of(), Map.of(), Map.of());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonFields.object();
    json.put("source", source);
    json.put("fingerprint", fingerprint);
    json.put("rows", rows);
    json.put("regime", regime);
    json.put("epochs", epochs);
    json.put("bestEpoch", bestEpoch);
    json.put("refitted", refitted);
    json.put("seed", Long.toString(seed));
    ObjectNode chosen = json.putObject("settings");
    settings.forEach(chosen::put);
    ObjectNode parts = json.putObject("scores");
    scores.forEach(
        (part, figures) -> {
          ObjectNode named = parts.putObject(part);
          figures.forEach(
              (name, value) -> {
                if (Double.isFinite(value)) {
                  named.put(name, value);
                }
              });
        });
    ObjectNode made = json.putObject("versions");
    versions.forEach(made::put);
    return json;
  }

  static Provenance fromJson(JsonNode node) {
    JsonFields json = JsonFields.of("provenance", node);
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    json.object("scores")
        .node()
        .properties()
        .forEach(
            part -> {
              if (!PARTS.contains(part.getKey())) {
                throw json.wrong("scores", "must be of train, validation and test");
              }
              JsonFields figures = JsonFields.of("provenance.scores", part.getValue());
              Map<String, Double> named = new LinkedHashMap<>();
              figures.node().propertyNames().forEach(name -> named.put(name, figures.number(name)));
              scores.put(part.getKey(), named);
            });
    long seed;
    try {
      seed = Long.parseLong(json.text("seed"));
    } catch (NumberFormatException none) {
      throw json.wrong("seed", "must be a whole number in quotes");
    }
    return new Provenance(
        json.text("source"),
        json.text("fingerprint"),
        json.whole("rows", 0, Integer.MAX_VALUE),
        json.text("regime"),
        json.whole("epochs", 0, Integer.MAX_VALUE),
        json.whole("bestEpoch", 0, Integer.MAX_VALUE),
        json.truth("refitted"),
        seed,
        texts(json.object("settings")),
        scores,
        texts(json.object("versions")));
  }

  private static Map<String, String> texts(JsonFields json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.node().propertyNames().forEach(name -> texts.put(name, json.text(name)));
    return texts;
  }
}
