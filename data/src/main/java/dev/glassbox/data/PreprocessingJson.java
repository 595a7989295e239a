package dev.glassbox.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [Preprocessing] as JSON and back.
final class PreprocessingJson {
  private PreprocessingJson() {}

  static ObjectNode write(Preprocessing preprocessing) {
    ObjectNode json = JsonFields.object();
    json.set("schema", preprocessing.schema().toJson());
    ArrayNode columns = json.putArray("columns");
    preprocessing.encoders().forEach(encoder -> columns.add(column(encoder)));
    preprocessing
        .targetScale()
        .ifPresent(
            scale ->
                json.putObject("target_scale")
                    .put("mean", scale.mean())
                    .put("deviation", scale.deviation()));
    return json;
  }

  private static ObjectNode column(ColumnEncoder encoder) {
    ObjectNode json = JsonFields.object();
    json.put("column", encoder.column());
    switch (encoder) {
      case ColumnEncoder.Numeric numeric -> {
        json.set("scaling", scaling(numeric.scaling()));
        json.put("median", numeric.median());
        json.put("least", numeric.least());
        json.put("greatest", numeric.greatest());
        json.put("indicator", numeric.indicator());
      }
      case ColumnEncoder.Truth truth -> json.put("indicator", truth.indicator());
      case ColumnEncoder.OneHot oneHot -> vocabulary(json, oneHot.vocabulary());
      case ColumnEncoder.Embedded embedded -> vocabulary(json, embedded.vocabulary());
      case ColumnEncoder.Temporal times -> {
        json.set("year", scaling(times.year()));
        json.put("indicator", times.indicator());
      }
    }
    return json;
  }

  private static ObjectNode scaling(Scaling scaling) {
    return switch (scaling) {
      case Scaling.Standard(double mean, double deviation) ->
          JsonFields.object().put("kind", "standard").put("mean", mean).put("deviation", deviation);
      case Scaling.Robust(double median, double spread) ->
          JsonFields.object().put("kind", "robust").put("median", median).put("spread", spread);
    };
  }

  private static void vocabulary(ObjectNode json, Vocabulary vocabulary) {
    json.set("levels", JsonFields.array(vocabulary.levels()));
    json.put("others", vocabulary.others());
    json.put("gaps", vocabulary.gaps());
    json.put("commonest", vocabulary.commonest());
  }

  static Preprocessing read(JsonNode node) {
    JsonFields json = JsonFields.of("preprocessing", node);
    Schema schema = Schema.fromJson(json.object("schema").node());
    List<Feature> used = schema.used();
    List<JsonFields> columns = json.objects("columns");
    if (columns.size() != used.size()) {
      throw json.wrong(
          "columns",
          "must be %d, as many as the schema uses, were %d".formatted(used.size(), columns.size()));
    }
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      encoders.add(column(used.get(i), columns.get(i)));
    }
    return new Preprocessing(schema, encoders, targetScale(schema, json));
  }

  private static Optional<TargetScale> targetScale(Schema schema, JsonFields json) {
    return switch (schema.target()) {
      case Target.Classes _ -> Optional.empty();
      case Target.Quantity _ -> {
        JsonFields scale = json.object("target_scale");
        yield Optional.of(new TargetScale(scale.number("mean"), scale.positive("deviation")));
      }
    };
  }

  private static ColumnEncoder column(Feature feature, JsonFields json) {
    String column = feature.column();
    if (!json.text("column").equals(column)) {
      throw json.wrong(
          "column", "must be %s, as in the schema, was %s".formatted(column, json.text("column")));
    }
    return switch (feature) {
      case Feature.Numeric _ ->
          new ColumnEncoder.Numeric(
              column,
              scaling(json.object("scaling")),
              json.number("median"),
              json.number("least"),
              json.number("greatest"),
              json.truth("indicator"));
      case Feature.Truth _ -> new ColumnEncoder.Truth(column, json.truth("indicator"));
      case Feature.OneHot _ -> new ColumnEncoder.OneHot(vocabulary(column, json));
      case Feature.Embedded _ -> {
        Vocabulary vocabulary = vocabulary(column, json);
        if (!vocabulary.others() || (vocabulary.levels().isEmpty() && !vocabulary.gaps())) {
          throw json.wrong("others", "must be true, and levels known, as the column is embedded");
        }
        yield new ColumnEncoder.Embedded(vocabulary);
      }
      case Feature.Temporal times ->
          new ColumnEncoder.Temporal(
              column, times.kind(), times.parts(), year(json), json.truth("indicator"));
      case Feature.LeftOut _ -> throw json.wrong("column", "must not be one that is left out");
    };
  }

  private static Scaling.Standard year(JsonFields json) {
    if (scaling(json.object("year")) instanceof Scaling.Standard standard) {
      return standard;
    }
    throw json.wrong("year", "must be a standard scaling");
  }

  private static Scaling scaling(JsonFields json) {
    return switch (json.text("kind")) {
      case "standard" -> new Scaling.Standard(json.number("mean"), json.positive("deviation"));
      case "robust" -> new Scaling.Robust(json.number("median"), json.positive("spread"));
      default -> throw json.wrong("kind", "is unknown: '%s'".formatted(json.text("kind")));
    };
  }

  private static Vocabulary vocabulary(String column, JsonFields json) {
    List<String> levels = json.distinctTexts("levels");
    int commonest = json.whole("commonest", 0, Math.max(0, levels.size() - 1));
    return new Vocabulary(column, levels, json.truth("others"), json.truth("gaps"), commonest);
  }
}
