package dev.glassbox.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One object of a JSON tree from outside, read with every field checked.
///
/// @param path where it stands, for messages: `preprocessing.columns[3]`
/// @param node the object
record JsonFields(String path, JsonNode node) {

  static JsonFields of(String path, JsonNode node) {
    if (!node.isObject()) {
      throw new DataException("model file: %s must be an object".formatted(path));
    }
    return new JsonFields(path, node);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  DataException wrong(String field, String rule) {
    return new DataException("model file: %s.%s %s".formatted(path, field, rule));
  }

  private JsonNode field(String field) {
    return node.path(field);
  }

  String text(String field) {
    if (!field(field).isString()) {
      throw wrong(field, "must be a text");
    }
    return field(field).stringValue();
  }

  boolean truth(String field) {
    if (!field(field).isBoolean()) {
      throw wrong(field, "must be true or false");
    }
    return field(field).booleanValue();
  }

  double number(String field) {
    double value = field(field).isNumber() ? field(field).doubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw wrong(field, "must be a finite number");
    }
    return value;
  }

  double positive(String field) {
    double value = number(field);
    if (value <= 0) {
      throw wrong(field, "must be a positive number, was " + Numbers.text(value));
    }
    return value;
  }

  /// A whole number in [low, high].
  int whole(String field, int low, int high) {
    JsonNode value = field(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < low
        || value.intValue() > high) {
      throw wrong(field, "must be a whole number from %d to %d".formatted(low, high));
    }
    return value.intValue();
  }

  /// A list of whole numbers in [low, high].
  List<Integer> wholes(String field, int low, int high) {
    return list(
        field,
        value -> {
          if (!value.isIntegralNumber()
              || !value.canConvertToInt()
              || value.intValue() < low
              || value.intValue() > high) {
            throw wrong(
                field, "must be a list of whole numbers from %d to %d".formatted(low, high));
          }
          return value.intValue();
        });
  }

  /// One of the constants of an enum, by its name in small letters.
  <E extends Enum<E>> E choice(String field, E[] choices) {
    return choice(field, text(field), choices);
  }

  private <E extends Enum<E>> E choice(String field, String text, E[] choices) {
    for (E choice : choices) {
      if (name(choice).equals(text)) {
        return choice;
      }
    }
    throw wrong(field, "is unknown: '%s'".formatted(text));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  JsonFields object(String field) {
    return of(path + "." + field, field(field));
  }

  private <T> List<T> list(String field, Function<JsonNode, T> element) {
    if (!field(field).isArray()) {
      throw wrong(field, "must be a list");
    }
    List<T> list = new ArrayList<>();
    for (JsonNode node : field(field)) {
      list.add(element.apply(node));
    }
    return list;
  }

  List<JsonFields> objects(String field) {
    List<JsonNode> nodes = list(field, node -> node);
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      objects.add(of("%s.%s[%d]".formatted(path, field, i), nodes.get(i)));
    }
    return objects;
  }

  List<String> texts(String field) {
    return list(
        field,
        node -> {
          if (!node.isString()) {
            throw wrong(field, "must be a list of texts");
          }
          return node.stringValue();
        });
  }

  /// Texts of which no two are the same.
  List<String> distinctTexts(String field) {
    List<String> texts = texts(field);
    if (new HashSet<>(texts).size() < texts.size()) {
      throw wrong(field, "must not hold a text twice");
    }
    return texts;
  }

  <E extends Enum<E>> List<E> choices(String field, E[] choices) {
    return texts(field).stream().map(text -> choice(field, text, choices)).toList();
  }
}
