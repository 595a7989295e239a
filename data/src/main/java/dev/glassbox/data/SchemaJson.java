package dev.glassbox.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [Schema] as JSON and back.
final class SchemaJson {
  private SchemaJson() {}

  static ObjectNode write(Schema schema) {
    ObjectNode json = JsonFields.object();
    json.set("target", target(schema.target()));
    ArrayNode features = json.putArray("features");
    schema.features().forEach(feature -> features.add(feature(feature)));
    json.set("notes", JsonFields.array(schema.notes()));
    return json;
  }

  private static ObjectNode target(Target target) {
    ObjectNode json = JsonFields.object();
    json.put("column", target.column());
    json.put("plan", target.plan());
    switch (target) {
      case Target.Classes classes -> {
        json.put("task", JsonFields.name(Task.CLASSIFY));
        json.set("labels", JsonFields.array(classes.labels()));
      }
      case Target.Quantity _ -> json.put("task", JsonFields.name(Task.REGRESS));
    }
    return json;
  }

  private static ObjectNode feature(Feature feature) {
    ObjectNode json = JsonFields.object();
    json.put("column", feature.column());
    json.put("plan", feature.plan());
    switch (feature) {
      case Feature.Numeric _ -> json.put("kind", "numeric");
      case Feature.Truth _ -> json.put("kind", "truth");
      case Feature.OneHot _ -> json.put("kind", "one-hot");
      case Feature.Embedded _ -> json.put("kind", "embedded");
      case Feature.LeftOut _ -> json.put("kind", "left out");
      case Feature.Temporal times -> {
        json.put("kind", "temporal");
        json.put("times", JsonFields.name(times.kind()));
        json.set("parts", JsonFields.array(times.parts().stream().map(JsonFields::name).toList()));
      }
    }
    return json;
  }

  static Schema read(JsonNode node) {
    JsonFields json = JsonFields.of("schema", node);
    Target target = target(json.object("target"));
    List<Feature> features = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(target.column()));
    for (JsonFields fields : json.objects("features")) {
      Feature feature = feature(fields);
      if (!names.add(feature.column())) {
        throw fields.wrong("column", "must be no other's, was " + feature.column());
      }
      features.add(feature);
    }
    if (features.stream().noneMatch(Feature::isUsed)) {
      throw json.wrong("features", "must hold one that is used");
    }
    return new Schema(target, features, json.texts("notes"));
  }

  private static Target target(JsonFields json) {
    String column = json.text("column");
    String plan = json.text("plan");
    return switch (json.choice("task", Task.values())) {
      case REGRESS -> new Target.Quantity(column, plan);
      case CLASSIFY -> {
        List<String> labels = json.distinctTexts("labels");
        if (labels.size() < 2) {
          throw json.wrong("labels", "must hold two or more");
        }
        yield new Target.Classes(column, labels, plan);
      }
    };
  }

  private static Feature feature(JsonFields json) {
    String column = json.text("column");
    String plan = json.text("plan");
    return switch (json.text("kind")) {
      case "numeric" -> new Feature.Numeric(column, plan);
      case "truth" -> new Feature.Truth(column, plan);
      case "one-hot" -> new Feature.OneHot(column, plan);
      case "embedded" -> new Feature.Embedded(column, plan);
      case "left out" -> new Feature.LeftOut(column, plan);
      case "temporal" ->
          new Feature.Temporal(
              column,
              json.choice("times", TemporalColumn.Kind.values()),
              json.choices("parts", TimePart.values()),
              plan);
      default -> throw json.wrong("kind", "is unknown: '%s'".formatted(json.text("kind")));
    };
  }
}
